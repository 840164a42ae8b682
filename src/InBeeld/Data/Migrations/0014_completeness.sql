-- Completeness: a list of the municipality or the special-needs partnership, compared with the children that are in view. Nothing is kept of who is found.
-- The comparison tells whether a child with this name and birth date is in view: that is more than these roles know otherwise. Therefore it is made here only,
-- for at least ten children at once, five lists a day, and answers with numbers and the rows of the own list that were not found. Nearly the same is not found.

create table completeness_list (
  id              uuid primary key,
  organisation_id uuid not null references organisation (id),
  by_person       uuid not null references person (id),
  at              timestamptz not null default now(),
  in_file         integer not null check (in_file >= 0),
  compared        integer not null,
  found           integer not null default 0,
  -- [{"line","field","sentence","args"}]: rows that could not be compared, and why. Never a name.
  problems        jsonb not null default '[]',
  discarded       boolean not null default false,
  -- The names of who was not found go at this moment at the latest.
  names_until     timestamptz not null default now() + interval '30 days',
  -- A list that was removed still counts for the limit of its day.
  removed_at      timestamptz
);
create index completeness_list_own on completeness_list (organisation_id, at desc, id desc);
-- What came of a row that was not found, without its name: it stays for counting.
create table completeness_row (
  id         uuid primary key default uuidv7(),
  list_id    uuid not null references completeness_list (id),
  line       integer not null,
  state      text not null default 'todo' check (state in ('todo', 'asked', 'moved', 'signalled', 'mistake')),
  changed_by uuid references person (id),
  changed_at timestamptz,
  version    integer not null default 1
);
create index completeness_row_list on completeness_row (list_id, line, id);
-- Its name, until 30 days after the comparison, or a day after it was ticked off (so that it can be undone).
create table completeness_name (
  row_id     uuid primary key references completeness_row (id) on delete cascade,
  given_name text not null check (length(given_name) <= 200),
  prefix     text not null default '' check (length(prefix) <= 200),
  surname    text not null check (length(surname) <= 200),
  birth_date date not null,
  place      text not null default '' check (length(place) <= 200),
  reference  text not null default '' check (length(reference) <= 100),
  keep_until timestamptz not null
);
create index completeness_name_keep on completeness_name (keep_until);
-- One probe per row of a list.
create index pupil_born on pupil (birth_date, search_key) where left_on is null;
create index signal_born on signal (municipality_id, birth_date, search_key) where state in ('new', 'brought_in');

-- Who compares lists: the coordinator of a municipality, and the people of a special-needs partnership. Asked of the membership itself, beside the frame.
create function app.compares_lists() returns boolean
language sql stable parallel safe security definer set search_path = public, pg_temp as $$
  select exists (select 1 from membership m join organisation o on o.id = m.organisation_id and o.is_on
    where m.id = app.membership() and m.person_id = app.person() and m.organisation_id = app.organisation() and m.role = app.role()
      and m.starts <= (now() at time zone 'Europe/Amsterdam')::date and (m.ends is null or m.ends >= (now() at time zone 'Europe/Amsterdam')::date)
      and ((m.role = 'coordinator' and o.kind = 'municipality') or (m.role = 'partner' and o.party = 'partnership')))
$$;
revoke all on function app.compares_lists() from public;
grant execute on function app.compares_lists() to inbeeld_app;

-- Compares a list, in one statement, and keeps who was not found. In view: in a class list of a school in the municipality that works with InBeeld, or with a
-- signal or case that is open there. The keys are names as they sound; a difference beyond that is not found. Answers: done, again (the same form), or why not.
create function app.compare_list(list uuid, lines integer[], givens text[], prefixes text[], surnames text[], born date[], keys text[], places text[], refs text[],
  rows_in_file integer, trouble jsonb, dropped boolean) returns text
language plpgsql security definer set search_path = public, pg_temp as $$
declare the_town uuid; the_code text; absentees integer;
begin
  if not app.compares_lists() then return 'denied'; end if;
  -- One at a time per organisation, so that the limit holds and a double tap is one.
  perform pg_advisory_xact_lock(hashtextextended('completeness:' || app.organisation(), 0));
  if exists (select 1 from completeness_list l where l.id = list) then
    return case when exists (select 1 from completeness_list l where l.id = list and l.organisation_id = app.organisation() and l.removed_at is null) then 'again' else 'denied' end;
  end if;
  if cardinality(keys) > 2000 then return 'many'; end if;
  if (select count(*) from (select distinct x.k, x.b from unnest(keys, born) as x (k, b) where x.k <> '' and x.b is not null) d) < greatest(10, cardinality(keys)) then return 'few'; end if;
  if (select count(*) from completeness_list l where l.organisation_id = app.organisation()
      and (l.at at time zone 'Europe/Amsterdam')::date = (now() at time zone 'Europe/Amsterdam')::date) >= 5 then return 'often'; end if;
  select t.id, t.municipality_code into the_town, the_code from organisation o join organisation t on t.kind = 'municipality' and t.municipality_code = o.municipality_code where o.id = app.organisation();
  insert into completeness_list (id, organisation_id, by_person, in_file, compared, problems, discarded)
    values (list, app.organisation(), app.person(), rows_in_file, cardinality(keys), trouble, dropped);
  with asked as materialized (
    select x.n, x.line, x.given, x.prefix, x.surname, x.b, x.k, x.place, x.ref
    from unnest(lines, givens, prefixes, surnames, born, keys, places, refs) with ordinality as x (line, given, prefix, surname, b, k, place, ref, n)),
  pupils as (select a.n, p.id, p.school_id from asked a join pupil p on p.birth_date = a.b and p.search_key = a.k and p.left_on is null),
  seen as materialized (
    select p.n from pupils p join organisation o on o.id = p.school_id and o.kind = 'school' and o.is_on and o.municipality_code = the_code
    union select p.n from pupils p join signal s on s.pupil_id = p.id and s.municipality_id = the_town and s.state in ('new', 'brought_in')
    union select p.n from pupils p join care_case c on c.pupil_id = p.id and c.municipality_id = the_town and c.state <> 'closed'
    union select a.n from asked a join signal s on s.municipality_id = the_town and s.birth_date = a.b and s.search_key = a.k and s.pupil_id is null and s.state in ('new', 'brought_in')),
  absent as materialized (select a.*, uuidv7() as row_id from asked a where not exists (select 1 from seen s where s.n = a.n)),
  made as (insert into completeness_row (id, list_id, line) select b.row_id, list, b.line from absent b),
  named as (insert into completeness_name (row_id, given_name, prefix, surname, birth_date, place, reference, keep_until)
    select b.row_id, b.given, b.prefix, b.surname, b.b, b.place, b.ref, now() + interval '30 days' from absent b)
  select count(*) into absentees from absent;
  update completeness_list l set found = l.compared - absentees where l.id = list;
  return 'done';
end $$;
revoke all on function app.compare_list(uuid, integer[], text[], text[], text[], date[], text[], text[], text[], integer, jsonb, boolean) from public;
grant execute on function app.compare_list(uuid, integer[], text[], text[], text[], date[], text[], text[], text[], integer, jsonb, boolean) to inbeeld_app;

-- The name goes a day after its row was ticked off; when that is undone it stays as long as those of the list.
create function app.completeness_ticked() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update completeness_name n set keep_until = case when new.state in ('moved', 'signalled', 'mistake') then least(l.names_until, now() + interval '1 day') else l.names_until end
    from completeness_list l where l.id = new.list_id and n.row_id = new.id and n.keep_until > now();
  return null;
end $$;
create trigger completeness_ticked after update of state on completeness_row for each row when (new.state is distinct from old.state) execute function app.completeness_ticked();

-- A list goes with all its rows; that there was one stays, for the limit of the day.
create function app.remove_completeness_list(list uuid) returns boolean
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if not app.compares_lists() then return false; end if;
  update completeness_list l set removed_at = now(), problems = '[]' where l.id = list and l.organisation_id = app.organisation() and l.removed_at is null;
  if not found then return false; end if;
  delete from completeness_row r where r.list_id = list;
  return true;
end $$;
-- Names whose time has passed are out of sight at once (policy), and gone at the next round.
create function app.clean_completeness() returns integer
language plpgsql security definer set search_path = public, pg_temp as $$
declare gone integer;
begin
  delete from completeness_name n where n.keep_until <= now();
  get diagnostics gone = row_count;
  return gone;
end $$;
revoke all on function app.remove_completeness_list(uuid) from public;
revoke all on function app.clean_completeness() from public;
grant execute on function app.remove_completeness_list(uuid), app.clean_completeness() to inbeeld_app;

alter table completeness_list enable row level security;
alter table completeness_row enable row level security;
alter table completeness_name enable row level security;
grant select on completeness_list, completeness_row, completeness_name to inbeeld_app;
grant update (state, changed_by, changed_at, version) on completeness_row to inbeeld_app;
create policy own on completeness_list for select to inbeeld_app using (organisation_id = (select app.organisation()) and removed_at is null and (select app.compares_lists()));
create policy own on completeness_row for select to inbeeld_app using (exists (select 1 from completeness_list l where l.id = list_id));
create policy own_change on completeness_row for update to inbeeld_app using (exists (select 1 from completeness_list l where l.id = list_id)) with check (changed_by = (select app.person()));
create policy own on completeness_name for select to inbeeld_app using (keep_until > now() and exists (select 1 from completeness_row r where r.id = row_id));
