using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.People.Account;

[Needs]
internal sealed class AccountModel(OwnAccount account, CurrentUser user, Journal journal, Text text) : PageModel
{
    /// <summary>The roles to which the mail of the day can go.</summary>
    public bool GetsMail => GetsWeek || user.Is(Role.Coordinator, Role.TeamLead, Role.Caseworker, Role.Attendance);

    /// <summary>Those to whom it tells the week in the library.</summary>
    public bool GetsWeek => user.Is(Role.Teacher, Role.Care, Role.ProgrammeLeader, Role.Guide);

    public OwnAccount.Has Has { get; private set; } = new();

    public string Theme => Frames.Theme.Of(HttpContext) ?? "device";

    public async Task OnGetAsync(CancellationToken ct) => Has = await account.HasAsync(ct);

    public async Task<IActionResult> OnPostMailAsync(string to, CancellationToken ct)
    {
        var wanted = to != "off";
        await account.ChooseMailAsync(wanted, ct);
        journal.Write("choose mail", [], Facets.None, wanted ? "on" : "off");
        Saved.Say(HttpContext, wanted ? text["Je krijgt de mail van de dag weer."] : text["Je krijgt geen mail van de dag meer."]);
        return Redirect("/account#mail");
    }

    public IActionResult OnPostAppearance(string to)
    {
        Frames.Theme.Choose(HttpContext, to);
        return Redirect("/account");
    }
}
