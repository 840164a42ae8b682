using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Frames.Routes;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;

namespace InBeeld.Capabilities.Triage.KeepCapacity;

/// <param name="Free">Null with an empty "of": nothing is said about this route, what was kept stays.</param>
internal sealed record KindCapacity(string Kind, int? Free, int? Of);

/// <summary>Keeps how many are free of each route, as reported today.</summary>
internal sealed class SaveCapacity(Frame frame, CurrentUser user, Journal journal, TimeProvider clock)
{
    public const int Most = 100_000;

    /// <param name="stamp">What stood there when the form was shown.</param>
    public async Task<Outcome<Done>> RunAsync(IReadOnlyList<KindCapacity> kinds, string stamp, CancellationToken ct)
    {
        var refusals = new List<Refusal>();
        foreach (var k in kinds)
        {
            if (k.Free is < 0 or > Most || k.Of is < 0 or > Most || (k.Free is null && k.Of is not null))
            {
                refusals.Add(new Refusal("Free_" + k.Kind, "Vul bij {0} een aantal in van 0 tot {1}.", new Translated(RouteKinds.Word(k.Kind)), Most));
            }
            else if (k.Of < k.Free)
            {
                refusals.Add(new Refusal("Free_" + k.Kind, "Bij {0} is er meer vrij dan er is.", new Translated(RouteKinds.Word(k.Kind))));
            }
        }

        if (refusals.Count > 0)
        {
            return refusals;
        }

        await frame.DoAsync("select pg_advisory_xact_lock(471131, hashtext(@OrganisationId::text))", new { user.OrganisationId }, ct);
        if (Stamp(await KeptAsync(frame, user.OrganisationId, ct)) is { } now && now != stamp && now != Stamp([.. kinds]))
        {
            return Refusals.LostUpdate;
        }

        var told = kinds.Where(k => k.Free is not null).ToList();
        await frame.DoAsync("""
            insert into route_capacity (municipality_id, kind, free, of_all, as_of, by_person)
              select @OrganisationId, x.kind, x.free, x.of_all, @today, @PersonId from unnest(@kinds, @free, @all) as x (kind, free, of_all)
            on conflict (municipality_id, kind) do update set free = excluded.free, of_all = excluded.of_all, as_of = excluded.as_of, by_person = excluded.by_person
            """, new { user.OrganisationId, today = clock.Today(), user.PersonId, kinds = told.Select(k => k.Kind).ToArray(), free = told.Select(k => k.Free!.Value).ToArray(), all = told.Select(k => k.Of).ToArray() }, ct);
        journal.Write("keep capacity", [], Facets.None, "", new { kinds = told.Count });
        return Done.It;
    }

    public static async Task<List<KindCapacity>> KeptAsync(Frame frame, Guid municipality, CancellationToken ct) =>
        await frame.ListAsync<KindCapacity>("select kind, free, of_all as \"Of\" from route_capacity where municipality_id = @municipality", new { municipality }, ct);

    public static string Stamp(IEnumerable<KindCapacity> kinds) => string.Join(';', kinds.Where(k => k.Free is not null).OrderBy(k => k.Kind, StringComparer.Ordinal).Select(k => $"{k.Kind},{k.Free},{k.Of}"));
}
