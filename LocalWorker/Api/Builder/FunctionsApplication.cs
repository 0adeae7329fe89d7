using System.Reflection;
using LocalWorker.Hosting;

namespace Microsoft.Azure.Functions.Worker.Builder;

public static class FunctionsApplication
{
    public static FunctionsApplicationBuilder CreateBuilder(string[] args)
    {
        StartRefusedException.PrintsOneLine();
        return new FunctionsApplicationBuilder(args, FunctionSource.Of(Assembly.GetEntryAssembly()!));
    }
}
