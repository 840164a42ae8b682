using System.Globalization;
using InBeeld.Capabilities.Places.Rooms.Change;
using InBeeld.Capabilities.Places.Rooms.Import;
using InBeeld.Data;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;

namespace InBeeld.Capabilities.Places.Rules;

/// <summary>A rule as somebody fills it in.</summary>
internal sealed class RuleFields
{
    /// <summary>Made with the form, so that a double tap makes one.</summary>
    public Guid Rule { get; set; } = Guid.CreateVersion7();
    public string? Metres { get; set; }
    public bool Screens { get; set; }
    public string? Starts { get; set; }
    public string? Source { get; set; }

    public decimal? Distance => SeatTable.Number(Metres ?? "") is >= 0 and <= 10 and { } metres ? Math.Round((decimal)metres, 1) : null;

    public DateOnly? From => DateOnly.TryParseExact(Starts?.Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    public IReadOnlyList<(string Name, string? Value)> Hidden() => [("Rule", Rule.ToString()), ("Metres", Metres), ("Screens", Screens ? "true" : "false"), ("Starts", Starts), ("Source", Source)];

    public List<Refusal> Check(DateOnly today)
    {
        var refusals = new List<Refusal>();
        Source = Source?.Trim() ?? "";
        if (Distance is null)
        {
            refusals.Add(new Refusal("Metres", "Vul meters in van 0 tot en met 10, zoals 1,5."));
        }

        if (From is not { } from || from < today || from > today.AddYears(2))
        {
            refusals.Add(new Refusal("Starts", "Kies een dag vanaf vandaag, binnen twee jaar."));
        }

        if (Source.Length > 300)
        {
            refusals.Add(new Refusal("Source", "Dit is langer dan {0} tekens.", 300));
        }

        return refusals;
    }
}

/// <summary>A new distance from a day on, or one taken away; with all that follows for rooms, slots and bookings.</summary>
internal sealed class KeepRule(Frame frame, CurrentUser user, Journal journal, TimeProvider clock, Text text, Weigh weigh)
{
    public async Task<Outcome<Weighed>> AddAsync(RuleFields fields, string? seen, CancellationToken ct)
    {
        if (fields.Check(clock.Today()) is { Count: > 0 } refusals)
        {
            return refusals;
        }

        if (await frame.OneAsync<bool>("select exists (select 1 from distance_rule where id = @Rule)", new { fields.Rule }, ct))
        {
            return new Weighed(true, Consequences.None);
        }

        var outcome = await weigh.RunAsync(async () =>
        {
            await frame.DoAsync("""
                insert into distance_rule (id, library_id, metres, screens, starts, source, by_person, at) values (@Rule, @OrganisationId, @Distance, @Screens, @From, @Source, @PersonId, @now) on conflict (id) do nothing
                """, new { fields.Rule, user.OrganisationId, fields.Distance, fields.Screens, fields.From, fields.Source, user.PersonId, now = clock.GetUtcNow() }, ct);
            return Done.It;
        }, Why(fields.Distance!.Value), seen, always: true, ct);
        if (outcome is { Ok: true, Value.Kept: true })
        {
            journal.Write("add distance rule", [], Facets.None, "", new { rule = fields.Rule, fields.Distance, fields.Screens, fields.From });
        }

        return outcome;
    }

    /// <summary>An own rule that has not begun, or holds: then the one before it holds again.</summary>
    public async Task<Outcome<Weighed>> RemoveAsync(Guid rule, string? seen, CancellationToken ct)
    {
        var outcome = await weigh.RunAsync(async () =>
        {
            var gone = await frame.DoAsync("update distance_rule set removed_at = @now where id = @rule and library_id = @OrganisationId and removed_at is null", new { rule, user.OrganisationId, now = clock.GetUtcNow() }, ct);
            return gone > 0 ? Done.It : Refusal.Of("Deze regel is er niet (meer).");
        }, text["De regel over afstand is vervallen."], seen, always: true, ct);
        if (outcome is { Ok: true, Value.Kept: true })
        {
            journal.Write("remove distance rule", [], Facets.None, "", new { rule });
        }

        return outcome;
    }

    private string Why(decimal metres) => metres == 0 ? text["Er geldt geen afstand meer."] : text["Er geldt een afstand van {0} meter.", metres.ToString("0.#", CultureInfo.CurrentCulture)];
}
