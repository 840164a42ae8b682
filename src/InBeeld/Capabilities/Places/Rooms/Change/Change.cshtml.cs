using System.Globalization;
using InBeeld.Capabilities.Places.Rooms.Model;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Places.Rooms.Change;

/// <summary>What is filled in about a room as a whole.</summary>
internal sealed class RoomFields
{
    public string? Title { get; set; }
    public string? PerPerson { get; set; }
    public string? CleanMinutes { get; set; }
    public string? AccessibleLeast { get; set; }

    public static RoomFields Of(RoomRow row) => new()
    {
        Title = row.Name,
        PerPerson = row.PerPerson.ToString(CultureInfo.InvariantCulture),
        CleanMinutes = row.CleanMinutes.ToString(CultureInfo.InvariantCulture),
        AccessibleLeast = row.AccessibleLeast.ToString(CultureInfo.InvariantCulture),
    };

    public static short? Whole(string? typed, int least, int most) => short.TryParse(typed?.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n >= least && n <= most ? n : null;

    public List<Refusal> Check()
    {
        var refusals = new List<Refusal>();
        Title = Title?.Trim() ?? "";
        if (Title.Length is < 1 or > 80)
        {
            refusals.Add(new Refusal("Title", "Geef de zaal een naam van hooguit 80 tekens."));
        }

        foreach (var (field, value, least, most) in ((string, string?, int, int)[])[("PerPerson", PerPerson, 1, 100), ("CleanMinutes", CleanMinutes, 0, 120), ("AccessibleLeast", AccessibleLeast, 0, 100)])
        {
            if (Whole(value, least, most) is null)
            {
                refusals.Add(new Refusal(field, "Vul een getal in van {0} tot en met {1}.", least, most));
            }
        }

        return refusals;
    }

    public IReadOnlyList<(string Name, string? Value)> Hidden(int version) => [("Version", version.ToString(CultureInfo.InvariantCulture)), ("Title", Title), ("PerPerson", PerPerson), ("CleanMinutes", CleanMinutes), ("AccessibleLeast", AccessibleLeast)];
}

/// <summary>The name of a room, how many children one person can have there, cleaning, and how many seats for a wheelchair at least. Or it goes.</summary>
[Needs(Role.LibraryPlanner)]
internal sealed class ChangeModel(Frame frame, Journal journal, Text text, TimeProvider clock, Weigh weigh, ChangeRoom change) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Room { get; set; }

    [BindProperty]
    public int Version { get; set; }

    [BindProperty]
    public string? Was { get; set; }

    public RoomFields Fields { get; private set; } = new();
    public RoomRow Row { get; private set; } = new();
    public IReadOnlyList<Refusal> Refused { get; private set; } = [];
    public BothVersions? Both { get; private set; }
    public Weighed? Weighed { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        Show();
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(RoomFields fields, string? seen, CancellationToken ct)
    {
        Fields = fields;
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        Refused = fields.Check();
        if (Refused.Count > 0)
        {
            return Page();
        }

        var outcome = await weigh.RunAsync(() => SaveAsync(fields, ct), text["De indeling van de zaal is veranderd."], seen, always: false, ct);
        if (outcome is { Ok: true, Value.Kept: true })
        {
            journal.Write("change room", [], Facets.None, "", new { room = Room });
            Saved.Say(HttpContext, text["De zaal is bewaard."]);
            return Redirect($"/rooms/{Room}");
        }

        if (outcome.Ok)
        {
            Weighed = outcome.Value;
            ViewData["Title"] = text["Dit gebeurt er met de plekken"];
            return Page();
        }

        Refused = outcome.Refusals;
        if (outcome.IsLostUpdate())
        {
            Both = new BothVersions(Versions(), Was ?? "");
            Version = Row.Version;
        }

        return Page();
    }

    public async Task<IActionResult> OnPostRemoveAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        var slots = await frame.OneAsync<int>("select count(*)::integer from slot where room_id = @Room and ends > @now and state = 'open'", new { Room, now = clock.GetUtcNow() }, ct);
        if (slots > 0)
        {
            Show();
            Refused = [Refusal.Of("Er staan nog {0} tijden open in deze zaal. Sluit die eerst.", slots)];
            return Page();
        }

        await frame.DoAsync("update room set removed_at = @now, version = version + 1 where id = @Room", new { Room, now = clock.GetUtcNow() }, ct);
        journal.Write("remove room", [], Facets.None, "", new { room = Room });
        Saved.Say(HttpContext, text["{0} is verwijderd.", Row.Name]);
        return Redirect("/rooms");
    }

    private async Task<Outcome<Done>> SaveAsync(RoomFields f, CancellationToken ct)
    {
        var (perPerson, clean, accessible) = (RoomFields.Whole(f.PerPerson, 1, 100), RoomFields.Whole(f.CleanMinutes, 0, 120), RoomFields.Whole(f.AccessibleLeast, 0, 100));
        var saved = await frame.DoAsync("update room set name = @Title, per_person = @perPerson, clean_minutes = @clean, accessible_least = @accessible, version = version + 1 where id = @Room and version = @Version and removed_at is null",
            new { f.Title, perPerson, clean, accessible, Room, Version }, ct);
        if (saved > 0 && accessible != Row.AccessibleLeast)
        {
            await change.PutAsideAsync(Room, ct);
        }

        return saved > 0 ? Done.It : Refusals.LostUpdate;
    }

    private FieldVersions[] Versions()
    {
        var now = RoomFields.Of(Row);
        return
        [
            new("Title", text["Hoe heet de zaal?"], Fields.Title ?? "", now.Title ?? ""),
            new("PerPerson", text["Kinderen per medewerker"], Fields.PerPerson ?? "", now.PerPerson ?? ""),
            new("CleanMinutes", text["Minuten schoonmaken na elk kind"], Fields.CleanMinutes ?? "", now.CleanMinutes ?? ""),
            new("AccessibleLeast", text["Ten minste zoveel plekken voor een rolstoel"], Fields.AccessibleLeast ?? "", now.AccessibleLeast ?? ""),
        ];
    }

    private void Show()
    {
        (Fields, Version) = (RoomFields.Of(Row), Row.Version);
        Was = BothVersions.Keep(Versions().Select(f => (f.Name, f.Theirs)));
    }

    private async Task<bool> LoadAsync(CancellationToken ct)
    {
        if (await RoomRow.FindAsync(frame, Room, ct) is not { } row)
        {
            return false;
        }

        Row = row;
        ViewData["Title"] = text["Wijzig {0}", row.Name];
        ViewData["Menu"] = "/rooms";
        return true;
    }
}
