namespace InBeeld.Statistics.Answers;

/// <summary>Something that is asked or counted: a school location, a library, a province, a country.</summary>
/// <param name="Id">Unique in the set.</param>
/// <param name="Name">As people know it.</param>
/// <param name="Level">What kind of unit it is: "location", "library", "province", "country".</param>
/// <param name="Parent">Id of the unit it belongs to, or "".</param>
/// <param name="Features">What is known of it without asking, such as province, sizeClass, education; by name.</param>
/// <param name="Weight">How many units of the population it stands for; 1 where all are asked.</param>
public sealed record Unit(string Id, string Name, string Level, string Parent, IReadOnlyDictionary<string, string> Features, decimal Weight = 1);

/// <summary>Units with their answers, as they were frozen for a wave.</summary>
public sealed class AnswerSet
{
    private readonly Dictionary<(string Unit, string Item), Answer> answers = [];
    private readonly Dictionary<string, Unit> byId = new(StringComparer.Ordinal);

    /// <param name="units">In the order in which they are shown.</param>
    /// <exception cref="ArgumentException">Two units have the same id.</exception>
    public AnswerSet(IEnumerable<Unit> units)
    {
        Units = [.. units];
        foreach (var unit in Units)
        {
            if (!byId.TryAdd(unit.Id, unit))
            {
                throw new ArgumentException($"unit \"{unit.Id}\" stands in it twice", nameof(units));
            }
        }
    }

    /// <summary>All units, of all levels.</summary>
    public IReadOnlyList<Unit> Units { get; }

    /// <summary>The unit with this id, or null.</summary>
    public Unit? UnitOf(string id) => byId.GetValueOrDefault(id);

    /// <summary>The answer of a unit to an item; <see cref="Answer.Missing"/> when nothing was kept.</summary>
    public Answer this[string unit, string item]
    {
        get => answers.GetValueOrDefault((unit, item), Answer.Missing);
        set => answers[(unit, item)] = value;
    }
}
