using System.Text;
using Beejan.Functions.Cleaning;

namespace Beejan.Functions.Sources.CallLogs.Layouts;

internal static class HeaderName
{
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
