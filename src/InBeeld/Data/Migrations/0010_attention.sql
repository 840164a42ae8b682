-- Groups that need attention of their own. Which child belongs to one follows from rules that are data, on facts of the class list and the kind of school:
-- never country, ethnicity or diagnosis. A professional can put a child in or out by hand, with a reason.

-- The standard rules. All conditions of one rule must hold; of several rules for a tag one is enough. The application only reads them.
-- school: primary, secondary, special, mbo. year: 0 (toddlers) to 8, 11 to 16. group, place: words with which a word of the name begins.
create table attention_rule (
  id         uuid primary key,
  tag        text not null check (tag in ('newcomer', 'asylum', 'residential', 'special', 'mbo_entry', 'early', 'transition')),
  conditions jsonb not null check (jsonb_typeof(conditions) = 'object' and conditions <> '{}'
    and conditions - array['school', 'year', 'last_year', 'under_age', 'group', 'place', 'postcode', 'joined_months', 'language', 'interpreter'] = '{}'),
  position   smallint not null
);
grant select on attention_rule to inbeeld_app;
alter table attention_rule enable row level security;
create policy signed_in on attention_rule for select to inbeeld_app using ((select app.person()) is not null);
insert into attention_rule (id, tag, conditions, position) values
  ('00000000-0000-4000-8000-00000000a001', 'newcomer', '{"group": ["isk", "schakelklas", "nieuwkomer", "taalklas", "opvangklas"]}', 1),
  ('00000000-0000-4000-8000-00000000a002', 'newcomer', '{"joined_months": 12, "interpreter": "yes", "year": [2, 3, 4, 5, 6, 7, 8, 12, 13, 14, 15, 16]}', 2),
  ('00000000-0000-4000-8000-00000000a003', 'asylum', '{"group": ["azc", "asielzoekerscentrum"]}', 3),
  ('00000000-0000-4000-8000-00000000a004', 'asylum', '{"place": ["azc", "asielzoekerscentrum", "noodopvanglocatie"]}', 4),
  ('00000000-0000-4000-8000-00000000a005', 'residential', '{"place": ["residentieel", "residentiële", "jeugdzorgplus", "jeugdzorginstelling", "gesloten jeugdhulp"]}', 5),
  ('00000000-0000-4000-8000-00000000a006', 'special', '{"school": ["special"]}', 6),
  ('00000000-0000-4000-8000-00000000a007', 'mbo_entry', '{"school": ["mbo"], "group": ["entree"]}', 7),
  ('00000000-0000-4000-8000-00000000a008', 'early', '{"year": [0]}', 8),
  ('00000000-0000-4000-8000-00000000a009', 'early', '{"under_age": 4}', 9),
  ('00000000-0000-4000-8000-00000000a010', 'early', '{"group": ["peuter", "voorschool"]}', 10),
  ('00000000-0000-4000-8000-00000000a011', 'transition', '{"last_year": "yes"}', 11);

-- What a school or municipality makes of it: rules of its own, and which rules it switched off. Each save is a new version; none is ever changed.
-- Of a municipality it holds for its schools, of a school on top of that.
create table attention_version (
  id              uuid primary key,
  organisation_id uuid not null references organisation (id),
  number          integer not null check (number > 0),
  -- [{"id", "tag", "when": {condition: value}}]
  rules           jsonb not null check (jsonb_typeof(rules) = 'array' and jsonb_array_length(rules) <= 50),
  off             uuid[] not null default '{}',
  change          text not null check (change in ('add', 'remove', 'off', 'on', 'undo')),
  rule_tag        text not null default '',
  by_person       uuid not null,
  at              timestamptz not null,
  unique (organisation_id, number)
);
grant select, insert on attention_version to inbeeld_app;
alter table attention_version enable row level security;
-- Rules hold no child; who works with children may read by which rules a child is found.
create policy signed_in on attention_version for select to inbeeld_app using ((select app.person()) is not null);
create policy own on attention_version for insert to inbeeld_app with check (organisation_id = (select app.organisation()) and by_person = (select app.person()) and (select app.role()) in ('care', 'principal', 'coordinator'));

-- Put by hand: the child belongs to the group (holds), or does not whatever the rules say. The reason is from a list; nothing is written about the child.
create table attention_mark (
  id         uuid primary key,
  pupil_id   uuid not null references pupil (id),
  school_id  uuid not null references organisation (id),
  tag        text not null check (tag in ('newcomer', 'asylum', 'residential', 'special', 'mbo_entry', 'early', 'transition')),
  holds      boolean not null,
  reason     text not null check (reason in ('family', 'school_knows', 'partner', 'moved', 'list_wrong', 'over')),
  ends       date not null,
  by_person  uuid not null references person (id),
  at         timestamptz not null,
  undone_at  timestamptz,
  undone_by  uuid
);
create unique index attention_mark_once on attention_mark (pupil_id, tag) where undone_at is null;
alter table attention_mark enable row level security;
grant select, insert, update (undone_at, undone_by) on attention_mark to inbeeld_app;
create policy needs on attention_mark for select to inbeeld_app using (
  exists (select 1 from involvement i where i.pupil_id = attention_mark.pupil_id and i.scope_id = any ((select app.scopes(4))::uuid[]) and i.facets & 4 <> 0 and i.starts <= now() and (i.ends is null or i.ends > now())));
-- By the care professional of the child's own school.
create policy add on attention_mark for insert to inbeeld_app with check ((select app.role()) = 'care' and by_person = (select app.person()) and school_id = (select app.organisation())
  and app.may(pupil_id, 8) and exists (select 1 from pupil p where p.id = attention_mark.pupil_id and p.school_id = attention_mark.school_id));
create policy undo on attention_mark for update to inbeeld_app using ((select app.role()) = 'care' and school_id = (select app.organisation()) and app.may(pupil_id, 8))
  with check (undone_by = (select app.person()));

-- "ISK-1a (rood)" becomes "isk 1 a rood": words are compared by how they begin.
create function app.attention_words(name text) returns text language sql stable parallel safe as $$
  select trim(regexp_replace(regexp_replace(lower(public.unaccent(name)), '([0-9])([a-z])|([a-z])([0-9])', '\1\3 \2\4', 'g'), '[^a-z0-9]+', ' ', 'g'))
$$;

-- The rules that hold at a school: the standard, those of the municipality, those of the school, without what either switched off. When an organisation tries
-- something, that stands in the place of its latest version.
create function app.attention_rules_of(school uuid, trying uuid default null, try_rules jsonb default '[]', try_off uuid[] default '{}') returns jsonb
language sql stable set search_path = public, pg_temp as $$
  with latest as (
    select l.rules, l.off from (
      select distinct on (v.organisation_id) v.organisation_id, v.rules, v.off from attention_version v
      where v.organisation_id in (select school union all select m.id from organisation s join organisation m on m.kind = 'municipality' and m.code = s.municipality_code where s.id = school)
      order by v.organisation_id, v.number desc) l where l.organisation_id is distinct from trying
    union all select try_rules, try_off where trying is not null)
  select coalesce(jsonb_agg(r.one), '[]') from (
    select jsonb_build_object('id', x.id, 'tag', x.tag, 'when', x.conditions) as one from attention_rule x
    union all select e from latest l cross join jsonb_array_elements(l.rules) e) r
  where not exists (select from latest l where (r.one ->> 'id')::uuid = any (l.off))
$$;

-- Which of these children fit which rule; with the rights of whoever asks, so that it tells nothing about a child that they may not see.
create function app.attention_match(children uuid[], rules jsonb, on_day date) returns table (pupil_id uuid, tag text, rule_id uuid)
language sql stable set search_path = public, pg_temp as $$
  with r as materialized (
    select (e ->> 'id')::uuid as id, e ->> 'tag' as tag, e -> 'when' as w,
      (select array_agg(' ' || app.attention_words(x)) from jsonb_array_elements_text(e -> 'when' -> 'group') x) as group_words,
      (select array_agg(' ' || app.attention_words(x)) from jsonb_array_elements_text(e -> 'when' -> 'place') x) as place_words
    from jsonb_array_elements(rules) e),
  top as materialized (select x.school_id, max(x.year_group) as year from school_group x where x.ended_on is null and x.kind = 'group'
    and x.school_id in (select p.school_id from pupil p where p.id = any (children)) group by 1),
  f as materialized (
    select p.id, p.postcode4, p.birth_date, p.joined_on, k.kind as school, y.year, c.other, c.interpreter, n.words as group_words,
      ' ' || app.attention_words(concat_ws(' ', p.location, g.location, o.name)) as place_words,
      -- Group 8; and of secondary education the last year that the school has, or that of vmbo and havo when the group is named so.
      coalesce(case k.kind when 'primary' then y.year = 8 when 'special' then y.year = 8 when 'secondary' then y.year >= 14 and (y.year = t.year
        or (y.year = 15 and strpos(n.words, ' havo') > 0) or (y.year = 14 and (strpos(n.words, ' vmbo') > 0 or strpos(n.words, ' mavo') > 0))) end, false) as last_year
    from pupil p join organisation o on o.id = p.school_id left join school_group g on g.id = p.group_id left join top t on t.school_id = p.school_id
    cross join lateral (select case when o.duo_kind in ('so', 'sbo') then 'special' else o.level end as kind) k
    cross join lateral (select coalesce(p.year_group, g.year_group) as year) y
    -- Combined groups too: a class for newcomers is often one.
    cross join lateral (select coalesce(string_agg(' ' || app.attention_words(x.name), ' |'), '') as words from placement l join school_group x on x.id = l.group_id where l.pupil_id = p.id and l.ends is null) n
    cross join lateral (select coalesce(bool_or(x.language <> 'nl'), false) as other, coalesce(bool_or(x.needs_interpreter), false) as interpreter
      from contact_person x where x.family_id = p.family_id and x.removed_at is null) c
    where p.id = any (children) and p.left_on is null)
  select f.id, r.tag, (array_agg(r.id order by r.id))[1]
  from f cross join r
  where r.w <> '{}'
    and (not r.w ? 'school' or r.w -> 'school' ? f.school)
    and (not r.w ? 'year' or r.w -> 'year' @> to_jsonb(f.year))
    and (not r.w ? 'last_year' or f.last_year)
    and (not r.w ? 'under_age' or f.birth_date > on_day - make_interval(years => (r.w ->> 'under_age')::integer))
    and (not r.w ? 'group' or exists (select from unnest(r.group_words) x where strpos(f.group_words, x) > 0))
    and (not r.w ? 'place' or exists (select from unnest(r.place_words) x where strpos(f.place_words, x) > 0))
    and (not r.w ? 'postcode' or r.w -> 'postcode' ? f.postcode4)
    and (not r.w ? 'joined_months' or f.joined_on > on_day - make_interval(months => (r.w ->> 'joined_months')::integer))
    and (not r.w ? 'language' or f.other)
    and (not r.w ? 'interpreter' or f.interpreter)
  group by f.id, r.tag
$$;

-- The tags of these children on a day, with the rule or the mark that says so; what somebody put by hand goes before the rules.
create function app.attention_of(children uuid[], on_day date) returns table (pupil_id uuid, tag text, rule_id uuid, mark_id uuid)
language sql stable set search_path = public, pg_temp as $$
  with schools as materialized (select p.school_id, array_agg(p.id) as ids from pupil p where p.id = any (children) and p.left_on is null group by 1),
  matched as materialized (select m.pupil_id, m.tag, m.rule_id from schools s cross join lateral app.attention_match(s.ids, app.attention_rules_of(s.school_id), on_day) m),
  marks as materialized (select k.pupil_id, k.tag, k.holds, k.id from attention_mark k join pupil p on p.id = k.pupil_id and p.left_on is null
    where k.pupil_id = any (children) and k.school_id = p.school_id and k.undone_at is null and k.ends >= on_day)
  select coalesce(m.pupil_id, k.pupil_id), coalesce(m.tag, k.tag), m.rule_id, k.id
  from matched m full join marks k on k.pupil_id = m.pupil_id and k.tag = m.tag where coalesce(k.holds, true)
$$;
revoke all on function app.attention_words(text), app.attention_rules_of(uuid, uuid, jsonb, uuid[]), app.attention_match(uuid[], jsonb, date), app.attention_of(uuid[], date) from public;
grant execute on function app.attention_words(text), app.attention_rules_of(uuid, uuid, jsonb, uuid[]), app.attention_match(uuid[], jsonb, date), app.attention_of(uuid[], date) to inbeeld_app;

-- The schools of which somebody may see these figures; those that are too small are left out, but for one's own school.
create function app.attention_schools() returns setof uuid language sql stable security definer set search_path = public, pg_temp as $$
  select s.id from organisation s where app.role() in ('care', 'principal', 'board', 'coordinator') and s.kind = 'school' and s.is_on
    and s.id in (select app.figures_of(array(select o.id from organisation o left join organisation me on me.id = app.organisation()
      where o.kind = 'school' and (o.id = me.id or o.board_id = me.id or (me.kind = 'municipality' and o.municipality_code = me.code)))))
    and (s.id = app.organisation() or (select count(*) from pupil p where p.school_id = s.id and p.left_on is null) >= app.smallest_school())
$$;
revoke all on function app.attention_schools() from public;
grant execute on function app.attention_schools() to inbeeld_app;

-- What rules would change before they are saved: how many children come in and go out. One's own school exactly; a municipality in steps of
-- app.smallest_school(), null for fewer, so that no child is found by trying rules that differ a little. No child leaves this function.
create function app.attention_trial(new_rules jsonb, new_off uuid[], today date) returns jsonb
language sql stable security definer set search_path = public, pg_temp as $$
  with l as (select app.smallest_school() as least, app.role() in ('care', 'principal') as own),
  schools as materialized (select s.id, array(select p.id from pupil p where p.school_id = s.id and p.left_on is null) as ids from app.attention_schools() s (id)
    where app.role() in ('care', 'principal', 'coordinator')),
  was as materialized (select m.pupil_id, m.tag from schools s cross join lateral app.attention_match(s.ids, app.attention_rules_of(s.id), today) m),
  becomes as materialized (select m.pupil_id, m.tag from schools s cross join lateral app.attention_match(s.ids, app.attention_rules_of(s.id, app.organisation(), new_rules, new_off), today) m),
  n as (select (select count(*)::integer from (select * from becomes except select * from was) x) as more, (select count(*)::integer from (select * from was except select * from becomes) x) as less)
  select jsonb_build_object('least', l.least, 'exact', l.own,
    'more', case when l.own or n.more = 0 then n.more when n.more >= l.least then n.more / l.least * l.least end,
    'less', case when l.own or n.less = 0 then n.less when n.less >= l.least then n.less / l.least * l.least end)
  from l cross join n
$$;
revoke all on function app.attention_trial(jsonb, uuid[], date) from public;
grant execute on function app.attention_trial(jsonb, uuid[], date) to inbeeld_app;

-- How many children per tag, and how many of them were reached since that Monday. Outside the school: nothing under app.smallest_school(), and nothing from
-- which such a number follows (a total in which something small is hidden is rounded down; reached only when both it and the rest are nothing or enough).
create function app.attention_figures(today date, monday date) returns jsonb
language sql stable security definer set search_path = public, pg_temp as $$
  with l as (select app.smallest_school() as least, app.role() in ('care', 'principal') as own),
  schools as materialized (select s.id, o.name from app.attention_schools() s (id) join organisation o on o.id = s.id),
  cell as materialized (
    select p.school_id, a.tag, count(*)::integer as n, (count(*) filter (where s.last_reached_day >= monday))::integer as reached
    from app.attention_of(array(select p.id from pupil p where p.school_id in (select id from schools) and p.left_on is null), today) a
    join pupil p on p.id = a.pupil_id left join pupil_state s on s.pupil_id = a.pupil_id group by 1, 2),
  tags as (select c.tag, sum(c.n)::integer as n, sum(c.reached)::integer as reached, coalesce(sum(c.n) filter (where c.n < l.least), 0)::integer as hidden, count(*) filter (where c.n < l.least) as few
    from cell c cross join l group by 1),
  seen as (select t.*, l.*, l.own or (t.n >= l.least and (t.hidden = 0 or (t.few > 1 and t.hidden >= l.least))) as exact from tags t cross join l)
  select jsonb_build_object('least', l.least, 'own', l.own, 'schools', (select count(*) from schools), 'tags', (select coalesce(jsonb_agg(jsonb_build_object('tag', s.tag, 'exact', s.exact,
      'n', case when s.exact then s.n when s.n >= s.least then s.n / s.least * s.least end,
      'reached', case when s.own or (s.exact and (s.reached = 0 or s.reached >= s.least) and (s.reached = s.n or s.n - s.reached >= s.least)) then s.reached end,
      'few', case when s.own then 0 else s.few end,
      'schools', case when s.own then '[]' else (select coalesce(jsonb_agg(jsonb_build_object('name', o.name, 'n', c.n) order by c.n desc, o.name), '[]')
        from cell c join schools o on o.id = c.school_id where c.tag = s.tag and c.n >= s.least) end)), '[]') from seen s))
  from l
$$;
revoke all on function app.attention_figures(date, date) from public;
grant execute on function app.attention_figures(date, date) to inbeeld_app;
