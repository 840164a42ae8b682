using InBeeld.Capabilities.Contact.Contract;
using InBeeld.Capabilities.Contact.Ladder;
using InBeeld.Capabilities.Contact.Model;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;

namespace InBeeld.Capabilities.Contact.SetNorm;

/// <summary>What a school agreed: the norm of each level, and the rungs of its ladder (a kind without a rung is left out).</summary>
internal sealed record Agreements(IReadOnlyList<Norm> Norms, IReadOnlyList<Rung> Rungs)
{
    public static readonly IReadOnlyList<string> Kinds = [.. Ladder.Rungs.Defaults.Select(r => r.Kind)];

    /// <summary>The same agreements give the same stamp: what the form was shown with.</summary>
    public string Stamp => string.Join(';', Norms.OrderBy(n => n.Level).Select(n => $"{n.Level},{n.Times},{n.Weeks},{n.OutAfterDays}")) + "|" + string.Join(';', Rungs.OrderBy(r => r.Number).Select(r => $"{r.Number},{r.AfterAttempts},{r.AfterDays}"));

    public static async Task<Agreements> OfAsync(Frame frame, Guid school, CancellationToken ct)
    {
        var norms = await frame.ListAsync<Norm>("select level, times, weeks, out_after_days as OutAfterDays from school_norm where school_id = @school", new { school }, ct);
        var rungs = await frame.ListAsync<Rung>("select rung as Number, kind, after_attempts as AfterAttempts, after_days as AfterDays from ladder_rung where school_id = @school", new { school }, ct);
        return new Agreements([.. ConcernLevels.All.Select(level => Norm.For(level, norms))], Ladder.Rungs.Of(rungs));
    }

    public List<Refusal> Check()
    {
        var refusals = new List<Refusal>();
        foreach (var norm in Norms)
        {
            var (field, level) = ($"Norms_{norm.Level}", ConcernLevels.Word(norm.Level));
            if (norm.Times is < 1 or > 5 || norm.Weeks is < 1 or > 4)
            {
                refusals.Add(new Refusal(field + "_Times", "{0}: kies 1 tot 5 keer, per 1 tot 4 weken.", new Translated(level)));
            }
            else if (norm.OutAfterDays is < 1 or > 60)
            {
                refusals.Add(new Refusal(field + "_Out", "{0}: kies 1 tot 60 schooldagen.", new Translated(level)));
            }
            else if (norm.OutAfterDays < norm.IntervalDays)
            {
                refusals.Add(new Refusal(field + "_Out", "{0}: uit beeld komt na de afspraak, dus minstens {1} schooldagen.", new Translated(level), norm.IntervalDays));
            }
        }

        Rung? before = null;
        foreach (var rung in Rungs.OrderBy(r => r.Number))
        {
            var (field, kind) = ($"Rungs_{rung.Number}", new Translated(Ladder.Rungs.Proposal(rung.Kind)));
            if (rung.AfterAttempts is null && rung.AfterDays is null)
            {
                refusals.Add(new Refusal(field + "_Attempts", "{0}: vul pogingen of schooldagen in, of zet de stap uit.", kind));
            }
            else if (rung.AfterAttempts is < 1 or > 50 || rung.AfterDays is < 1 or > 200)
            {
                refusals.Add(new Refusal(field + "_Attempts", "{0}: kies 1 tot 50 pogingen, 1 tot 200 schooldagen.", kind));
            }
            else if (rung.AfterAttempts < before?.AfterAttempts || rung.AfterDays < before?.AfterDays)
            {
                refusals.Add(new Refusal(field + "_Attempts", "{0}: een latere stap komt niet eerder dan de stap ervoor.", kind));
            }

            before = rung;
        }

        return refusals;
    }
}

/// <summary>Saves the agreements of the own school, and computes every child's state anew.</summary>
internal sealed class SetNorm(Frame frame, CurrentUser user, Journal journal)
{
    /// <param name="shown">The stamp of the agreements that the form was shown with.</param>
    public async Task<Outcome<Done>> RunAsync(Agreements agreements, string shown, CancellationToken ct)
    {
        var refusals = agreements.Check();
        if (refusals.Count > 0)
        {
            return refusals;
        }

        var school = user.OrganisationId;
        // Two people at once wait for each other, and the second sees what the first saved.
        await frame.DoAsync("select pg_advisory_xact_lock(471200, hashtext(@school::text))", new { school }, ct);
        var now = await Agreements.OfAsync(frame, school, ct);
        if (now.Stamp != shown)
        {
            return Refusals.LostUpdate;
        }

        if (now.Stamp == agreements.Stamp)
        {
            return Done.It;
        }

        await frame.DoAsync("""
            insert into school_norm (school_id, level, times, weeks, out_after_days) select @school, l, t, w, o from unnest(@levels, @times, @weeks, @outs) as x (l, t, w, o)
            on conflict (school_id, level) do update set times = excluded.times, weeks = excluded.weeks, out_after_days = excluded.out_after_days
            """, new { school, levels = Column(n => n.Level), times = Column(n => n.Times), weeks = Column(n => n.Weeks), outs = Column(n => n.OutAfterDays) }, ct);
        await frame.DoAsync("delete from ladder_rung where school_id = @school", new { school }, ct);
        foreach (var rung in agreements.Rungs)
        {
            await frame.DoAsync("insert into ladder_rung (school_id, rung, kind, after_attempts, after_days) values (@school, @Number, @Kind, @AfterAttempts, @AfterDays)", new { school, rung.Number, rung.Kind, rung.AfterAttempts, rung.AfterDays }, ct);
        }

        await RecomputeStates.OfSchoolsAsync(frame.Connection, frame.Transaction, [school], ct);
        journal.Write("set norm", [], Facets.None, "", new { from = now.Stamp, to = agreements.Stamp });
        return Done.It;

        short[] Column(Func<Norm, short> of) => [.. agreements.Norms.Select(of)];
    }
}
