using InBeeld.Kernel;
using InBeeld.Kernel.Web;

namespace InBeeld.Frames;

/// <summary>A labelled text field with its help and its error, as _Field.cshtml draws it. The name is its id too, so that a list of errors can link to it.</summary>
internal sealed record Field(string Name, string Label, string? Value)
{
    public string? Help { get; init; }

    /// <summary>The sentence of the refusal that concerns this field, translated.</summary>
    public string? Wrong { get; init; }

    public string Type { get; init; } = "text";

    public int Max { get; init; } = 200;

    /// <summary>More than 0: a text area of so many lines.</summary>
    public int Rows { get; init; }

    public bool Optional { get; init; }

    public string Autocomplete { get; init; } = "off";

    /// <summary>For a day or a number.</summary>
    public string? Least { get; init; }

    public string? Most { get; init; }

    public string? DescribedBy => string.Join(' ', new[] { Help is null ? null : Name + "-help", Wrong is null ? null : Name + "-wrong" }.Where(x => x is not null)) is { Length: > 0 } ids ? ids : null;
}

internal static class Refusals
{
    /// <summary>What is wrong with a field, or null.</summary>
    public static string? Wrong(this IEnumerable<Refusal> refusals, string field, Text text) => refusals.FirstOrDefault(r => r.Field == field) is { } refusal ? text.Say(refusal) : null;

    /// <summary>Somebody else saved in between: the page shows both versions.</summary>
    public static readonly Refusal LostUpdate = new("Version", "Een collega paste dit net aan. Er is nog niets opgeslagen.");

    public static bool IsLostUpdate<T>(this Outcome<T> outcome) => outcome.Refusals.Any(r => r.Field == LostUpdate.Field);
}
