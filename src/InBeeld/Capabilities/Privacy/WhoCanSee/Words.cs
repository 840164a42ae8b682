using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;

namespace InBeeld.Capabilities.Privacy.WhoCanSee;

/// <summary>Facets and reasons of access in plain words.</summary>
internal static class Words
{
    private static readonly (Facets Facet, string Word)[] Facets =
    [
        (Kernel.Access.Facets.Identity, "naam en groep"),
        (Kernel.Access.Facets.Contact, "contact en gezin"),
        (Kernel.Access.Facets.Needs, "wat er speelt"),
        (Kernel.Access.Facets.Care, "zorgen en hulpverleners"),
        (Kernel.Access.Facets.Safety, "veiligheid"),
        (Kernel.Access.Facets.Progress, "voortgang"),
    ];

    /// <summary>The Dutch words, keys of the texts.</summary>
    public static IEnumerable<string> All => Facets.Select(f => f.Word);

    public static string Of(int facets, Text text) => string.Join(", ", Facets.Where(f => (facets & (int)f.Facet) != 0).Select(f => text[f.Word]));

    /// <summary>Why somebody can see a child.</summary>
    public static string Reason(string reason, string role, string? group, Text text) => reason switch
    {
        "group" => text["Staat voor groep {0}", group ?? ""],
        "school" when role == Role.Office => text["Houdt de klassenlijsten bij"],
        "school" when role == Role.Care => text["Regelt de zorg op school"],
        "school" when role == Role.Principal => text["Leidt de school"],
        "school" => text["Werkt op de school"],
        "emergency" => text["Nam spoedtoegang"],
        "signal" => text["Beslist over een signaal"],
        "case" => text["Werkt aan een zaak"],
        "closed_case" => text["Bewaart een zaak die klaar is"],
        _ => reason,
    };
}
