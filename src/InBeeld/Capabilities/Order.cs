using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;

namespace InBeeld.Capabilities;

/// <summary>The capabilities in their declared order: one may ask only those before it, through their Contract; to later ones it tells.</summary>
internal static class Order
{
    public static readonly IReadOnlyList<ICapability> All =
    [
        new People.PeopleCapability(),
        new Pupils.PupilsCapability(),
        new Attention.AttentionCapability(),
        new Contact.ContactCapability(),
        new Places.PlacesCapability(),
        new Programmes.ProgrammesCapability(),
        new Funds.FundsCapability(),
        new Partners.PartnersCapability(),
        new Triage.TriageCapability(),
        new Safety.SafetyCapability(),
        new Desk.DeskCapability(),
        new Completeness.CompletenessCapability(),
        new Coordination.CoordinationCapability(),
        new Measurement.MeasurementCapability(),
        new Monitor.MonitorCapability(),
        new Figures.FiguresCapability(),
        new Privacy.PrivacyCapability(),
    ];

    public static List<MenuItem> MenuFor(CurrentUser user) => [.. All.SelectMany(c => c.Menu).Where(item => item.Roles.Contains(user.Role)).OrderBy(item => item.Rank)];
}
