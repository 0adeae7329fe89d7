using Beejan.Functions.Cleaning;
using NUnit.Framework;

namespace Beejan.Functions.Tests.Cleaning;

public sealed class FoldedTextTests
{
    [TestCase("  No   NETWORK!!\n(again) ", "no network again")]
    [TestCase("don't DON’T dont", "dont dont dont")]
    [TestCase("Wi-Fi/4G 2,000", "wi fi 4g 2 000")]
    [TestCase("Ọ̀ré Ẹ jọ̀ọ́ Ìkọ̀wé", "ore e joo ikowe")]
    [TestCase("o\u0323\u0300re", "ore")]
    [TestCase("Ɗan Ɓauchi ƙira", "dan bauchi kira")]
    [TestCase("İstanbul", "istanbul")]
    [TestCase("data😡data\u200dx", "data datax")]
    [TestCase("… 😡 –", "")]
    public void Capitals_accents_and_punctuation_fold_away(string text, string folded) => Assert.That(FoldedText.Fold(text), Is.EqualTo(folded));

    [Test]
    public void Half_a_character_is_a_gap() => Assert.That(FoldedText.Fold("no\ud83dnetwork"), Is.EqualTo("no network"));
}
