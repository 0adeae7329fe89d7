using System.ComponentModel.DataAnnotations;
using Beejan.Functions.Cleaning;
using Npgsql;

namespace Beejan.Functions.Warehouse;

/// <summary>Settings of the warehouse.</summary>
internal sealed class WarehouseOptions : IValidatableObject
{
    internal const string Section = "Warehouse";

    internal const string ManagedIdentity = "managedidentity";

    [EnumDataType(typeof(WarehouseEngine), ErrorMessage = Section + "__" + nameof(Engine) + " must be DuckDb or Postgres.")]
    public WarehouseEngine Engine { get; init; } = WarehouseEngine.DuckDb;

    /// <summary>The database file of DuckDB, made when it is missing.</summary>
    public string Path { get; init; } = "warehouse.duckdb";

    /// <summary>How to reach PostgreSQL, as in <c>Host=…;Database=…;Username=…;Password=…</c>.</summary>
    public string ConnectionString { get; init; } = "";

    /// <summary>Empty: the password stands in the connection string. <c>managedidentity</c>: a token of Microsoft Entra takes its place.</summary>
    public string Credential { get; init; } = "";

    /// <summary>Of a user-assigned identity; empty: the system-assigned one.</summary>
    public string ClientId { get; init; } = "";

    /// <summary>Connections that one instance of the app holds to PostgreSQL at most. Times the instances it must stay below the server's own limit.</summary>
    [Range(2, 1000, ErrorMessage = Section + "__" + nameof(MaxPoolSize) + " must be from 2 to 1000: connections of one instance.")]
    public int MaxPoolSize { get; init; } = 10;

    /// <summary>Numbers that tests use, in E.164, apart by commas.</summary>
    public string TestNumbers { get; init; } = "";

    /// <summary>Accounts of our own, apart by commas: an e-mail address, a number in E.164, or a source's id of an author (a page, a sender).</summary>
    public string OwnAccounts { get; init; } = "";

    internal IReadOnlyList<Exclusion> Exclusions =>
    [
        .. List(TestNumbers).Select(number => new Exclusion("phone", number)).Concat(List(OwnAccounts).Select(OwnAccount)).Distinct(),
    ];

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var number in List(TestNumbers).Where(number => !IsNumber(number)))
        {
            yield return new ValidationResult($"{Section}__{nameof(TestNumbers)} names '{number}', expected numbers in E.164 apart by commas, as in +2348031234567.");
        }

        foreach (var fault in Engine == WarehouseEngine.DuckDb ? DuckDbFaults() : PostgresFaults())
        {
            yield return new ValidationResult(fault);
        }
    }

    private IEnumerable<string> DuckDbFaults()
    {
        if (string.IsNullOrWhiteSpace(Path))
        {
            yield return $"{Section}__{nameof(Path)} is empty: it must name the DuckDB file of the warehouse.";
        }
    }

    private IEnumerable<string> PostgresFaults()
    {
        if (!IsConnectionString(ConnectionString))
        {
            yield return $"{Section}__{nameof(ConnectionString)} must say how to reach PostgreSQL, as in Host=…;Database=…;Username=…;Password=…";
        }

        if (Credential is not ("" or ManagedIdentity))
        {
            yield return $"{Section}__{nameof(Credential)} is '{Credential}', expected {ManagedIdentity}, or nothing for a password in {Section}__{nameof(ConnectionString)}.";
        }
    }

    private static Exclusion OwnAccount(string account) =>
        EmailAddress.TryParse(account, out var email) ? new Exclusion("email", email.Address)
        : IsNumber(account) ? new Exclusion("phone", account)
        : new Exclusion("author", account);

    private static bool IsNumber(string text) => PhoneNumber.TryParse(text, "ZZ", out var number) && number.E164 == text;

    private static bool IsConnectionString(string text)
    {
        try
        {
            return new NpgsqlConnectionStringBuilder(text).Host is { Length: > 0 };
        }
        catch (ArgumentException) // an unknown or unreadable part
        {
            return false;
        }
    }

    private static string[] List(string text) => text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
