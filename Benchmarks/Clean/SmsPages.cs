namespace Beejan.Benchmarks.Clean;

internal static class SmsPages
{
    public const string Account = "AC00000000000000000000000000000001";
}
