namespace Beejan.Functions.Warehouse.Dictionary;

/// <summary>What a column may tell about a person.</summary>
/// <param name="Name">The word that ends a column's comment.</param>
/// <param name="Meaning">What it says.</param>
internal sealed record PrivacyClass(string Name, string Meaning)
{
    public static IReadOnlyList<PrivacyClass> All { get; } =
    [
        new("none", "tells nothing of a person by itself"),
        new("pseudonymous", "a key, hash or id that points to one customer or one complaint; as good as personal to whoever can look it up"),
        new("personal", "says who a customer is, or may: number, address, name, postcode, free text, and ids or handles of authors"),
        new("staff", "says which agent did something"),
    ];
}
