using System.Text.Json;

namespace InBeeld.Frames;

/// <summary>One field of a form as three people know it: as it was shown, as it was filled in, as it stands now.</summary>
/// <param name="Name">The name of the field in the form.</param>
/// <param name="Label">What the page calls it, already translated.</param>
/// <param name="Mine">What was sent.</param>
/// <param name="Theirs">What stands in the database now.</param>
/// <param name="Words">How a value is shown (a language by its name); by default as it is.</param>
internal sealed record FieldVersions(string Name, string Label, string Mine, string Theirs, Func<string, string>? Words = null)
{
    public bool Differ => Mine != Theirs;

    public string Shown(string value) => value.Length == 0 ? "–" : Words?.Invoke(value) ?? value;
}

/// <summary>
/// Two people changed the same: nothing is saved, both versions are shown, and per field one chooses what stays. What somebody did not touch is
/// preset to the other's value, so that saving again never undoes a colleague's work by accident.
/// </summary>
internal sealed class BothVersions(IReadOnlyList<FieldVersions> fields, string was)
{
    private readonly Dictionary<string, string> was = Read(was);

    public IEnumerable<FieldVersions> Clashes => fields.Where(f => f.Differ);

    public IEnumerable<FieldVersions> Same => fields.Where(f => !f.Differ);

    /// <summary>For the hidden field "Was" of the form that is shown now.</summary>
    public string Now => Keep(fields.Select(f => (f.Name, f.Theirs)));

    public bool ChoosesMine(FieldVersions field) => !was.TryGetValue(field.Name, out var before) || before != field.Mine;

    /// <summary>The values that a form is shown with, kept in it as a hidden field.</summary>
    public static string Keep(IEnumerable<(string Name, string Value)> values) => JsonSerializer.Serialize(values.ToDictionary(v => v.Name, v => v.Value));

    private static Dictionary<string, string> Read(string kept)
    {
        try
        {
            return JsonSerializer.Deserialize<Dictionary<string, string>>(kept) ?? [];
        }
        catch (JsonException)
        {
            // Somebody changed the hidden field: then all that differs is preset to what was sent.
            return [];
        }
    }
}
