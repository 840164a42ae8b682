using InBeeld.Data;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Programmes.Sharing;

/// <summary>What libraries published for each other, to look at and to copy.</summary>
[Needs(Role.ProgrammeLeader)]
internal sealed class SharedModel(Frame frame, Text text) : PageModel
{
    public const int PageSize = 30;

    [BindProperty(SupportsGet = true)]
    public string? Topic { get; set; }

    [BindProperty(SupportsGet = true)]
    public Guid? After { get; set; }

    public List<EditionRow> Rows { get; private set; } = [];
    public bool More { get; private set; }

    public async Task OnGetAsync(CancellationToken ct)
    {
        Topic = Topic?.Trim() is { } typed ? typed[..Math.Min(typed.Length, 80)] : "";
        Rows = await EditionRow.ListAsync(frame, Topic, After, PageSize + 1, ct);
        More = Rows.Count > PageSize;
        Rows = [.. Rows.Take(PageSize)];
        (ViewData["Title"], ViewData["Menu"]) = (text["Programma's van alle bibliotheken"].ToString(), "/programmes");
    }
}
