using System.Globalization;
using InBeeld.Kernel.Web;

namespace InBeeld.Capabilities.Completeness.Model;

/// <summary>What _Coverage.cshtml draws: how many children of a list are in view, handled, and still to do. Id: of this picture in its page.</summary>
internal sealed record Coverage(string Id, int Found, int Handled, int Open)
{
    public int All => Found + Handled + Open;

    /// <summary>The parts that are there, in their order, as shares of the width from 0 to 100.</summary>
    public IEnumerable<(string Part, int Count, double X, double Width)> Parts()
    {
        var x = 0.0;
        foreach (var (part, count) in new[] { ("found", Found), ("handled", Handled), ("open", Open) })
        {
            var width = All == 0 ? 0 : 100.0 * count / All;
            if (count > 0)
            {
                yield return (part, count, x, width);
            }

            x += width;
        }
    }

    public static string Word(string part) => part switch { "found" => "In beeld", "handled" => "Afgehandeld", _ => "Nog te doen" };

    /// <summary>A number fits in a part of some width; else it stands in the table only.</summary>
    public static bool Fits(double width) => width >= 9;

    public string Title(Text text) => text.N(All, "{1} van 1 kind is in beeld", "{1} van de {0} kinderen zijn in beeld", Found);

    public string Sentence(Text text) => Handled + Open == 0
        ? text["Iedereen op de lijst is in beeld."]
        : text["{0} is in beeld. Afgehandeld: {1}. Nog te doen: {2}.", Show.Share(Found, All), Handled, Open];

    public static string Part(double length) => length.ToString("0.##", CultureInfo.InvariantCulture) + "%";
}
