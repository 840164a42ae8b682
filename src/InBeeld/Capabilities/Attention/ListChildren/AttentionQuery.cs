using System.Globalization;
using InBeeld.Capabilities.Attention.Contract;
using InBeeld.Capabilities.Pupils.Contract;
using InBeeld.Data;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Names;

namespace InBeeld.Capabilities.Attention.ListChildren;

/// <param name="Reached">"yes" or "no": this week.</param>
internal sealed record AttentionFilter(string? Tag, Guid? Group, string? Reached, string? Need)
{
    public static AttentionFilter Of(string? tag, Guid? group, string? reached, string? need) =>
        new(Tags.All.Contains(tag) ? tag : null, group, reached is "yes" or "no" ? reached : null, NeedKinds.All.Contains(need) ? need : null);

    public bool Narrowed => Tag is not null || Group is not null || Reached is not null || Need is not null;

    public string Query => string.Concat(new[] { ("tag", Tag), ("group", Group?.ToString()), ("reached", Reached), ("need", Need) }.Where(x => x.Item2 is not null).Select(x => $"&{x.Item1}={x.Item2}")).TrimStart('&');
}

internal sealed class AttentionRow
{
    public Guid Id { get; set; }
    public string GivenName { get; set; } = "";
    public string Prefix { get; set; } = "";
    public string Surname { get; set; } = "";
    public string? GroupName { get; set; }
    public string SchoolName { get; set; } = "";
    public string[] Tags { get; set; } = [];
    public string[]? Needs { get; set; }
    public string State { get; set; } = "none";
    public DateOnly? LastReachedDay { get; set; }

    /// <summary>Whether one may see when the child was reached.</summary>
    public bool Known { get; set; }
    public int Rank { get; set; }
    public int Total { get; set; }
    public int NotReached { get; set; }

    public PersonName Name => new(GivenName, Prefix, Surname);

    /// <summary>Where the next page begins: the values by which the list is ordered.</summary>
    public string Cursor => string.Create(CultureInfo.InvariantCulture, $"{Rank}.{LastReachedDay ?? AttentionQuery.Never:yyyyMMdd}.{Id:N}");
}

/// <summary>
/// The children with a tag, as far as whoever asks may see them: of the own school, and for a municipality those of a signal or case. First newcomers and children of an
/// asylum centre whose home is not safe (for who may see that), then who was not reached longest.
/// </summary>
internal static class AttentionQuery
{
    public const int PageSize = 50;

    /// <summary>Stands for the day of who was never reached; before any other.</summary>
    public static readonly DateOnly Never = new(1900, 1, 1);

    public static Task<List<AttentionRow>> RowsAsync(Frame frame, CurrentUser user, AttentionFilter filter, DateOnly today, string? after, int most, CancellationToken ct)
    {
        var from = Parse(after);
        // A school looks at its own list; others at whom they have to do with.
        var mine = user.Is(Role.Care, Role.Principal)
            ? "select p.id from pupil p where p.school_id = @OrganisationId and p.left_on is null"
            : "select distinct i.pupil_id as id from involvement i where i.starts <= now() and (i.ends is null or i.ends > now())";
        return frame.ListAsync<AttentionRow>($"""
            with tagged as materialized (select a.pupil_id, array_agg(a.tag order by a.tag) as tags from app.attention_of(array({mine}), @today) a group by a.pupil_id),
            found as materialized (
              select p.id, p.given_name, p.prefix, p.surname, g.name as group_name, o.name as school_name, t.tags, n.kinds as needs, s.last_reached_day, s.pupil_id is not null as known,
                app.triage_state(s.due_from, s.late_from, s.out_from, s.absent_until, @today) as state, coalesce(s.last_reached_day, '1900-01-01'::date) as since,
                case when 'unsafe_home' = any (n.kinds) and t.tags && array['asylum', 'newcomer'] then 0 else 1 end as rank
              from tagged t join pupil p on p.id = t.pupil_id join organisation o on o.id = p.school_id left join school_group g on g.id = p.group_id left join pupil_state s on s.pupil_id = p.id
              left join lateral (select array_agg(x.kind order by x.kind) as kinds from need x where x.pupil_id = p.id and x.ended_on is null) n on true
              where (@Tag::text is null or @Tag = any (t.tags)) and (@Group::uuid is null or p.group_id = @Group) and (@Need::text is null or @Need = any (n.kinds))
                and (@Reached::text is null or (s.pupil_id is not null and (@Reached = 'yes') = coalesce(s.last_reached_day >= @monday, false))))
            select f.*, (select count(*)::integer from found) as total, (select count(*)::integer from found x where x.known and coalesce(x.last_reached_day < @monday, true)) as not_reached
            from found f where @id::uuid is null or (f.rank, f.since, f.id) > (@rank, @day, @id)
            order by f.rank, f.since, f.id limit @most
            """, new { user.OrganisationId, today, monday = Monday(today), filter.Tag, filter.Group, filter.Need, filter.Reached, from?.Id, rank = from?.Rank ?? 0, day = from?.Since ?? Never, most }, ct);
    }

    public static DateOnly Monday(DateOnly today) => today.AddDays(-(((int)today.DayOfWeek + 6) % 7));

    private static (int Rank, DateOnly Since, Guid? Id)? Parse(string? cursor) =>
        cursor?.Split('.') is [var rank, var day, var id] && int.TryParse(rank, CultureInfo.InvariantCulture, out var r) && Guid.TryParseExact(id, "N", out var guid)
            && DateOnly.TryParseExact(day, "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var since) ? (r, since, guid) : null;
}
