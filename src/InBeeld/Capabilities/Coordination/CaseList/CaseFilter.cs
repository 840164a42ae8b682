using System.Globalization;
using InBeeld.Capabilities.Coordination.Model;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.WebUtilities;

namespace InBeeld.Capabilities.Coordination.CaseList;

/// <summary>What somebody chose of the working list. It stands in the address and in a saved list; it holds codes and ids, never a name.</summary>
internal sealed record CaseFilter(string State, string Kind, Guid? Party, Guid? Person, bool Late, bool Asked, bool Nobody, int Urgency)
{
    public static readonly IReadOnlyList<string> States = ["open", "closing", "closed"];

    /// <summary>From the values of an address; what is not known is left out.</summary>
    public static CaseFilter Of(Func<string, string?> value) => new(
        States.Contains(value("state")) ? value("state")! : "open",
        CaseWords.Kinds.Contains(value("kind")) ? value("kind")! : "",
        Guid.TryParse(value("party"), out var party) ? party : null,
        Guid.TryParse(value("person"), out var person) ? person : null,
        value("late") == "true", value("asked") == "true", value("nobody") == "true",
        int.TryParse(value("urgency"), NumberStyles.None, CultureInfo.InvariantCulture, out var urgency) && CaseWords.Urgencies.Contains(urgency) ? urgency : 0);

    /// <summary>From a kept "kind=home&amp;late=true".</summary>
    public static CaseFilter Parse(string? query)
    {
        var values = QueryHelpers.ParseQuery(query);
        return Of(name => values.TryGetValue(name, out var found) ? found.ToString() : null);
    }

    /// <summary>"kind=home&amp;late=true"; empty for the list as it opens.</summary>
    public string Query => string.Join('&', new[]
    {
        State == "open" ? null : "state=" + State,
        Kind.Length == 0 ? null : "kind=" + Kind,
        Party is null ? null : "party=" + Party,
        Person is null ? null : "person=" + Person,
        Late ? "late=true" : null,
        Asked ? "asked=true" : null,
        Nobody ? "nobody=true" : null,
        Urgency == 0 ? null : "urgency=" + Urgency.ToString(CultureInfo.InvariantCulture),
    }.Where(x => x is not null));

    public bool Narrowed => Query.Length > 0;

    public string Address(string more = "") => "/cases" + string.Join('&', new[] { Query, more }.Where(x => x.Length > 0)) is var all && all == "/cases" ? all : all.Insert("/cases".Length, "?");

    /// <summary>Which cases somebody lists at all: the municipality, the own team, the own cases. One of the three indexes of care_case fits each.</summary>
    public static string Scope(string role) => role switch
    {
        Role.Coordinator => "c.municipality_id = @OrganisationId",
        Role.TeamLead => "c.lead_organisation_id = @OrganisationId",
        _ => "c.lead_membership_id = @MembershipId",
    };

    /// <summary>The condition in SQL, of constant parts: the application keeps its plans, so a part that is not asked for must not stand in it; and closed cases have indexes of their own.</summary>
    public string Where(string role) => Scope(role) + (State == "closed" ? " and c.state = 'closed'" : " and c.state = @State")
        + (Kind.Length == 0 ? "" : Same("kind", "Kind"))
        + (Party is null ? "" : " and c.lead_organisation_id = @Party")
        + (Person is null ? "" : " and c.lead_membership_id = @Person")
        + (Late ? " and c.next_due < @limit" : "")
        + (Asked ? " and c.lead_state = 'asked'" : "")
        + (Nobody ? " and " + WithoutPerson : "")
        + (Urgency == 0 ? "" : " and c.urgency = @Urgency");

    private static string Same(string column, string value) => $" and c.{column} = @{value}";

    /// <summary>Led by somebody whose role has ended.</summary>
    public const string WithoutPerson = $"c.lead_membership_id = any ({Gone})";

    /// <summary>Whose role in the municipality has ended.</summary>
    public const string Gone = """
        array(select x.id from membership x join organisation y on y.id = x.organisation_id where y.municipality_code = @MunicipalityCode and y.kind in ('team', 'municipality') and x.ends < @today)
        """;

    public static string StateWord(string state) => state switch { "open" => "Loopt", "closing" => "Wacht op meekijken", _ => "Afgesloten" };

    /// <summary>What was chosen, in words: the proposed name of a saved list.</summary>
    public string Words(Text text) => string.Join(", ", new[]
    {
        State == "open" ? null : text[StateWord(State)],
        Kind.Length == 0 ? null : text[CaseWords.Kind(Kind)],
        Late ? text["Te laat"] : null,
        Asked ? text["Nog geen antwoord"] : null,
        Nobody ? text["Zonder persoon"] : null,
        Urgency == 0 ? null : text[CaseWords.Urgency(Urgency)],
    }.Where(x => x is not null));
}
