using System.Globalization;

namespace Beejan.Benchmarks.Load;

/// <summary>
/// A made-up call with the shares of real ones: 3 % of the values missing, 200,000 customers, 60 agents, 12 categories,
/// 300 locations, two years, 80 % resolved. The same number makes the same call.
/// </summary>
internal sealed record Call(
    string Id,
    DateTime OpenedAt,
    DateTime ChangedAt,
    DateTime? ResolvedAt,
    string? Text,
    string? Category,
    string? CustomerName,
    string? CustomerPhone,
    string? CustomerEmail,
    string? Agent,
    string? City,
    string? Region,
    bool IsAnswered,
    int? AnswerSeconds,
    int TalkSeconds,
    int? Satisfaction)
{
    private const int Seed = 20261122;
    private const int Customers = 200_000;
    private const int Agents = 60;
    private const int Days = 730;

    // Every twentieth call has a second version.
    private const int CallsPerRepeat = 20;

    private static readonly DateTime FirstDay = new(2024, 11, 1, 0, 0, 0, DateTimeKind.Utc);

    private static readonly string[] Districts = ["Central", "North", "South", "East", "West", "Old Town", "Market", "Harbour", "Airport", "University"];

    private static readonly string[] Regions =
    [
        "Abia", "Adamawa", "Akwa Ibom", "Anambra", "Bauchi", "Bayelsa", "Benue", "Borno", "Cross River", "Delta",
        "Ebonyi", "Edo", "Ekiti", "Enugu", "Gombe", "Imo", "Jigawa", "Kaduna", "Kano", "Katsina",
        "Kebbi", "Kogi", "Kwara", "Lagos", "Nasarawa", "Niger", "Ogun", "Ondo", "Osun", "Oyo",
    ];

    private static readonly string[] FirstNames = ["Ada", "Bola", "Chidi", "Danladi", "Efe", "Funmi", "Gbenga", "Halima", "Ifeoma", "Jide", "Kemi", "Musa"];
    private static readonly string[] LastNames = ["Adeyemi", "Bello", "Chukwu", "Danjuma", "Eze", "Folarin", "Garba", "Hassan", "Ibrahim", "Johnson", "Kalu", "Lawal"];

    private static readonly string[] Categories =
        ["Network", "Billing", "Airtime", "Data bundle", "SIM", "Roaming", "Porting", "Voicemail", "Broadband", "Device", "Staff", "Fraud"];

    private static readonly string[] Complaints =
    [
        "no signal since the storm, neither at home nor at work",
        "charged twice for the same bundle and nobody can say why",
        "the airtime was taken off although the call never went through",
        "data gone within an hour, with the telephone in a drawer",
        "barred for three days after the SIM was swapped in the shop",
        "the agent hung up when I asked for the reference number",
        "was promised a call back by the evening, and nobody called",
        "the router's red light blinks, restarted it as told, no change",
    ];

    /// <summary>Calls in the order they are exported, a second version behind the nine calls that came in between.</summary>
    public static IEnumerable<Call> Take(int rows)
    {
        var calls = (int)((long)rows * CallsPerRepeat / (CallsPerRepeat + 1)) + 1;
        for (int call = 0, row = 0; row < rows; call++, row++)
        {
            yield return Make(call, calls, isSecond: false);
            if (call % CallsPerRepeat == CallsPerRepeat - 1 && ++row < rows)
            {
                yield return Make(call - (CallsPerRepeat / 2), calls, isSecond: true);
            }
        }
    }

    private static Call Make(int number, int calls, bool isSecond)
    {
        var random = new Random(Seed + number);
        var opened = FirstDay.AddDays((double)Days * number / calls).AddSeconds(random.Next(24 * 60 * 60));
        var (customer, category, region) = (random.Next(Customers), random.Next(Categories.Length), random.Next(Regions.Length));
        var hasPlace = !IsMissing(random);
        var hasTwoVersions = number % CallsPerRepeat == (CallsPerRepeat / 2) - 1;
        var isResolved = random.Next(100) < 80 && (isSecond || !hasTwoVersions);
        var isAnswered = random.Next(100) < 90;
        var changed = opened.AddMinutes(random.Next(1, 600));
        return new(
            string.Create(CultureInfo.InvariantCulture, $"CALL-{number + 1:00000000}"),
            opened,
            isSecond ? changed.AddDays(random.Next(1, 10)) : changed,
            isResolved ? opened.AddMinutes(random.Next(1, 10_000)) : null,
            Filled(random, $"{Complaints[random.Next(Complaints.Length)]}; {Complaints[random.Next(Complaints.Length)]} (case {random.Next(1_000_000)})"),
            Filled(random, Categories[category]),
            Filled(random, $"{FirstNames[customer % FirstNames.Length]} {LastNames[customer / FirstNames.Length % LastNames.Length]}"),
            Filled(random, string.Create(CultureInfo.InvariantCulture, $"+234803{1_000_000 + customer}")),
            Filled(random, string.Create(CultureInfo.InvariantCulture, $"customer{customer}@example.com")),
            Filled(random, string.Create(CultureInfo.InvariantCulture, $"Agent {random.Next(Agents) + 1:00}")),
            hasPlace ? $"{Regions[region]} {Districts[random.Next(Districts.Length)]}" : null,
            hasPlace ? Regions[region] : null,
            isAnswered,
            isAnswered ? random.Next(1, 300) : null,
            isAnswered ? random.Next(5, 1_800) : 0,
            isAnswered && !IsMissing(random) ? random.Next(1, 6) : null);
    }

    private static string? Filled(Random random, string text) => IsMissing(random) ? null : text;

    private static bool IsMissing(Random random) => random.Next(100) < 3;
}
