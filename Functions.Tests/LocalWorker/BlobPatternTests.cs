using LocalWorker.Blobs;
using NUnit.Framework;

namespace Beejan.Functions.Tests.LocalWorker;

internal sealed class BlobPatternTests
{
    [TestCase("raw/sms/{name}", "sms/2026/11/22/a.json", "name=2026/11/22/a.json")]
    [TestCase("raw/sms/{name}", "forms/a.json", null)]
    [TestCase("raw/{name}", "sms/a.json", "name=sms/a.json")]
    [TestCase("raw", "any/thing", "")]
    [TestCase("raw/{stem}.{kind}", "a.b.csv", "stem=a.b kind=csv")]
    [TestCase("raw/{stem}.{kind}", "a", null)]
    [TestCase("raw/{day}/{name}.csv", "2026/11/a.csv", "day=2026/11 name=a")]
    [TestCase("raw/a+b/{name}", "a+b/x", "name=x")]
    [TestCase("raw/{{x}}-{name}", "{x}-1", "name=1")]
    [TestCase("raw/sms/{name}", "SMS/a", null)]
    [TestCase("raw/{name}", "line\nbreak", "name=line\nbreak")]
    public void A_name_is_matched_as_the_host_does(string path, string name, string? parts)
    {
        var match = BlobPattern.TryParse(path)!.Match(name);

        Assert.That(match is null ? null : string.Join(' ', match.Select(part => $"{part.Key}={part.Value}")), Is.EqualTo(parts));
    }

    [TestCase("raw/sms/{name}", "sms/")]
    [TestCase("raw/{{x}}/{name}", "{x}/")]
    [TestCase("raw/{name}/sms", "")]
    public void A_scan_asks_only_for_names_that_start_alike(string path, string prefix)
    {
        Assert.That(BlobPattern.TryParse(path)!.Prefix, Is.EqualTo(prefix));
    }

    [TestCase("")]
    [TestCase("raw/")]
    [TestCase("Raw/{name}")]
    [TestCase("{container}/{name}")]
    [TestCase("raw/{name}/{name}")]
    [TestCase("raw/{name")]
    [TestCase("raw/name}")]
    [TestCase("raw/{}")]
    public void What_is_no_path_is_none(string path)
    {
        Assert.That(BlobPattern.TryParse(path), Is.Null);
    }
}
