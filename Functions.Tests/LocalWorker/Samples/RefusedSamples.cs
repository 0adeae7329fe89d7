using Azure.Storage.Blobs;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Beejan.Functions.Tests.LocalWorker.Samples;

/// <summary>Each has one thing that can't run.</summary>
public static class RefusedSamples
{
    [AttributeUsage(AttributeTargets.Parameter)]
    public sealed class QueueTriggerAttribute : TriggerBindingAttribute;

    public static class UnknownTrigger
    {
        [Function("UnknownTrigger")]
        public static void Run([QueueTrigger] string message) => message.ToString();
    }

    public static class NoTrigger
    {
        [Function("NoTrigger")]
        public static void Run(FunctionContext context) => context.ToString();
    }

    public static class BadCron
    {
        [Function("BadCron")]
        public static void Run([TimerTrigger("*/5 * * * *")] TimerInfo timer) => timer.ToString();
    }

    public static class NeverCron
    {
        [Function("NeverCron")]
        public static void Run([TimerTrigger("0 0 0 30 2 *")] TimerInfo timer) => timer.ToString();
    }

    public static class AsyncVoid
    {
        [Function("AsyncVoid")]
        public static async void Run([TimerTrigger("0 0 0 * * *")] TimerInfo timer) => await Task.FromResult(timer);
    }

    public static class Twin
    {
        [Function("Twins")]
        public static void First([TimerTrigger("0 0 0 * * *")] TimerInfo timer) => timer.ToString();

        [Function("twins")]
        public static void Second([TimerTrigger("0 0 0 * * *")] TimerInfo timer) => timer.ToString();
    }

    internal static class Hidden
    {
        [Function("Hidden")]
        public static void Run([TimerTrigger("0 0 0 * * *")] TimerInfo timer) => timer.ToString();
    }

    public static class HiddenMethod
    {
        [Function("HiddenMethod")]
        internal static void Run([TimerTrigger("0 0 0 * * *")] TimerInfo timer) => timer.ToString();
    }

    public static class RetryOnHttp
    {
        [Function("RetryOnHttp")]
        [FixedDelayRetry(1, "00:00:01")]
        public static IResult Run([HttpTrigger] HttpRequest request) => Results.Ok(request.Method);
    }

    public static class RetryOnBlob
    {
        [Function("RetryOnBlob")]
        [ExponentialBackoffRetry(1, "00:00:01", "00:00:02")]
        public static void Run([BlobTrigger("c/{name}")] BlobClient blob) => blob.ToString();
    }

    public static class WrongParameter
    {
        [Function("WrongParameter")]
        public static void Run([BlobTrigger("c/{name}")] BlobClient blob, string other) => _ = blob.Name + other;
    }

    public static class WrongTriggerType
    {
        [Function("WrongTriggerType")]
        public static void Run([BlobTrigger("c/{name}")] string content) => content.ToString();
    }

    public static class WrongResult
    {
        [Function("WrongResult")]
        public static Task<string> RunAsync([HttpTrigger] HttpRequest request) => Task.FromResult(request.Method);
    }

    public static class DoubleUnderscore
    {
        [Function("DoubleUnderscore")]
        public static void Run([TimerTrigger("%Times__Hourly%")] TimerInfo timer) => timer.ToString();
    }

    public static class UnknownSetting
    {
        [Function("UnknownSetting")]
        public static void Run([TimerTrigger("%Times:Nowhere%")] TimerInfo timer) => timer.ToString();
    }

    public static class UnknownConnection
    {
        [Function("UnknownConnection")]
        public static void Run([BlobTrigger("c/{name}", Connection = "Nowhere")] BlobClient blob) => blob.ToString();
    }

    public static class EventGrid
    {
        [Function("EventGrid")]
        public static void Run([BlobTrigger("c/{name}", Source = BlobTriggerSource.EventGrid)] BlobClient blob) => blob.ToString();
    }

    public static class BadPath
    {
        [Function("BadPath")]
        public static void Run([BlobTrigger("Big_Letters/{name}")] BlobClient blob) => blob.ToString();
    }

    public static class BadRoute
    {
        [Function("BadRoute")]
        public static IResult Run([HttpTrigger(AuthorizationLevel.Anonymous, Route = "a/{b")] HttpRequest request) => Results.Ok(request.Method);
    }

    public static class UserLevel
    {
        [Function("UserLevel")]
        public static IResult Run([HttpTrigger(AuthorizationLevel.User)] HttpRequest request) => Results.Ok(request.Method);
    }
}
