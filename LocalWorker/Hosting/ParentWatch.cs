using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace LocalWorker.Hosting;

/// <summary>Stops when stdin ends: the operating system closes it however the parent goes, SIGKILL included.</summary>
internal sealed class ParentWatch(IConfiguration settings, IHostApplicationLifetime lifetime) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (settings.GetValue<bool>("LocalWorker:ExitWithParent"))
        {
            new Thread(WaitForTheEnd) { IsBackground = true, Name = "LocalWorker parent watch" }.Start();
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    // A thread, for a read of a pipe can't be cancelled.
    private void WaitForTheEnd()
    {
        using var input = Console.OpenStandardInput();
        var nothing = new byte[256];
        while (input.Read(nothing) > 0)
        {
        }

        lifetime.StopApplication();
    }
}
