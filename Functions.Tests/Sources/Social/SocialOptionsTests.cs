using Beejan.Functions.Sources.Social;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using NUnit.Framework;

namespace Beejan.Functions.Tests.Sources.Social;

public sealed class SocialOptionsTests
{
    [TestCase("Platforms=meta|Meta:VerifyToken=t", "Social__Meta__AppSecret")]
    [TestCase("Platforms=meta|Meta:AppSecret=s|Meta:VerifyToken= ", "Social__Meta__VerifyToken")]
    [TestCase("Platforms=linkedin|LinkedIn:PreviousClientSecret=s", "Social__LinkedIn__ClientSecret")]
    [TestCase("Platforms=tiktok", "Social__TikTok__ClientSecret")]
    [TestCase("Platforms=standard", "Social__Standard__Secret")]
    [TestCase("Platforms=standard|Standard:Secret=whsec_%%%", "Social__Standard__Secret")]
    [TestCase("Platforms=standard|Standard:Secret=whsec_YWJj|Standard:PreviousSecret=abc", "Social__Standard__PreviousSecret")]
    [TestCase("Platforms=standard,myspace|Standard:Secret=whsec_YWJj", "myspace")]
    [TestCase("MaxBodyBytes=1000", "Social__MaxBodyBytes")]
    [TestCase("MaxDepth=65", "Social__MaxDepth")]
    [TestCase("SignatureTolerance=00:00:00", "Social__SignatureTolerance")]
    [TestCase("CommitWindow=00:00:03", "Social__CommitWindow")]
    [TestCase("CommitBytes=0", "Social__CommitBytes")]
    public void A_wrong_setting_stops_the_start_by_its_name(string settings, string named)
    {
        var pairs = settings.Split('|').Select(setting => setting.Split('=', 2)).ToDictionary(pair => $"Social:{pair[0]}", pair => (string?)pair[1]);
        using var services = new ServiceCollection().AddSocial(new ConfigurationBuilder().AddInMemoryCollection(pairs).Build()).BuildServiceProvider();
        Assert.That(() => services.GetRequiredService<IStartupValidator>().Validate(), Throws.InstanceOf<OptionsValidationException>().With.Message.Contain(named));
    }
}
