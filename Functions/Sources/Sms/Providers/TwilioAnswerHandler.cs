using System.Net;

namespace Beejan.Functions.Sources.Sms.Providers;

/// <summary>
/// Reads an answer to its end and makes sure of it, inside the attempt: so that half an answer and a login page with
/// status 200 are tried again as any other failure, and the attempt's time limit holds for the body too.
/// </summary>
internal sealed class TwilioAnswerHandler : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        try
        {
            using var content = response.Content;
            var body = await ReadAsync(content, cancellationToken);
            response.Content = response.StatusCode == HttpStatusCode.OK ? new TwilioPageContent(TwilioPage.Read(body)) : new ByteArrayContent(body);
            return response;
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }

    private static async Task<byte[]> ReadAsync(HttpContent content, CancellationToken cancellationToken)
    {
        using var body = new MemoryStream();
        try
        {
            await using var stream = await content.ReadAsStreamAsync(cancellationToken);
            var buffer = new byte[64 * 1024];
            int read;
            while ((read = await stream.ReadAsync(buffer, cancellationToken)) > 0)
            {
                if (body.Length + read > TwilioPage.LargestBody)
                {
                    throw new BrokenPageException($"an answer of more than {TwilioPage.LargestBody} bytes");
                }

                body.Write(buffer, 0, read);
            }
        }
        catch (IOException e)
        {
            throw new BrokenPageException($"an answer that breaks off after {body.Length} bytes", e);
        }

        return body.ToArray();
    }
}
