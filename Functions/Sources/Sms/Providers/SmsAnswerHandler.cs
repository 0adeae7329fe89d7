using System.Net;

namespace Beejan.Functions.Sources.Sms.Providers;

/// <summary>
/// Reads an answer to its end and makes sure of it, inside the attempt: so that half an answer and a login page with
/// status 200 are tried again as any other failure, and the attempt's time limit holds for the body too.
/// </summary>
internal sealed class SmsAnswerHandler(SmsFormat format) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        try
        {
            using var content = response.Content;
            var body = await SmsBody.ReadAsync(content, cancellationToken);
            if (body.Fault is { } fault)
            {
                throw new BrokenPageException(fault, format.Shape.Expected, body.Cause);
            }

            response.Content = response.StatusCode == HttpStatusCode.OK ? new SmsPageContent(SmsPage.Read(format, body.Bytes)) : new ByteArrayContent(body.Bytes);
            return response;
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }
}
