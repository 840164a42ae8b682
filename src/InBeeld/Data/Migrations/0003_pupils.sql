-- Groups, pupils, placements, families, needs, and the import of class lists.
-- Row-level security: every policy asks involvement for the facet of its table. The test is written out (not a function call)
-- so that the planner runs it as an index probe per row.

create table school_group (
  id          uuid primary key default uuidv7(),
  school_id   uuid not null references organisation (id),
  key         text not null,
  name        text not null,
  kind        text not null default 'group' check (kind in ('group', 'combined')),
  year_group  smallint,
  school_year text not null default '',
  location    text not null default '',
  pupils      integer not null default 0,
  ended_on    date,
  version     integer not null default 1
);
create index school_group_school on school_group (school_id) where ended_on is null;
create unique index school_group_key on school_group (school_id, kind, key) where ended_on is null;
-- To stand before a group is a right to see its children: nobody is put before a group of another school.
alter table school_group add unique (id, school_id);
alter table group_teacher add foreign key (group_id, school_id) references school_group (id, school_id);
grant select, insert, update on school_group to inbeeld_app;
alter table school_group enable row level security;
create policy readable on school_group for select to inbeeld_app using (true);
create policy own_school on school_group for insert to inbeeld_app with check (school_id = (select app.organisation()) and (select app.role()) in ('principal', 'office', 'care'));
create policy own_school_change on school_group for update to inbeeld_app using (school_id = (select app.organisation()) and (select app.role()) in ('principal', 'office', 'care'));

create table family (
  id         uuid primary key default uuidv7(),
  reach_note text not null default '',
  version    integer not null default 1
);

create table pupil (
  id          uuid primary key default uuidv7(),
  school_id   uuid not null references organisation (id),
  key         text not null,
  given_name  text not null,
  prefix      text not null default '',
  surname     text not null default '',
  initials    text not null default '',
  birth_date  date,
  year_group  smallint,
  group_id    uuid references school_group (id),
  family_id   uuid references family (id),
  postcode4   text not null default '' check (postcode4 = '' or postcode4 ~ '^\d{4}$'),
  location    text not null default '',
  joined_on   date,
  left_on     date,
  search_key  text not null default '',
  sort_key    text not null default '',
  version     integer not null default 1,
  created_at  timestamptz not null default now()
);
create unique index pupil_key on pupil (school_id, key) where left_on is null;
create index pupil_group on pupil (group_id) where left_on is null;
create index pupil_school on pupil (school_id) where left_on is null;
create index pupil_family on pupil (family_id) where family_id is not null;

-- Where a child was and is: the group with its period. Involvement follows from it by trigger.
create table placement (
  id        uuid primary key default uuidv7(),
  pupil_id  uuid not null references pupil (id),
  school_id uuid not null references organisation (id),
  group_id  uuid references school_group (id),
  starts    date not null default current_date,
  ends      date
);
create index placement_pupil on placement (pupil_id);
create index placement_group on placement (group_id, starts, ends);
create index placement_school on placement (school_id);
create unique index placement_once on placement (pupil_id, group_id) nulls not distinct where ends is null;

-- A placement gives the group's teachers identity, contact and needs, and the school's own people what their role allows.
-- The school row (group null in the source) is written once per pupil and school, as long as there is any open placement.
-- Once per statement, since a class list makes thousands at a time; by the index for each of them, whatever the statement around it prefers.
create function app.placements_begin() returns trigger
language plpgsql security definer set search_path = public, pg_temp set enable_nestloop = on set enable_hashjoin = off set enable_mergejoin = off as $$
begin
  with made as (
    insert into involvement (pupil_id, scope_id, facets, reason, source_id) select n.pupil_id, n.group_id, 1 | 2 | 4, 'group', n.id from now_rows n
      where n.ends is null and n.group_id is not null and not exists (select 1 from involvement i where i.source_id = n.id and i.scope_id = n.group_id and i.ends is null)
      returning scope_id)
  update school_group g set pupils = g.pupils + m.more from (select scope_id, count(*)::integer as more from made group by scope_id) m where g.id = m.scope_id;
  insert into involvement (pupil_id, scope_id, facets, reason, source_id) select distinct n.pupil_id, n.school_id, 1 | 2 | 4 | 8 | 16, 'school', n.pupil_id from now_rows n
    where n.ends is null and not exists (select 1 from involvement i where i.pupil_id = n.pupil_id and i.scope_id = n.school_id and i.reason = 'school' and i.ends is null);
  return null;
end $$;
create function app.placements_change() returns trigger
language plpgsql security definer set search_path = public, pg_temp set enable_nestloop = on set enable_hashjoin = off set enable_mergejoin = off as $$
declare again uuid[]; over uuid[];
begin
  again := array(select n.id from now_rows n where n.ends is null except select w.id from was_rows w where w.ends is null);
  over := array(select w.id from was_rows w where w.ends is null except select n.id from now_rows n where n.ends is null);
  if cardinality(again) > 0 then
    with made as (
      insert into involvement (pupil_id, scope_id, facets, reason, source_id) select n.pupil_id, n.group_id, 1 | 2 | 4, 'group', n.id from placement n
        where n.id = any (again) and n.group_id is not null and not exists (select 1 from involvement i where i.source_id = n.id and i.scope_id = n.group_id and i.ends is null)
        returning scope_id)
    update school_group g set pupils = g.pupils + m.more from (select scope_id, count(*)::integer as more from made group by scope_id) m where g.id = m.scope_id;
    insert into involvement (pupil_id, scope_id, facets, reason, source_id) select distinct n.pupil_id, n.school_id, 1 | 2 | 4 | 8 | 16, 'school', n.pupil_id from placement n
      where n.id = any (again) and not exists (select 1 from involvement i where i.pupil_id = n.pupil_id and i.scope_id = n.school_id and i.reason = 'school' and i.ends is null);
  end if;
  if cardinality(over) > 0 then
    update involvement i set ends = now() from placement n where n.id = any (over) and n.group_id is not null and i.source_id = n.id and i.ends is null;
    update school_group g set pupils = greatest(g.pupils - m.less, 0)
      from (select n.group_id, count(*)::integer as less from placement n where n.id = any (over) and n.group_id is not null group by n.group_id) m where g.id = m.group_id;
    update involvement i set ends = now() from placement n
      where n.id = any (over) and i.pupil_id = n.pupil_id and i.scope_id = n.school_id and i.reason = 'school' and i.ends is null
        and not exists (select 1 from placement p where p.pupil_id = n.pupil_id and p.school_id = n.school_id and p.ends is null);
  end if;
  return null;
end $$;
create trigger placements_begin after insert on placement referencing new table as now_rows for each statement execute function app.placements_begin();
create trigger placements_change after update on placement referencing old table as was_rows new table as now_rows for each statement execute function app.placements_change();

create table contact_person (
  id                uuid primary key default uuidv7(),
  family_id         uuid not null references family (id),
  name              text not null,
  relation          text not null default '',
  phone             text not null default '',
  email             text not null default '',
  language          text not null default 'nl',
  needs_interpreter boolean not null default false,
  may_be_called     boolean not null default true,
  note              text not null default '',
  position          smallint not null default 1,
  version           integer not null default 1,
  removed_at        timestamptz
);
create index contact_person_family on contact_person (family_id) where removed_at is null;

-- Support needs. The restricted kinds are seen by those with facet care only.
create table need (
  id         uuid primary key default uuidv7(),
  pupil_id   uuid not null references pupil (id),
  kind       text not null check (kind in ('no_device', 'no_connection', 'no_quiet_place', 'little_help', 'parents_no_dutch', 'motivation', 'health', 'unsafe_home')),
  since      date not null default current_date,
  noted_by   uuid,
  ended_on   date,
  ended_by   uuid
);
create index need_pupil on need (pupil_id) where ended_on is null;
create unique index need_once on need (pupil_id, kind) where ended_on is null;

-- Who already helps this family: for the care professional.
create table helper (
  id           uuid primary key default uuidv7(),
  pupil_id     uuid not null references pupil (id),
  organisation text not null,
  name         text not null default '',
  task         text not null default '',
  phone        text not null default '',
  email        text not null default '',
  note         text not null default '',
  starts       date not null default current_date,
  ends         date,
  version      integer not null default 1
);
create index helper_pupil on helper (pupil_id) where ends is null;

create table emergency_access (
  id         uuid primary key default uuidv7(),
  pupil_id   uuid not null references pupil (id),
  person_id  uuid not null references person (id),
  organisation_id uuid not null references organisation (id),
  reason     text not null,
  starts     timestamptz not null default now(),
  ends       timestamptz not null
);
create index emergency_access_pupil on emergency_access (pupil_id);

alter table family enable row level security;
alter table pupil enable row level security;
alter table placement enable row level security;
alter table contact_person enable row level security;
alter table need enable row level security;
alter table helper enable row level security;
alter table emergency_access enable row level security;
grant select, insert, update on family, pupil, contact_person, need, helper to inbeeld_app;
-- Whose placement it is, and where, stays as it was made.
grant select, insert, update (starts, ends) on placement to inbeeld_app;
grant select on emergency_access to inbeeld_app;

-- identity
create policy see on pupil for select to inbeeld_app using (
  exists (select 1 from involvement i where i.pupil_id = pupil.id and i.scope_id = any ((select app.scopes(1))::uuid[]) and i.facets & 1 <> 0 and i.starts <= now() and (i.ends is null or i.ends > now()))
  -- The school's own people read back what they insert, before its placement exists.
  or (school_id = (select app.organisation()) and (select app.role()) in ('principal', 'office', 'care')));
create policy add on pupil for insert to inbeeld_app with check (school_id = (select app.organisation()) and (select app.role()) in ('principal', 'office', 'care'));
create policy change on pupil for update to inbeeld_app
  using (school_id = (select app.organisation()) and (select app.role()) in ('principal', 'office', 'care'));
create policy see on placement for select to inbeeld_app using (
  exists (select 1 from involvement i where i.pupil_id = placement.pupil_id and i.scope_id = any ((select app.scopes(1))::uuid[]) and i.facets & 1 <> 0 and i.starts <= now() and (i.ends is null or i.ends > now()))
  or (school_id = (select app.organisation()) and (select app.role()) in ('principal', 'office', 'care')));
-- A placement makes a relation with a child, so it is made only for a child, and in a group, of the own school.
create policy add on placement for insert to inbeeld_app with check (school_id = (select app.organisation()) and (select app.role()) in ('principal', 'office', 'care')
  and exists (select 1 from pupil p where p.id = placement.pupil_id and p.school_id = placement.school_id)
  and (group_id is null or exists (select 1 from school_group g where g.id = placement.group_id and g.school_id = placement.school_id)));
create policy change on placement for update to inbeeld_app using (school_id = (select app.organisation()) and (select app.role()) in ('principal', 'office', 'care'));
create policy see on emergency_access for select to inbeeld_app using (person_id = (select app.person()) or (select app.role()) = 'privacy' or app.may(pupil_id, 8));

-- contact
create policy family_contact on family to inbeeld_app using (
  exists (select 1 from pupil p join involvement i on i.pupil_id = p.id where p.family_id = family.id and i.scope_id = any ((select app.scopes(2))::uuid[]) and i.facets & 2 <> 0 and i.starts <= now() and (i.ends is null or i.ends > now()))
  ) with check ((select app.role()) in ('teacher', 'care', 'principal', 'office'));
create policy family_contact on contact_person to inbeeld_app using (
  exists (select 1 from pupil p join involvement i on i.pupil_id = p.id where p.family_id = contact_person.family_id and i.scope_id = any ((select app.scopes(2))::uuid[]) and i.facets & 2 <> 0 and i.starts <= now() and (i.ends is null or i.ends > now())));

-- needs; the restricted ones by facet care. A teacher may note a restricted need, but reads it back no more than anyone else.
create policy see_open on need for select to inbeeld_app using (
  kind not in ('health', 'unsafe_home') and
  exists (select 1 from involvement i where i.pupil_id = need.pupil_id and i.scope_id = any ((select app.scopes(4))::uuid[]) and i.facets & 4 <> 0 and i.starts <= now() and (i.ends is null or i.ends > now())));
create policy see_restricted on need for select to inbeeld_app using (
  exists (select 1 from involvement i where i.pupil_id = need.pupil_id and i.scope_id = any ((select app.scopes(8))::uuid[]) and i.facets & 8 <> 0 and i.starts <= now() and (i.ends is null or i.ends > now())));
create policy add on need for insert to inbeeld_app with check (app.may(pupil_id, 4));
create policy change on need for update to inbeeld_app using (case when kind in ('health', 'unsafe_home') then app.may(pupil_id, 8) else app.may(pupil_id, 4) end);

-- care
create policy care on helper to inbeeld_app using (
  exists (select 1 from involvement i where i.pupil_id = helper.pupil_id and i.scope_id = any ((select app.scopes(8))::uuid[]) and i.facets & 8 <> 0 and i.starts <= now() and (i.ends is null or i.ends > now())));

-- Brothers and sisters of a child whose contact facet one has: first name and school only, so that one call can count for all.
create function app.siblings(pupil uuid) returns table (id uuid, given_name text, school_name text, group_name text, own boolean)
language sql stable security definer set search_path = public, pg_temp as $$
  select s.id, s.given_name, o.name, g.name, app.may(s.id, 2)
  from pupil p join pupil s on s.family_id = p.family_id and s.id <> p.id and s.left_on is null
  join organisation o on o.id = s.school_id left join school_group g on g.id = s.group_id
  where p.id = pupil and app.may(p.id, 2) order by s.birth_date
$$;
revoke all on function app.siblings(uuid) from public;
grant execute on function app.siblings(uuid) to inbeeld_app;

-- "Who can see this child, and why": people by relation, for those who may see the child themselves. What somebody wrote as the reason
-- of emergency access is itself about care: for those with that facet, and the privacy officer.
create function app.who_can_see(pupil uuid) returns table (
  person text, role text, organisation text, reason text, group_name text, facets integer, starts timestamptz, ends timestamptz, note text)
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare today date := (now() at time zone 'Europe/Amsterdam')::date;
begin
  if not app.may(pupil, 1) and app.role() <> 'privacy' then return; end if;
  return query
  with live as (select i.* from involvement i where i.pupil_id = pupil and i.starts <= now() and (i.ends is null or i.ends > now()))
  select trim(concat_ws(' ', p.given_name, nullif(p.prefix, ''), p.surname)), 'teacher'::text, o.name, l.reason, g.name, l.facets & app.role_facets('teacher'), l.starts, l.ends, ''::text
    from live l join school_group g on g.id = l.scope_id join group_teacher t on t.group_id = g.id and t.starts <= today and (t.ends is null or t.ends >= today)
    join person p on p.id = t.person_id join organisation o on o.id = g.school_id
    join membership m on m.person_id = p.id and m.organisation_id = o.id and m.role = 'teacher' and m.starts <= today and (m.ends is null or m.ends >= today)
  union all
  select trim(concat_ws(' ', p.given_name, nullif(p.prefix, ''), p.surname)), m.role, o.name, l.reason, null::text, l.facets & app.role_facets(m.role), l.starts, l.ends, ''::text
    from live l join organisation o on o.id = l.scope_id join membership m on m.organisation_id = o.id and m.role in ('care', 'principal', 'office') and m.starts <= today and (m.ends is null or m.ends >= today)
    join person p on p.id = m.person_id
  union all
  select trim(concat_ws(' ', p.given_name, nullif(p.prefix, ''), p.surname)), ''::text, o.name, l.reason, null::text, l.facets, l.starts, l.ends, case when app.may(pupil, 8) or app.role() = 'privacy' then e.reason else '' end
    from live l join person p on p.id = l.scope_id join emergency_access e on e.id = l.source_id join organisation o on o.id = e.organisation_id
  order by 2, 1;
end $$;
revoke all on function app.who_can_see(uuid) from public;
grant execute on function app.who_can_see(uuid) to inbeeld_app;

-- The family of a child of one's own school; begun when there is none yet (a class list without contact data).
create function app.family_of(child uuid) returns uuid
language plpgsql security definer set search_path = public, pg_temp as $$
declare c pupil;
begin
  select * into c from pupil p where p.id = child and p.school_id = app.organisation() for update;
  if c.id is null or app.role() not in ('teacher', 'care', 'principal') or not app.may(child, 2) then raise exception 'not allowed' using errcode = '42501'; end if;
  if c.family_id is null then
    insert into family default values returning id into c.family_id;
    update pupil set family_id = c.family_id where id = child;
  end if;
  return c.family_id;
end $$;
revoke all on function app.family_of(uuid) from public;
grant execute on function app.family_of(uuid) to inbeeld_app;

-- Searching by exact name and birth date, outside one's own children: counted, because it could be used to guess. Ten per hour and purpose;
-- one at a time per person, so that many at once are counted too.
create table exact_search (
  id        uuid primary key default uuidv7(),
  person_id uuid not null,
  purpose   text not null check (purpose in ('emergency', 'sibling', 'privacy')),
  at        timestamptz not null default now(),
  found     integer not null
);
create index exact_search_person on exact_search (person_id, purpose, at);
alter table exact_search enable row level security;
create function app.searches_left(for_purpose text) returns integer
language sql stable security definer set search_path = public, pg_temp as $$
  select greatest(10 - count(*)::integer, 0) from exact_search where person_id = app.person() and purpose = for_purpose and at > now() - interval '1 hour'
$$;
revoke all on function app.searches_left(text) from public;
grant execute on function app.searches_left(text) to inbeeld_app;

-- A brother or sister at another school, for the care professional who knows the whole name and the birth date: named only when there is exactly one.
create function app.find_sibling(child uuid, given_is text, surname_is text, born date) returns table (id uuid, given_name text, surname text, school_name text)
language plpgsql security definer set search_path = public, pg_temp as $$
declare ids uuid[];
begin
  perform pg_advisory_xact_lock(471300, hashtext(app.person()::text));
  if app.role() <> 'care' or app.searches_left('sibling') = 0 or not exists (select 1 from pupil p where p.id = child and p.school_id = app.organisation() and app.may(child, 8)) then
    raise exception 'not allowed' using errcode = '42501';
  end if;
  ids := array(select p.id from pupil p where p.left_on is null and p.birth_date = born and p.id <> child
    and unaccent(lower(trim(p.given_name))) = unaccent(lower(trim(given_is))) and unaccent(lower(trim(p.surname))) = unaccent(lower(trim(surname_is))) limit 2);
  insert into exact_search (person_id, purpose, found) values (app.person(), 'sibling', cardinality(ids));
  return query select p.id, p.given_name, trim(concat_ws(' ', nullif(p.prefix, ''), p.surname)), o.name
    from pupil p join organisation o on o.id = p.school_id where cardinality(ids) = 1 and p.id = any (ids);
end $$;
revoke all on function app.find_sibling(uuid, text, text, date) from public;
grant execute on function app.find_sibling(uuid, text, text, date) to inbeeld_app;

-- What became one family when brothers and sisters were linked, so that a mistake is undone whole: nobody keeps a phone number of strangers.
create table family_link (
  id            uuid primary key default uuidv7(),
  family_id     uuid not null references family (id),
  pupil_id      uuid not null references pupil (id),
  other_id      uuid not null references pupil (id),
  was_family_id uuid references family (id),
  pupils        uuid[] not null,
  persons       uuid[] not null,
  doubles       uuid[] not null,
  linked_by     uuid not null,
  linked_at     timestamptz not null default now(),
  undone_by     uuid,
  undone_at     timestamptz
);
create index family_link_family on family_link (family_id) where undone_at is null;
alter table family_link enable row level security;

-- Two children become brother and sister: the other's family, with its other children, joins this one. Within what one may see; the care
-- professional also for a child of another school found by whole name and birth date a moment ago. Gives the children that joined.
create function app.link_family(child uuid, other uuid, given_is text, surname_is text, born date) returns uuid[]
language plpgsql security definer set search_path = public, pg_temp as $$
declare home uuid; l family_link;
begin
  if child = other or not (app.may(other, 2)
      or (app.role() = 'care' and exists (select 1 from exact_search s where s.person_id = app.person() and s.purpose = 'sibling' and s.found = 1 and s.at > now() - interval '1 hour')
          and exists (select 1 from pupil p where p.id = other and p.left_on is null and p.birth_date = born
            and unaccent(lower(trim(p.given_name))) = unaccent(lower(trim(given_is))) and unaccent(lower(trim(p.surname))) = unaccent(lower(trim(surname_is)))))
      or exists (select 1 from family_link x where x.undone_by = app.person() and x.undone_at > now() - interval '1 day' and ((x.pupil_id = child and x.other_id = other) or (x.pupil_id = other and x.other_id = child)))) then
    raise exception 'not allowed' using errcode = '42501';
  end if;
  perform 1 from pupil p where p.id in (child, other) order by p.id for update;
  home := app.family_of(child);
  l.was_family_id := (select p.family_id from pupil p where p.id = other);
  if l.was_family_id = home then return '{}'; end if;
  l.pupils := array(select p.id from pupil p where p.id = other or p.family_id = l.was_family_id);
  l.doubles := array(select c.id from contact_person c where c.family_id = l.was_family_id and c.removed_at is null and exists (
    select 1 from contact_person h where h.family_id = home and h.removed_at is null and lower(h.name) = lower(c.name) and regexp_replace(h.phone, '\D', '', 'g') = regexp_replace(c.phone, '\D', '', 'g')));
  l.persons := array(select c.id from contact_person c where c.family_id = l.was_family_id);
  update contact_person set removed_at = now(), version = version + 1 where id = any (l.doubles);
  update contact_person set family_id = home where id = any (l.persons);
  update pupil set family_id = home where id = any (l.pupils);
  update family h set reach_note = concat_ws(E'\n', nullif(h.reach_note, ''), nullif(w.reach_note, '')), version = h.version + 1
    from family w where h.id = home and w.id = l.was_family_id and w.reach_note <> '';
  insert into family_link (family_id, pupil_id, other_id, was_family_id, pupils, persons, doubles, linked_by)
    values (home, child, other, l.was_family_id, l.pupils, l.persons, l.doubles, app.person());
  return l.pupils;
end $$;
revoke all on function app.link_family(uuid, uuid, text, text, date) from public;
grant execute on function app.link_family(uuid, uuid, text, text, date) to inbeeld_app;

-- Not brother and sister after all. What was linked here is undone whole; a family that came so gets a copy of the contact persons. Gives the children that left.
create function app.unlink_family(child uuid, sibling uuid) returns uuid[]
language plpgsql security definer set search_path = public, pg_temp as $$
declare home uuid; apart uuid; l family_link;
begin
  home := app.family_of(child);
  if child = sibling or not exists (select 1 from pupil p where p.id = sibling and p.family_id = home) then raise exception 'not allowed' using errcode = '42501'; end if;
  select * into l from family_link x where x.family_id = home and x.undone_at is null and (sibling = any (x.pupils)) <> (child = any (x.pupils)) order by x.linked_at desc limit 1;
  if l.id is null then
    insert into family default values returning id into apart;
    insert into contact_person (family_id, name, relation, phone, email, language, needs_interpreter, may_be_called, note, position)
      select apart, name, relation, phone, email, language, needs_interpreter, may_be_called, note, position from contact_person where family_id = home and removed_at is null;
    update pupil set family_id = apart where id = sibling;
    insert into family_link (family_id, pupil_id, other_id, was_family_id, pupils, persons, doubles, linked_by, undone_by, undone_at)
      values (home, child, sibling, apart, array[sibling], '{}', '{}', app.person(), app.person(), now());
    return array[sibling];
  end if;
  update pupil set family_id = l.was_family_id where id = any (l.pupils) and family_id = home;
  update contact_person set family_id = l.was_family_id where id = any (l.persons) and family_id = home;
  update contact_person set removed_at = null, version = version + 1 where id = any (l.doubles);
  update family h set reach_note = trim(both E'\n' from replace(h.reach_note, w.reach_note, '')), version = h.version + 1
    from family w where h.id = home and w.id = l.was_family_id and w.reach_note <> '';
  update family_link set undone_at = now(), undone_by = app.person() where id = l.id;
  return l.pupils;
end $$;
revoke all on function app.unlink_family(uuid, uuid) from public;
grant execute on function app.unlink_family(uuid, uuid) to inbeeld_app;

-- Break the glass. To find the child one has to know surname and birth date exactly; at most three are named, ten searches an hour.
create function app.find_for_emergency(surname_is text, born date) returns table (id uuid, given_name text, surname text, school_name text)
language plpgsql security definer set search_path = public, pg_temp as $$
declare ids uuid[];
begin
  perform pg_advisory_xact_lock(471300, hashtext(app.person()::text));
  if app.role() not in ('care', 'coordinator') or app.searches_left('emergency') = 0 then raise exception 'not allowed' using errcode = '42501'; end if;
  ids := array(select p.id from pupil p join organisation o on o.id = p.school_id
    where p.left_on is null and p.birth_date = born and unaccent(lower(trim(p.surname))) = unaccent(lower(trim(surname_is)))
      and (o.id = app.organisation() or o.municipality_code = (select x.municipality_code from organisation x where x.id = app.organisation()))
    order by p.id limit 3);
  insert into exact_search (person_id, purpose, found) values (app.person(), 'emergency', cardinality(ids));
  return query select p.id, p.given_name, trim(concat_ws(' ', nullif(p.prefix, ''), p.surname)), o.name
    from pupil p join organisation o on o.id = p.school_id where p.id = any (ids) order by p.id;
end $$;
revoke all on function app.find_for_emergency(text, date) from public;
grant execute on function app.find_for_emergency(text, date) to inbeeld_app;
create index pupil_birth on pupil (birth_date) where left_on is null;

create function app.break_the_glass(pupil uuid, why text) returns uuid
language plpgsql security definer set search_path = public, pg_temp as $$
declare e uuid; town text; child pupil;
begin
  if app.role() not in ('care', 'coordinator') or length(trim(why)) < 10 then raise exception 'not allowed' using errcode = '42501'; end if;
  select * into child from public.pupil p where p.id = break_the_glass.pupil and p.left_on is null;
  select o.municipality_code into town from organisation o where o.id = child.school_id;
  if child.id is null or town is distinct from (select o.municipality_code from organisation o where o.id = app.organisation()) then raise exception 'not allowed' using errcode = '42501'; end if;
  insert into emergency_access (pupil_id, person_id, organisation_id, reason, ends) values (pupil, app.person(), app.organisation(), trim(why), now() + interval '3 hours') returning id into e;
  insert into involvement (pupil_id, scope_id, facets, reason, source_id, starts, ends) values (pupil, app.person(), 1 | 2 | 4 | 8, 'emergency', e, now(), now() + interval '3 hours');
  insert into notice (to_organisation_id, to_role, kind, pupil_id, link, args)
    select o.id, 'coordinator', 'emergency', null, null, jsonb_build_array((select trim(concat_ws(' ', p.given_name, nullif(p.prefix, ''), p.surname)) from person p where p.id = app.person()), (select name from organisation where id = app.organisation()))
    from organisation o where o.kind = 'municipality' and o.code = town
    union all
    select null, 'privacy', 'emergency', pupil, '/children/' || pupil || '/who-looked', jsonb_build_array((select trim(concat_ws(' ', p.given_name, nullif(p.prefix, ''), p.surname)) from person p where p.id = app.person()), (select name from organisation where id = app.organisation()));
  return e;
end $$;
revoke all on function app.break_the_glass(uuid, text) from public;
grant execute on function app.break_the_glass(uuid, text) to inbeeld_app;

-- Done before the three hours are over.
create function app.end_emergency(access uuid) returns uuid
language plpgsql security definer set search_path = public, pg_temp as $$
declare child uuid;
begin
  update emergency_access set ends = now() where id = access and person_id = app.person() and ends > now() returning pupil_id into child;
  update involvement set ends = now() where child is not null and source_id = access and (ends is null or ends > now());
  return child;
end $$;
revoke all on function app.end_emergency(uuid) from public;
grant execute on function app.end_emergency(uuid) to inbeeld_app;

-- The privacy officer answers a parent who asks who looked: finds the child by whole name and birth date, and sees no more than its name and school.
create function app.find_for_privacy(surname_is text, born date) returns table (id uuid, given_name text, surname text, school_name text)
language plpgsql security definer set search_path = public, pg_temp as $$
declare ids uuid[];
begin
  perform pg_advisory_xact_lock(471300, hashtext(app.person()::text));
  if app.role() <> 'privacy' or app.searches_left('privacy') = 0 then raise exception 'not allowed' using errcode = '42501'; end if;
  ids := array(select p.id from pupil p where p.birth_date = born and unaccent(lower(trim(p.surname))) = unaccent(lower(trim(surname_is))) order by p.id limit 5);
  insert into exact_search (person_id, purpose, found) values (app.person(), 'privacy', cardinality(ids));
  return query select p.id, p.given_name, trim(concat_ws(' ', nullif(p.prefix, ''), p.surname)), o.name
    from pupil p join organisation o on o.id = p.school_id where p.id = any (ids) order by p.id;
end $$;
revoke all on function app.find_for_privacy(text, date) from public;
grant execute on function app.find_for_privacy(text, date) to inbeeld_app;

-- Import of class lists. A file is read into rows (class_list_row), compared with what is there, shown, and then applied in one transaction.
-- The file itself is not kept: what may not be stored is thrown away while it is read.
create table class_list_import (
  id           uuid primary key default uuidv7(),
  school_id    uuid not null references organisation (id),
  by_person    uuid,
  kind         text not null check (kind in ('edexml', 'csv', 'xlsx')),
  file_name    text not null,
  file_sha256  text not null default '',
  school_year  text not null default '',
  -- mapping: the columns of a table are still to be chosen; staged: read, not compared yet; ready: to be looked at.
  state        text not null check (state in ('mapping', 'staged', 'ready', 'applied', 'undone', 'dropped')),
  -- The table of a CSV or XLSX file without its sensitive columns, while the choice of columns can still change.
  content      bytea,
  mapping      jsonb,
  summary      jsonb not null default '{}',
  discarded    jsonb not null default '{}',
  teachers     jsonb not null default '[]',
  -- The revision of the school's list that the preview was compared with, and the one that it made.
  based_on     bigint not null default 0,
  revision     bigint,
  -- Why the last work on it came to nothing: a sentence with its arguments.
  trouble      jsonb,
  created_at   timestamptz not null default now(),
  applied_at   timestamptz,
  applied_by   uuid,
  undone_at    timestamptz,
  undone_by    uuid
);
create index class_list_import_school on class_list_import (school_id, created_at desc);
create index class_list_import_open on class_list_import (created_at) where state in ('mapping', 'staged', 'ready') or content is not null;
-- One row per school, locked while a list is applied, so that two people at once wait for each other.
create table class_list_state (
  school_id    uuid primary key references organisation (id),
  revision     bigint not null default 0,
  mapping      jsonb,
  teachers     jsonb not null default '[]'
);
-- The groups of the file, and those that are no longer in it (change 'gone').
create table class_list_group (
  import_id  uuid not null references class_list_import (id),
  kind       text not null check (kind in ('group', 'combined')),
  key        text not null,
  name       text not null,
  year_group smallint,
  location   text,
  group_id   uuid,
  change     text not null default '' check (change in ('', 'new', 'changed', 'same', 'gone')),
  was        jsonb not null default '{}',
  primary key (import_id, kind, key)
);
-- The children of the file in its order, rejected rows, and (without a line) who is no longer in it. What changes stands in "was" as it was before,
-- which is also what undo puts back. Kept until undo is no longer possible.
create table class_list_row (
  import_id  uuid not null references class_list_import (id),
  n          integer not null,
  line       integer,
  kind       text not null default '' check (kind in ('', 'new', 'changed', 'moved', 'gone', 'same', 'leaver', 'rejected')),
  pupil_id   uuid,
  key        text not null default '',
  given_name text not null default '',
  prefix     text not null default '',
  surname    text not null default '',
  initials   text,
  birth_date date,
  year_group smallint,
  group_key  text,
  combined   text[] not null default '{}',
  location   text,
  postcode4  text,
  joined_on  date,
  left_on    date,
  sort_key   text not null default '',
  search_key text not null default '',
  field      text,
  reason     jsonb,
  was        jsonb not null default '{}',
  started    uuid[],
  ended      uuid[],
  primary key (import_id, n)
);
create index class_list_row_pupil on class_list_row (import_id, pupil_id);
create index class_list_row_kind on class_list_row (import_id, kind, n);
-- Work that is too long for one request: done by whichever node takes it, in the name of the session that asked for it.
create table class_list_work (
  import_id  uuid primary key references class_list_import (id),
  session_id uuid not null references session (id),
  task       text not null check (task in ('compare', 'apply', 'undo')),
  accepted   boolean not null default false,
  done       integer not null default 0,
  total      integer not null default 0,
  stop       boolean not null default false,
  tries      integer not null default 0,
  asked_at   timestamptz not null default now(),
  beat_at    timestamptz
);
alter table class_list_import enable row level security;
alter table class_list_state enable row level security;
alter table class_list_group enable row level security;
alter table class_list_row enable row level security;
alter table class_list_work enable row level security;
grant select, insert, update on class_list_import, class_list_state, class_list_group, class_list_row to inbeeld_app;
grant select (import_id, task, accepted, done, total, stop, tries, asked_at, beat_at), insert (import_id, session_id, task, accepted, total), update (stop) on class_list_work to inbeeld_app;
create policy own_school on class_list_import to inbeeld_app using (school_id = (select app.organisation()) and (select app.role()) in ('principal', 'office', 'care'));
create policy own_school on class_list_state to inbeeld_app using (school_id = (select app.organisation()) and (select app.role()) in ('principal', 'office', 'care'));
create policy own_school on class_list_group to inbeeld_app using (import_id in (select id from class_list_import));
create policy own_school on class_list_row to inbeeld_app using (import_id in (select id from class_list_import));
create policy own_school on class_list_work to inbeeld_app using (import_id in (select id from class_list_import))
  with check (import_id in (select id from class_list_import) and session_id in (select id from session));

-- Rows of a list that is not applied: those who are gone, before it is compared again, or all, when it is thrown away or read again with other columns.
create function app.forget_class_list(import uuid, only_gone boolean) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if not exists (select 1 from class_list_import i where i.id = import and i.state in ('mapping', 'staged', 'ready', 'dropped')
      and (session_user <> 'inbeeld_app' or (i.school_id = app.organisation() and app.role() in ('principal', 'office', 'care')))) then
    raise exception 'not allowed' using errcode = '42501';
  end if;
  delete from class_list_row r where r.import_id = import and (not only_gone or r.line is null);
  delete from class_list_group g where g.import_id = import and (not only_gone or g.change = 'gone');
end $$;
-- What is no longer needed goes: rows when undo is over, chosen columns after a day, a list that nobody applied after a week. By the background work.
create function app.clean_class_lists() returns integer
language plpgsql security definer set search_path = public, pg_temp as $$
declare over uuid[];
begin
  update class_list_import i set content = null, state = case when i.state = 'mapping' then 'dropped' else i.state end
    where (i.content is not null or i.state = 'mapping') and i.created_at < now() - interval '1 day' and not exists (select 1 from class_list_work w where w.import_id = i.id);
  update class_list_import i set state = 'dropped', content = null
    where i.state in ('staged', 'ready') and i.created_at < now() - interval '7 days' and not exists (select 1 from class_list_work w where w.import_id = i.id);
  over := array(select i.id from class_list_import i where (i.state in ('undone', 'dropped') or (i.state = 'applied' and i.applied_at < now() - interval '25 hours'))
    and exists (select 1 from class_list_row r where r.import_id = i.id) and not exists (select 1 from class_list_work w where w.import_id = i.id) limit 20);
  delete from class_list_row r where r.import_id = any (over);
  delete from class_list_group g where g.import_id = any (over);
  return cardinality(over);
end $$;
-- The next piece of work: one that waits, or one whose node has been silent for half a minute.
create function app.take_class_list_work() returns table (import_id uuid, session_id uuid, task text, accepted boolean, tries integer)
language sql security definer set search_path = public, pg_temp as $$
  update class_list_work w set beat_at = now(), tries = w.tries + 1
  where w.import_id = (select x.import_id from class_list_work x where x.beat_at is null or x.beat_at < now() - interval '30 seconds' order by x.asked_at limit 1 for update skip locked)
  returning w.import_id, w.session_id, w.task, w.accepted, w.tries
$$;
-- Still busy, and so far; false when it has to stop.
create function app.beat_class_list_work(import uuid, so_far integer, of_all integer) returns boolean
language sql security definer set search_path = public, pg_temp as $$
  with beat as (update class_list_work w set beat_at = now(), done = so_far, total = of_all where w.import_id = import returning not w.stop as go_on)
  select coalesce((select go_on from beat), false)
$$;
create function app.end_class_list_work(import uuid, why jsonb) returns void
language sql security definer set search_path = public, pg_temp as $$
  with ended as (delete from class_list_work w where w.import_id = import returning w.import_id)
  update class_list_import i set trouble = why from ended where i.id = ended.import_id
$$;
-- Of whom something was noted: they stay on the list when the import that brought them is undone. Says that there is something, not what.
create function app.with_notes(pupils uuid[]) returns setof uuid
language sql stable security definer set search_path = public, pg_temp as $$
  select p.id from unnest(pupils) as asked (id) join pupil p on p.id = asked.id
  where (session_user <> 'inbeeld_app' or app.may(p.id, 1))
    and (p.family_id is not null or exists (select 1 from need n where n.pupil_id = p.id) or exists (select 1 from helper h where h.pupil_id = p.id))
$$;
revoke all on function app.with_notes(uuid[]) from public;
grant execute on function app.with_notes(uuid[]) to inbeeld_app;
revoke all on function app.forget_class_list(uuid, boolean) from public;
revoke all on function app.clean_class_lists() from public;
revoke all on function app.take_class_list_work() from public;
revoke all on function app.beat_class_list_work(uuid, integer, integer) from public;
revoke all on function app.end_class_list_work(uuid, jsonb) from public;
grant execute on function app.forget_class_list(uuid, boolean), app.clean_class_lists(), app.take_class_list_work(), app.beat_class_list_work(uuid, integer, integer), app.end_class_list_work(uuid, jsonb) to inbeeld_app;
