using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Beejan.Demo;

/// <summary>
/// Whatever ends the demo ends it in order: Ctrl+C, a signal, a closed terminal, and <c>dotnet run</c> being killed, which
/// would leave us running without anybody to know.
/// </summary>
internal sealed partial class EndOfDemo : IDisposable
{
    private readonly CancellationTokenSource _source;
    private readonly List<PosixSignalRegistration> _signals = [];
    private readonly Timer? _parentWatch;

    public EndOfDemo(CancellationToken cancellationToken)
    {
        _source = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        foreach (var signal in new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP })
        {
            _signals.Add(PosixSignalRegistration.Create(signal, context =>
            {
                context.Cancel = true;
                _source.Cancel();
            }));
        }

        if (!OperatingSystem.IsWindows() && IsDotnet(ParentId()))
        {
            var parent = ParentId();
            _parentWatch = new Timer(_ => EndIfOrphaned(parent), null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));
        }
    }

    public CancellationToken Token => _source.Token;

    public void Dispose()
    {
        _parentWatch?.Dispose();
        _signals.ForEach(signal => signal.Dispose());
        _source.Dispose();
    }

    // Only dotnet run: a shell may well end before what it left in the background on purpose.
    private static bool IsDotnet(int processId)
    {
        try
        {
            using var process = Process.GetProcessById(processId);
            return process.ProcessName == "dotnet";
        }
        catch (ArgumentException) // gone already
        {
            return false;
        }
    }

    private void EndIfOrphaned(int parent)
    {
        if (ParentId() != parent)
        {
            _source.Cancel();
        }
    }

    [LibraryImport("libc", EntryPoint = "getppid")]
    private static partial int ParentId();
}
