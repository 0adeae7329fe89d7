using System.Text.Json;

namespace Beejan.Functions.Sources.Social.Platforms;

/// <summary>One item of a delivery.</summary>
/// <param name="Parent">The part of the delivery that it stands in, which says what holds for all items there.</param>
/// <param name="Value">The item.</param>
/// <param name="Reader">Reads its shape, where a platform has several; null there: it is of no shape that holds complaints.</param>
internal readonly record struct SocialItem(JsonElement Parent, JsonElement Value, Func<SocialItem, SocialFrame, SocialOutcome>? Reader = null);
