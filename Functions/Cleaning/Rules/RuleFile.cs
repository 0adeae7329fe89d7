using System.Globalization;
using System.Text.RegularExpressions;
using CsvHelper;

namespace Beejan.Functions.Cleaning.Rules;

/// <summary>
/// A file of rules that analysts edit. Its first line is a comment that says its version: after <c>#</c> in CSV, after
/// <c>//</c> in JSON. Its text has one kind of line end, so that the same rules are the same text, whoever saved them and
/// wherever.
/// </summary>
public sealed partial class RuleFile
{
    private RuleFile(string name, string text, int version)
    {
        Name = name;
        Text = text;
        Version = version;
    }

    /// <summary>What messages call it.</summary>
    public string Name { get; }

    /// <summary><c>.json</c> or <c>.csv</c>, by the mark of its first line.</summary>
    public string Extension => Text.StartsWith('/') ? ".json" : ".csv";

    public string Text { get; }

    public int Version { get; }

    /// <exception cref="RuleFileException">Its first line says no version.</exception>
    public static RuleFile Read(string name, TextReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        var text = reader.ReadToEnd().TrimStart('\ufeff').ReplaceLineEndings("\n");
        var first = text.Split('\n', 2)[0].Trim();
        var match = VersionLine().Match(first);
        return match.Success && int.TryParse(match.Groups["version"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var version) && version is > 0 and <= 1_000_000
            ? new RuleFile(name, text, version)
            : throw new RuleFileException($"{name}, line 1: found {Show(first)}, expected its version, as in {(name.EndsWith(".json", StringComparison.OrdinalIgnoreCase) ? "//" : "#")} version 1.");
    }

    /// <summary>A value in a message.</summary>
    internal static string Show(string? value) => string.IsNullOrWhiteSpace(value) ? "nothing" : $"'{value}'";

    /// <summary>The rows of a CSV file under its header; blank ones, which spreadsheets leave behind, are passed over.</summary>
    /// <exception cref="RuleFileException">The header or a row isn't of these columns.</exception>
    internal IEnumerable<RuleRow> Rows(params IReadOnlyList<string> columns)
    {
        using var csv = CsvReader.FromText(Text, new CsvReaderOptions
        {
            Separator = ',',
            CommentPrefix = '#',
            HasHeader = false,
            TrimWhitespace = true,
            TrackLineNumbers = true,
            MalformedData = CsvMalformedDataHandling.Throw, // a quote that is never closed would swallow the rest
        });

        var hasHeader = false;
        while (ReadNext(csv))
        {
            var fields = Enumerable.Range(0, csv.FieldCount).Select(i => csv.GetString(i).Trim()).ToList();
            while (fields.Count > columns.Count && fields[^1].Length == 0)
            {
                fields.RemoveAt(fields.Count - 1); // a spreadsheet pads all rows to the widest
            }

            if (!hasHeader)
            {
                hasHeader = fields.SequenceEqual(columns, StringComparer.OrdinalIgnoreCase)
                    ? true
                    : throw new RuleFileException(this, csv.LineNumber, $"header {Show(string.Join(',', fields))}", string.Join(',', columns));
            }
            else if (fields.Any(field => field.Length > 0))
            {
                yield return fields.Count == columns.Count
                    ? new RuleRow(csv.LineNumber, fields)
                    : throw new RuleFileException(this, csv.LineNumber, $"{fields.Count} fields", $"{columns.Count}: {string.Join(',', columns)}");
            }
        }

        if (!hasHeader)
        {
            throw new RuleFileException(this, Text.Count(c => c == '\n') + 1, "the end of the file", $"header {string.Join(',', columns)}");
        }
    }

    private bool ReadNext(CsvReader csv)
    {
        try
        {
            return csv.Read();
        }
        catch (CsvFormatException e)
        {
            throw new RuleFileException($"{Name}: {e.Message}");
        }
    }

    // Behind the number a spreadsheet leaves the separators of the columns that this line doesn't have.
    [GeneratedRegex("^(#|//)\\s*version\\s+(?<version>[0-9]{1,7})[\\s,]*$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex VersionLine();
}
