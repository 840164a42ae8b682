using InBeeld.Capabilities.Contact.Contract;
using InBeeld.Data;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;

namespace InBeeld.Capabilities.Contact.Holidays;

/// <summary>What somebody fills in. Regions: for the administrator; a school fills in its own days.</summary>
internal sealed class HolidayForm
{
    public Guid Id { get; set; }
    public string? Name { get; set; }
    public DateOnly? Starts { get; set; }
    public DateOnly? Ends { get; set; }
    public List<string> Regions { get; set; } = [];

    /// <summary>What was shown when somebody began to change it: "name|starts|ends".</summary>
    public string? Was { get; set; }
}

/// <summary>
/// Adds, changes and removes holidays: of a region by the administrator, days off of a school by its principal or office. The dates of the
/// children follow: of one school at once, of a region by <see cref="RecomputeAfterHolidays"/>, because that can be half a million.
/// </summary>
internal sealed class SaveHoliday(Frame frame, Journal journal, CurrentUser user)
{
    // A summer holiday has 44 days; who types a wrong year means something else.
    private const int LongestDays = 70;

    public static string Version(HolidayRow row) => $"{row.Name}|{row.Starts:yyyy-MM-dd}|{row.Ends:yyyy-MM-dd}";

    public async Task<Outcome<Done>> AddAsync(HolidayForm form, CancellationToken ct)
    {
        var refusals = Check(form);
        var school = user.Is(Role.Administrator) ? (Guid?)null : user.OrganisationId;
        var regions = school is null ? form.Regions.Where(HolidayWords.Regions.Contains).Distinct().ToArray() : [""];
        if (regions.Length == 0)
        {
            refusals.Add(new Refusal("Regions", "Kies voor welke regio dit geldt."));
        }

        if (refusals.Count > 0)
        {
            return refusals;
        }

        // One id for the form, one for each region: sending it twice adds nothing.
        var added = await frame.DoAsync("""
            insert into holiday (id, region, school_id, name, starts, ends)
            select case when @school::uuid is null then md5(@Id::text || r)::uuid else @Id end, r, @school, @Name, @Starts, @Ends from unnest(@regions) r
            where not exists (select 1 from holiday h where h.region = r and h.school_id is not distinct from @school and h.starts = @Starts and h.ends = @Ends and h.name = @Name)
            on conflict (id) do nothing
            """, new { form.Id, school, form.Name, form.Starts, form.Ends, regions }, ct);
        if (added > 0)
        {
            await FollowAsync("add holiday", school, regions, ct);
        }

        return Done.It;
    }

    public async Task<Outcome<Done>> ChangeAsync(HolidayForm form, CancellationToken ct)
    {
        var refusals = Check(form);
        if (refusals.Count > 0)
        {
            return refusals;
        }

        if (await FindAsync(form.Id, ct) is not { } row)
        {
            return Refusal.Of("Deze vakantie is er niet meer.");
        }

        if (Version(row) != form.Was)
        {
            return new Refusal("Was", "Iemand anders wijzigde dit intussen. Kijk wat er nu staat en sla opnieuw op.");
        }

        await frame.DoAsync("update holiday set name = @Name, starts = @Starts, ends = @Ends where id = @Id", form, ct);
        await FollowAsync("change holiday", row.SchoolId, [row.Region], ct);
        return Done.It;
    }

    /// <returns>What was removed; null when it was not there, or not one's own.</returns>
    public async Task<HolidayRow?> RemoveAsync(Guid id, CancellationToken ct)
    {
        if (await FindAsync(id, ct) is not { } row)
        {
            return null;
        }

        await frame.DoAsync("delete from holiday where id = @id", new { id }, ct);
        await FollowAsync("remove holiday", row.SchoolId, [row.Region], ct);
        return row;
    }

    /// <summary>A holiday that this person may change: of a region, or of one's own school.</summary>
    public Task<HolidayRow?> FindAsync(Guid id, CancellationToken ct) => frame.OneAsync<HolidayRow>(
        "select id, region, school_id, name, starts, ends from holiday where id = @id and school_id is not distinct from @school",
        new { id, school = user.Is(Role.Administrator) ? (Guid?)null : user.OrganisationId }, ct);

    private static List<Refusal> Check(HolidayForm form)
    {
        var refusals = new List<Refusal>();
        form.Name = string.Join(' ', (form.Name ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        form.Ends ??= form.Starts;
        if (form.Name.Length is 0 or > 80)
        {
            refusals.Add(form.Name.Length == 0 ? new Refusal("Name", "Vul in hoe deze dagen heten.") : new Refusal("Name", "Deze naam is langer dan {0} tekens.", 80));
        }

        if (form.Starts is not { } starts || starts.Year is < 2000 or > 2100)
        {
            refusals.Add(new Refusal("Starts", "Vul de eerste vrije dag in."));
        }
        else if (form.Ends < starts)
        {
            refusals.Add(new Refusal("Ends", "De laatste dag ligt voor de eerste."));
        }
        else if (form.Ends!.Value.DayNumber - starts.DayNumber >= LongestDays)
        {
            refusals.Add(new Refusal("Ends", "Dit zijn {0} dagen. Kijk of het jaartal klopt.", form.Ends.Value.DayNumber - starts.DayNumber + 1));
        }

        return refusals;
    }

    private async Task FollowAsync(string what, Guid? school, string[] regions, CancellationToken ct)
    {
        if (school is { } own)
        {
            await RecomputeStates.OfSchoolsAsync(frame.Connection, frame.Transaction, [own], ct);
        }
        else
        {
            await frame.DoAsync("insert into holiday_change (region) select unnest(@regions) on conflict (region) do update set changed_at = now()", new { regions }, ct);
        }

        journal.Write(what, [], Facets.None, details: new { school, regions });
    }
}
