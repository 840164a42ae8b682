namespace InBeeld.Capabilities.Completeness.Model;

/// <summary>A list with what became of it, in numbers.</summary>
internal sealed class ListCounts
{
    /// <summary>To be followed by a condition on l, and grouped by l.id.</summary>
    public const string Sql = """
        select l.id, l.at, l.in_file, l.compared, l.found, l.names_until, l.names_until <= now() as expired, l.discarded, l.problems::text as problems, trim(concat_ws(' ', p.given_name, nullif(p.prefix, ''), p.surname)) as by_name,
          (select count(*)::integer from completeness_row r where r.list_id = l.id and r.state in ('todo', 'asked')) as open,
          (select count(*)::integer from completeness_row r where r.list_id = l.id and r.state in ('moved', 'signalled', 'mistake')) as handled
        from completeness_list l join person p on p.id = l.by_person
        """;

    public Guid Id { get; set; }
    public DateTimeOffset At { get; set; }
    public int InFile { get; set; }
    public int Compared { get; set; }
    public int Found { get; set; }
    public int Open { get; set; }
    public int Handled { get; set; }
    public DateTimeOffset NamesUntil { get; set; }
    public bool Expired { get; set; }
    public bool Discarded { get; set; }
    public string Problems { get; set; } = "[]";
    public string ByName { get; set; } = "";

    public int Missing => Compared - Found;

    public Coverage Coverage => new("c-" + Id.ToString("n"), Found, Handled, Open);
}
