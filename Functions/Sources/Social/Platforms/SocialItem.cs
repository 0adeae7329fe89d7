using System.Text.Json;

namespace Beejan.Functions.Sources.Social.Platforms;

/// <summary>One item of a delivery, with the part of the delivery that it stands in.</summary>
internal readonly record struct SocialItem(JsonElement Parent, JsonElement Value);
