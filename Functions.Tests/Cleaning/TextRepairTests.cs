using System.Text;
using Beejan.Functions.Cleaning;
using NUnit.Framework;

namespace Beejan.Functions.Tests.Cleaning;

public sealed class TextRepairTests
{
    [TestCase("  no network since morning ", "no network since morning")]
    [TestCase("I don\u0092t \u0093like\u0094 it \u0096 at all", "I don’t “like” it – at all", Description = "cp1252 decoded as Latin-1")]
    [TestCase("line one\r\nline two\rline three", "line one\nline two\nline three")]
    [TestCase("e\u0301ko\u0323\u0301", "éko\u0323\u0301", Description = "NFC")]
    [TestCase("bell\u0007 nul\0 bom\ufeff tab\t.", "bell nul bom tab\t.")]
    [TestCase("Abeg una try 😡 Ọ̀pọ̀", "Abeg una try 😡 Ọ̀pọ̀")]
    public void Text_keeps_what_was_said(string written, string expected)
        => Assert.That(TextRepair.Repair(written).ToString(), Is.EqualTo(expected.Normalize(NormalizationForm.FormC)));

    [Test]
    public void What_is_no_character_is_dropped() => Assert.That(TextRepair.Repair("hello \ufffe\uffff there").ToString(), Is.EqualTo("hello  there"));

    [Test]
    public void Half_a_character_becomes_the_replacement_character()
        => Assert.That(TextRepair.Repair("angry \ud83d now").ToString(), Is.EqualTo("angry \ufffd now"));

    [Test]
    public void A_text_of_nothing_readable_is_empty()
        => Assert.That(TextRepair.Repair(" \u0000\ufeff\u0001 ").IsEmpty, Is.True);
}
