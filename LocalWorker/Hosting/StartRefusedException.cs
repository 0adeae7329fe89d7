using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;

namespace LocalWorker.Hosting;

/// <summary>The app can't run here; the message is one sentence that names the function or setting and says what to do.</summary>
public sealed class StartRefusedException : Exception
{
    private const int ExitCode = 1;

    private static int _printing;

    public StartRefusedException(string sentence) : base(sentence)
    {
    }

    public StartRefusedException(string sentence, Exception innerException) : base(sentence, innerException)
    {
    }

    /// <summary>Makes a Program.cs that knows nothing of this type end with one line on stderr, where the runtime would print a stack trace.</summary>
    internal static void PrintsOneLine()
    {
        if (Interlocked.Exchange(ref _printing, 1) == 0)
        {
            AppDomain.CurrentDomain.UnhandledException += static (_, unhandled) => Print(unhandled.ExceptionObject);
        }
    }

    internal static StartRefusedException Function(string function, string sentence) => new($"Function '{function}': {sentence}");

    private static void Print(object exception)
    {
        var sentence = exception switch
        {
            StartRefusedException refused => refused.Message,
            IOException { InnerException: AddressInUseException } taken => $"{taken.Message} Choose another with --urls.",
            OptionsValidationException invalid => invalid.Message,
            AggregateException several when several.InnerExceptions.All(static each => each is OptionsValidationException) =>
                string.Join(Environment.NewLine, several.InnerExceptions.Select(static each => each.Message)),
            _ => null,
        };
        if (sentence is not null)
        {
            Console.Error.WriteLine(sentence);
            Environment.Exit(ExitCode);
        }
    }
}
