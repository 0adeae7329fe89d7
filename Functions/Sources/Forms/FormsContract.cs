namespace Beejan.Functions.Sources.Forms;

/// <summary>The names under which the table may have its columns, whatever their case; other columns are kept in raw and not read.</summary>
internal static class FormsContract
{
    private static readonly Dictionary<FormsField, string[]> Names = new()
    {
        [FormsField.Id] = ["id"],
        [FormsField.CreatedAt] = ["created_at"],
        [FormsField.UpdatedAt] = ["updated_at"],
        [FormsField.IsDeleted] = ["is_deleted"],
        [FormsField.DeletedAt] = ["deleted_at"],
        [FormsField.ResolvedAt] = ["resolved_at"],
        [FormsField.Status] = ["status"],
        [FormsField.Message] = ["message", "complaint", "description"],
        [FormsField.Category] = ["category"],
        [FormsField.CustomerName] = ["customer_name", "name"],
        [FormsField.CustomerPhone] = ["customer_phone", "phone"],
        [FormsField.CustomerEmail] = ["customer_email", "email"],
        [FormsField.City] = ["city"],
        [FormsField.Region] = ["state", "region"],
        [FormsField.Postcode] = ["postcode"],
        [FormsField.Country] = ["country"],
        [FormsField.Form] = ["form"],
    };

    /// <summary>The place of a field's column: under its first name that is there, as it is spelled before any other spelling; -1 without one.</summary>
    public static int IndexOf(FormsField field, IReadOnlyList<string> columns)
        => Names[field]
            .SelectMany(name => new[] { IndexOf(name, columns, StringComparison.Ordinal), IndexOf(name, columns, StringComparison.OrdinalIgnoreCase) })
            .FirstOrDefault(index => index >= 0, -1);

    private static int IndexOf(string name, IReadOnlyList<string> columns, StringComparison comparison)
    {
        for (var i = 0; i < columns.Count; i++)
        {
            if (columns[i].Equals(name, comparison))
            {
                return i;
            }
        }

        return -1;
    }
}
