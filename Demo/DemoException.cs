namespace Beejan.Demo;

/// <summary>The demo can't go on; the message is one sentence that says what to do.</summary>
internal sealed class DemoException(string message) : Exception(message);
