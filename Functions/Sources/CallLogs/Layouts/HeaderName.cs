using System.Text;
using Beejan.Functions.Cleaning;

namespace Beejan.Functions.Sources.CallLogs.Layouts;

internal static class HeaderName
{
    /// <summary>Whether a record can only be a header: several names, none twice, none with a digit. What has a date, an amount or a gap is something else.</summary>
    public static bool AreNames(IReadOnlyCollection<string> fields)
        => fields.Count >= 3 && fields.Distinct().Count() == fields.Count && fields.All(field => field.Any(char.IsLetter) && !field.Any(char.IsDigit));

    /// <summary>A header as layouts name it: letters and digits in lower case, everything between them one blank (<c>answered (Y/N)</c> is <c>answered y n</c>).</summary>
    public static string Normalize(string header)
    {
        var name = new StringBuilder(header.Length);
        foreach (var character in TextRepair.Repair(header).ToString().Normalize(NormalizationForm.FormKC))
        {
            if (char.IsLetterOrDigit(character))
            {
                name.Append(char.ToLowerInvariant(character));
            }
            else if (name.Length > 0 && name[^1] != ' ')
            {
                name.Append(' ');
            }
        }

        return name.ToString().TrimEnd();
    }
}
