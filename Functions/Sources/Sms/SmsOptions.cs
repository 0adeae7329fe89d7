using System.ComponentModel.DataAnnotations;
using Beejan.Functions.Sources.Sms.Providers.AfricasTalking;
using Beejan.Functions.Sources.Sms.Providers.Infobip;
using Beejan.Functions.Sources.Sms.Providers.Twilio;
using Beejan.Functions.Sources.Sms.Providers.Vonage;

namespace Beejan.Functions.Sources.Sms;

/// <summary>Settings of the text messages.</summary>
public sealed class SmsOptions : IValidatableObject
{
    public const string Section = "Sms";

    /// <summary>When to fetch: six fields from seconds to weekday, in UTC. The trigger reads it itself; here it is checked.</summary>
    [Required(ErrorMessage = "Sms__Schedule is missing: when to fetch messages, as in 0 */15 * * * *.")]
    public string Schedule { get; init; } = "";

    /// <summary>How many days back the first read of an account goes.</summary>
    [Range(1, 3650, ErrorMessage = "Sms__FirstReadDays must be from 1 to 3650.")]
    public int FirstReadDays { get; init; } = 30;

    /// <summary>How far behind the newest message every run begins: as long as a message may take to show up in the provider's list.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "7.00:00:00", ErrorMessage = "Sms__SafetyWindow must be from 00:00:00 to 7.00:00:00.")]
    public TimeSpan SafetyWindow { get; init; } = TimeSpan.FromHours(1);

    /// <summary>How old the last good run of an account may be; zero or nothing: no matter.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "365.00:00:00", ErrorMessage = "Sms__RunWithin must be from 00:00:00 to 365.00:00:00.")]
    public TimeSpan? RunWithin { get; init; } = TimeSpan.FromMinutes(35);

    /// <summary>How old an account's newest message in the warehouse may be; zero or nothing: no matter.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "365.00:00:00", ErrorMessage = "Sms__RowsWithin must be from 00:00:00 to 365.00:00:00.")]
    public TimeSpan? RowsWithin { get; init; } = TimeSpan.FromDays(1);

    /// <summary>Whether <c>&amp;amp;</c> and its like in a text become the characters they stand for, once: some systems escape what people write.</summary>
    public bool DecodeEntities { get; init; } = true;

    public TwilioOptions Twilio { get; init; } = new();

    public AfricasTalkingOptions AfricasTalking { get; init; } = new();

    public InfobipOptions Infobip { get; init; } = new();

    public VonageOptions Vonage { get; init; } = new();

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) => Twilio.Faults().Concat(AfricasTalking.Faults()).Concat(Infobip.Faults()).Concat(Vonage.Faults());
}
