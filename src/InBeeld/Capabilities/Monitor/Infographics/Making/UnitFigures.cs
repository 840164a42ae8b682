using System.Text.Json;
using System.Text.Json.Serialization;
using InBeeld.Capabilities.Monitor.Infographics.Drawing;
using InBeeld.Capabilities.Monitor.Infographics.Drawing.Blocks;
using InBeeld.Statistics.Questionnaires;

namespace InBeeld.Capabilities.Monitor.Infographics.Making;

/// <summary>A field of cooperation: its name, of a location what it does, of others in how many locations there is cooperation.</summary>
internal sealed record FieldFigure(string Key, Words Label, Together Is = Together.Unknown, decimal Got = 0, decimal Most = 0, decimal Open = 0, Shown? Share = null, Shown? Against = null);

/// <summary>Schools with so many stars; From and To differ when bands were put together.</summary>
internal sealed record BandFigure(int From, int To, Shown Schools);

/// <summary>Stars of one location.</summary>
internal sealed record ScoreFigure(int AtLeast, int AtMost, decimal Got, decimal Points, decimal ToNext);

/// <summary>
/// All figures of the picture of one unit, as they may be shown to those for whom it is made: what may not is withheld here already, and stands nowhere behind it. This is what is kept.
/// </summary>
/// <param name="Level">country, province, library or location.</param>
/// <param name="Id">Of the unit in the wave: seed of its sky.</param>
/// <param name="Name">Of the unit.</param>
/// <param name="Library">Of a location: its library.</param>
/// <param name="Period">"2025-2026".</param>
/// <param name="Figures">By the key of an indicator; one of which the wave did not ask the questions is not there.</param>
/// <param name="Against">The same of the group it may be compared with.</param>
/// <param name="Group">Name of that group; empty when there is none.</param>
/// <param name="Bands">Of a questionnaire with stars, from four to one.</param>
/// <param name="Fields">Of a questionnaire with stars, or of a location.</param>
/// <param name="Score">Of a location, with stars.</param>
internal sealed record UnitFigures(
    string Level, string Id, string Name, string Library, string Period, IReadOnlyDictionary<string, Shown> Figures, IReadOnlyDictionary<string, Shown> Against, string Group,
    IReadOnlyList<BandFigure>? Bands, IReadOnlyList<FieldFigure> Fields, ScoreFigure? Score)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault };

    public string Write() => JsonSerializer.Serialize(this, Options);

    public static UnitFigures Read(string json) => JsonSerializer.Deserialize<UnitFigures>(json, Options)!;
}
