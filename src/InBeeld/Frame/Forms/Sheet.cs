using InBeeld.Kernel;

namespace InBeeld.Frames.Forms;

/// <summary>One field of a form, and where it is kept.</summary>
/// <param name="Label">Translated.</param>
/// <param name="Column">A column of the table; its values travel as text.</param>
/// <param name="Cast">The type of the column.</param>
internal sealed record Line(string Name, string Label, string Column, string Cast = "text")
{
    public int Max { get; init; } = 120;
    public int Rows { get; init; }
    public bool Optional { get; init; }
    public string? Help { get; init; }
    public string Type { get; init; } = "text";

    /// <summary>What may be chosen; null: it is typed.</summary>
    public IReadOnlyList<Choice>? Choices { get; init; }

    /// <summary>When a choice names two rows ("organisation:person"): where the second is kept.</summary>
    public string? Second { get; init; }

    public bool AsButtons => Choices is { Count: <= 4 } && !Optional;
}

internal sealed record Choice(string Value, string Word);

/// <summary>A form as somebody fills it in: checked against its lines, and nothing else.</summary>
internal sealed class Sheet(IReadOnlyList<Line> lines)
{
    private readonly Dictionary<string, string> values = [];

    public IReadOnlyList<Line> Lines => lines;
    public List<Refusal> Refused { get; } = [];
    public BothVersions? Both { get; private set; }

    public string this[string name]
    {
        get => values.GetValueOrDefault(name, "");
        set => values[name] = value;
    }

    /// <summary>How it stands now; kept in the form, so that two people who change the same are told.</summary>
    public string Was => BothVersions.Keep(lines.Select(l => (l.Name, this[l.Name])));

    public DateOnly? Day(string name) => Typed.Day(this[name]);

    public Guid? Id(string name) => Guid.TryParse(this[name], out var id) ? id : null;

    public bool Has(string name) => this[name].Length > 0;

    /// <summary>The same answers to other lines.</summary>
    public Sheet With(IReadOnlyList<Line> others)
    {
        var sheet = new Sheet(others);
        foreach (var (name, value) in values)
        {
            sheet[name] = value;
        }

        return sheet;
    }

    /// <returns>Whether all that was typed can be kept.</returns>
    public bool Read(IFormCollection form)
    {
        foreach (var line in lines)
        {
            var typed = form[line.Name].ToString().Trim().ReplaceLineEndings("\n");
            this[line.Name] = typed;
            if (Wrong(line, typed) is { } refusal)
            {
                Refused.Add(refusal);
            }
        }

        return Refused.Count == 0;
    }

    /// <summary>What another page already knows.</summary>
    public void Preset(IQueryCollection query)
    {
        foreach (var line in lines.Where(l => l.Choices is not null && query.ContainsKey(l.Name)))
        {
            this[line.Name] = line.Choices!.FirstOrDefault(c => c.Value == query[line.Name].ToString())?.Value ?? "";
        }
    }

    public void Clash(Sheet theirs, string? was) =>
        Both = new BothVersions([.. lines.Select(l => new FieldVersions(l.Name, l.Label, this[l.Name], theirs[l.Name], l.Choices is { } choices ? value => choices.FirstOrDefault(c => c.Value == value)?.Word ?? "" : null))], was ?? "");

    private static Refusal? Wrong(Line line, string typed)
    {
        if (typed.Length == 0)
        {
            return line.Optional ? null : new Refusal(line.Name, "Vul in: {0}.", line.Label);
        }

        if (line.Choices is { } choices)
        {
            return choices.Any(c => c.Value == typed) ? null : new Refusal(line.Name, "Kies: {0}.", line.Label);
        }

        if (line.Cast == "date")
        {
            return Typed.Day(typed) is { Year: >= 2000 and <= 2100 } ? null : new Refusal(line.Name, "Kies een dag: {0}.", line.Label);
        }

        if (line.Type == "email" && (!typed.Contains('@', StringComparison.Ordinal) || typed.Contains(' ', StringComparison.Ordinal)))
        {
            return new Refusal(line.Name, "Vul een e-mailadres in met een @ erin.");
        }

        return typed.Length > line.Max || (line.Rows == 0 && typed.Contains('\n', StringComparison.Ordinal)) ? new Refusal(line.Name, "Schrijf hooguit {0} tekens.", line.Max) : null;
    }
}
