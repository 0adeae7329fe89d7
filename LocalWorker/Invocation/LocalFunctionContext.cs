using LocalWorker.Functions;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace LocalWorker.Invocation;

/// <summary>One try of one invocation.</summary>
internal sealed class LocalFunctionContext(
    LocalFunction function, TriggerInput input, Attempt attempt, TraceContext trace, IServiceProvider services, HttpContext? http, CancellationToken cancellationToken)
    : FunctionContext
{
    /// <summary>The key under which Microsoft's worker keeps the HttpContext in Items.</summary>
    internal const string HttpContextKey = "HttpRequestContext";

    public override string InvocationId => attempt.InvocationId;

    public override string FunctionId => function.Id;

    public override TraceContext TraceContext => trace;

    public override BindingContext BindingContext { get; } = new Data(input.Data);

    public override RetryContext RetryContext => attempt;

    public override IServiceProvider InstanceServices { get; set; } = services;

    public override FunctionDefinition FunctionDefinition => function;

    // Made for whoever asks: most functions don't.
    public override IDictionary<object, object> Items
    {
        get => field ??= http is null ? new Dictionary<object, object>() : new Dictionary<object, object> { [HttpContextKey] = http };
        set;
    }

    public override IInvocationFeatures Features => field ??= new InvocationFeatures();

    public override CancellationToken CancellationToken => cancellationToken;

    internal LocalFunction Function => function;

    internal TriggerInput Input => input;

    internal object? Result { get; set; }

    private sealed class Data(IReadOnlyDictionary<string, object?> data) : BindingContext
    {
        public override IReadOnlyDictionary<string, object?> BindingData => data;
    }
}
