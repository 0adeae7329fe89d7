using System.Globalization;
using System.Text;
using Beejan.Benchmarks.Load;

namespace Beejan.Benchmarks.Clean;

/// <summary>
/// An export of Beejan's own call center, as untidy as real ones: 15 columns of which 12 are read, 5 % of the ids twice
/// (the later row counts), 3 % of the values missing in one of four spellings, blanks around values, telephone numbers in
/// four forms, capitals in addresses, one row in 200 without an id. The same number of rows makes the same bytes.
/// </summary>
internal static class CallLogExport
{
    public const string Header = "call_id,opened_at,resolved_at,customer_name,customer_phone,customer_email,agent,category,complaint,status,city,state,queue,language,recording";

    private const int Seed = 20261129;
    private const int RowsToAReject = 200;

    private static readonly string[] Missing = ["", "N/A", "-", "NULL"];
    private static readonly string[] Open = ["open", "Open", "pending"];
    private static readonly string[] Closed = ["resolved", "Closed", "closed"];
    private static readonly string[] Queues = ["billing", "network", "sales", "general"];
    private static readonly string[] Languages = ["en", "pcm", "ha", "ig", "yo"];

    public static void Write(string path, int rows)
    {
        using var file = new StreamWriter(path, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), 1 << 20) { NewLine = "\r\n" };
        file.WriteLine(Header);
        var row = 0;
        foreach (var call in Call.Take(rows))
        {
            file.WriteLine(Row(call, ++row));
        }
    }

    private static string Row(Call call, int row)
    {
        var random = new Random(Seed + row);
        string[] fields =
        [
            row % RowsToAReject == 0 ? "" : call.Id,
            Local(call.OpenedAt),
            call.ResolvedAt is { } resolved ? Local(resolved) : "",
            call.CustomerName ?? Mark(random),
            call.CustomerPhone is { } phone ? Phone(phone, random) : Mark(random),
            call.CustomerEmail is { } email ? random.Next(10) == 0 ? email.ToUpperInvariant() : email : Mark(random),
            call.Agent ?? Mark(random),
            call.Category ?? Mark(random),
            call.Text ?? Mark(random),
            (call.ResolvedAt is null ? Open : Closed)[random.Next(3)],
            call.City ?? Mark(random),
            call.Region ?? Mark(random),
            Queues[random.Next(Queues.Length)],
            Languages[random.Next(Languages.Length)],
            string.Create(CultureInfo.InvariantCulture, $"rec/{row:00000000}.ogg"),
        ];
        var untidy = random.Next(1, 40);
        if (untidy < fields.Length && fields[untidy].Length > 0)
        {
            fields[untidy] = $" {fields[untidy]}  ";
        }

        return string.Join(',', fields.Select(Quote));
    }

    // Lagos is an hour ahead of UTC, all year.
    private static string Local(DateTime utc) => utc.AddHours(1).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    private static string Mark(Random random) => Missing[random.Next(Missing.Length)];

    // One system writes them one way; what people typed themselves differs.
    private static string Phone(string e164, Random random) => random.Next(20) switch
    {
        0 => e164,
        1 => e164[1..],
        2 or 3 => $"0{e164[4..7]} {e164[7..10]} {e164[10..]}",
        _ => "0" + e164[4..],
    };

    private static string Quote(string field) => field.AsSpan().IndexOfAny(',', '"', '\n') < 0 ? field : $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
