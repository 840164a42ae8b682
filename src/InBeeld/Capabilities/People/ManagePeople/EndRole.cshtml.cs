using InBeeld.Frames;
using InBeeld.Data;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Names;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.People.ManagePeople;

[Needs(Role.Principal, Role.Office, Role.Board, Role.Coordinator, Role.TeamLead, Role.LibraryPlanner, Role.ProgrammeLeader, Role.Researcher, Role.Administrator)]
internal sealed class EndRoleModel(Frame frame, Desk desk, EndRole end, Text text) : PageModel
{
    internal sealed record Who(string GivenName, string Prefix, string Surname)
    {
        public PersonName Name => new(GivenName, Prefix, Surname);
    }

    [BindProperty(SupportsGet = true)]
    public Guid? Organisation { get; set; }

    [BindProperty]
    public DateOnly? LastDay { get; set; }

    public Desk Desk => desk;

    public EndRole.Ending Ending { get; private set; } = new();

    public PersonName Name { get; private set; }

    public List<Refusal> Refusals { get; } = [];

    public async Task<IActionResult> OnGetAsync(Guid membership, CancellationToken ct) => await LoadAsync(membership, ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(Guid membership, CancellationToken ct)
    {
        if (!await LoadAsync(membership, ct))
        {
            return NotFound();
        }

        if (!ModelState.IsValid)
        {
            Refusals.Add(new Refusal("LastDay", "Vul een datum in, of laat het leeg."));
            return Page();
        }

        var done = await end.RunAsync(new EndRole.Input(membership, LastDay), desk, ct);
        if (!done.Ok)
        {
            Refusals.AddRange(done.Refusals);
            return Page();
        }

        Saved.Say(HttpContext, text["De rol van {0} is beëindigd.", Name.Full]);
        return Redirect(desk.Link($"/people/{Ending.PersonId}"));
    }

    private async Task<bool> LoadAsync(Guid membership, CancellationToken ct)
    {
        if (!await desk.OpenAsync(Organisation, ct) || await end.LookAsync(membership, desk, ct) is not { } ending)
        {
            return false;
        }

        Ending = ending;
        Name = (await frame.OneAsync<Who>("select given_name as GivenName, prefix, surname from person where id = @PersonId", new { ending.PersonId }, ct))!.Name;
        return true;
    }
}
