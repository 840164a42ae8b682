namespace InBeeld.Capabilities.People.ImportOpenData;

/// <summary>The statements of an import of schools. A null in the stage means that the file has no such column: what is stored stays.</summary>
internal static class DuoSql
{
    // Two imports at once wait for each other.
    public const string Stage = """
        select pg_advisory_xact_lock(471102);
        create temporary table duo_stage (
          line integer not null, code text primary key, name text not null, duo_kind text not null, level text not null, board_code text, board_name text,
          street text, postcode text, place text, phone text, website text, denomination text, municipality_code text, municipality_name text, province text,
          corop text, rmc_code text, rmc_region text, education_area text, holiday_region text) on commit drop
        """;

    public const string Copy = """
        copy duo_stage (line, code, name, duo_kind, level, board_code, board_name, street, postcode, place, phone, website, denomination,
          municipality_code, municipality_name, province, corop, rmc_code, rmc_region, education_area, holiday_region) from stdin (format binary)
        """;

    public const string TakeOutDemo = """
        delete from duo_stage s using organisation o where o.kind = 'school' and o.code = s.code and o.source = 'demo' returning s.line, s.code
        """;

    private const string NotInFile = """
        o.kind = 'school' and o.source = 'duo' and o.gone_on is null and o.duo_kind = any (@kinds)
          and not exists (select 1 from duo_stage s where s.code = o.code) and o.code <> all (@rejected)
        """;

    public const string Known = "select count(*)::integer from organisation where kind = 'school' and source = 'duo' and gone_on is null and duo_kind = any (@kinds)";

    public const string Missing = $"select count(*)::integer from organisation o where {NotInFile}";

    public const string MarkGone = $"update organisation o set gone_on = @today, version = version + 1 where {NotInFile}";

    // Per municipality what most of its schools say; the holiday regions are all that occur.
    private const string TownsOfFile = """
        select municipality_code as code,
          coalesce(nullif(mode() within group (order by municipality_name), ''), municipality_code) as name,
          mode() within group (order by province) as province, mode() within group (order by corop) as corop,
          mode() within group (order by rmc_code) as rmc_code, mode() within group (order by rmc_region) as rmc_region,
          mode() within group (order by education_area) as education_area,
          coalesce(array_agg(distinct holiday_region order by holiday_region) filter (where holiday_region <> ''), array[]::text[]) as holiday_regions
        from duo_stage where municipality_code <> '' group by municipality_code
        """;

    public const string Municipalities = $"""
        with added as (
          insert into municipality (code, name, province, corop, rmc_code, rmc_region, education_area, holiday_regions, source)
          select t.code, t.name, coalesce(t.province, ''), coalesce(t.corop, ''), coalesce(t.rmc_code, ''), coalesce(t.rmc_region, ''), coalesce(t.education_area, ''), t.holiday_regions, 'duo'
          from ({TownsOfFile}) t on conflict (code) do nothing returning 1)
        select count(*)::integer from added
        """;

    // The file of municipalities has the better spelling and all regions: what came from it stays.
    public const string UpdateMunicipalities = $"""
        update municipality m set name = t.name, province = coalesce(nullif(t.province, ''), m.province), corop = coalesce(nullif(t.corop, ''), m.corop),
          rmc_code = coalesce(nullif(t.rmc_code, ''), m.rmc_code), rmc_region = coalesce(nullif(t.rmc_region, ''), m.rmc_region),
          education_area = coalesce(nullif(t.education_area, ''), m.education_area), source = 'duo',
          holiday_regions = (select coalesce(array_agg(distinct r order by r), array[]::text[]) from unnest(m.holiday_regions || t.holiday_regions) r)
        from ({TownsOfFile}) t
        where m.code = t.code and m.source <> 'areas'
          and (m.name, m.province, m.corop, m.rmc_code, m.rmc_region, m.education_area, m.source) is distinct from
            (t.name, coalesce(nullif(t.province, ''), m.province), coalesce(nullif(t.corop, ''), m.corop), coalesce(nullif(t.rmc_code, ''), m.rmc_code),
             coalesce(nullif(t.rmc_region, ''), m.rmc_region), coalesce(nullif(t.education_area, ''), m.education_area), 'duo')
           or m.code = t.code and m.source <> 'areas' and not m.holiday_regions @> t.holiday_regions
        """;

    private const string BoardsOfFile = "select board_code as code, nullif(mode() within group (order by board_name), '') as name from duo_stage where board_code <> '' group by board_code";

    public const string Boards = $"""
        with added as (
          insert into organisation (kind, code, name, source) select 'board', b.code, coalesce(b.name, 'Bestuur ' || b.code), 'duo' from ({BoardsOfFile}) b
          on conflict (kind, code) do nothing returning 1)
        select count(*)::integer from added
        """;

    public const string RenameBoards = $"""
        update organisation o set name = b.name, version = o.version + 1 from ({BoardsOfFile}) b
        where o.kind = 'board' and o.code = b.code and b.name <> o.name and o.source <> 'demo'
        """;

    // A school that was made by hand becomes DUO's; one that had gone is back.
    public const string Change = """
        update organisation o set
          name = n.name, level = n.level, duo_kind = n.duo_kind, board_id = n.board_id, street = n.street, postcode = n.postcode, place = n.place, phone = n.phone,
          website = n.website, denomination = n.denomination, municipality_code = n.municipality_code, holiday_region = n.holiday_region,
          source = 'duo', gone_on = null, version = o.version + 1
        from (
          select x.id, s.name, s.level, s.duo_kind, case when s.board_code is null then x.board_id else b.id end as board_id,
            coalesce(s.street, x.street) as street, coalesce(s.postcode, x.postcode) as postcode, coalesce(s.place, x.place) as place, coalesce(s.phone, x.phone) as phone,
            coalesce(s.website, x.website) as website, coalesce(s.denomination, x.denomination) as denomination,
            case when s.municipality_code is null then x.municipality_code else nullif(s.municipality_code, '') end as municipality_code,
            coalesce(nullif(s.holiday_region, ''), x.holiday_region) as holiday_region
          from duo_stage s join organisation x on x.kind = 'school' and x.code = s.code left join organisation b on b.kind = 'board' and b.code = s.board_code) n
        where o.id = n.id and (o.source <> 'duo' or o.gone_on is not null or
          (o.name, o.level, o.duo_kind, o.board_id, o.street, o.postcode, o.place, o.phone, o.website, o.denomination, o.municipality_code, o.holiday_region) is distinct from
          (n.name, n.level, n.duo_kind, n.board_id, n.street, n.postcode, n.place, n.phone, n.website, n.denomination, n.municipality_code, n.holiday_region))
        """;

    public const string Add = """
        insert into organisation (kind, code, name, level, duo_kind, board_id, street, postcode, place, phone, website, denomination, municipality_code, holiday_region, source)
        select 'school', s.code, s.name, s.level, s.duo_kind, b.id, coalesce(s.street, ''), coalesce(s.postcode, ''), coalesce(s.place, ''), coalesce(s.phone, ''),
          coalesce(s.website, ''), coalesce(s.denomination, ''), nullif(s.municipality_code, ''), coalesce(s.holiday_region, ''), 'duo'
        from duo_stage s left join organisation b on b.kind = 'board' and b.code = s.board_code
        order by s.line
        on conflict (kind, code) do nothing
        """;

    // The files of secondary schools and mbo name no holiday region: it is that of the other schools in the place, or of the municipality when it has one.
    public const string Regions = """
        with places as (
          select municipality_code, lower(place) as place, min(holiday_region) as region from organisation
          where kind = 'school' and source = 'duo' and holiday_region <> '' group by 1, 2 having count(distinct holiday_region) = 1)
        update organisation o set holiday_region = f.region, version = o.version + 1
        from (
          select x.id, coalesce(case when cardinality(m.holiday_regions) = 1 then m.holiday_regions[1] end, p.region) as region
          from organisation x left join municipality m on m.code = x.municipality_code
          left join places p on p.municipality_code = x.municipality_code and p.place = lower(x.place)
          where x.kind = 'school' and x.source = 'duo' and x.holiday_region = '') f
        where o.id = f.id and f.region is not null
        """;
}
