-- A programme that is published for other libraries, in editions. An edition holds what the programme is, never who takes part; it is not changed once it is there.

create table programme_edition (
  id           uuid primary key,
  programme_id uuid not null references programme (id),
  library_id   uuid not null references organisation (id),
  number       smallint not null check (number > 0),
  name         text not null check (length(trim(name)) between 1 and 80),
  -- As it stands in a file too: see ProgrammeContent.
  content      jsonb not null check (jsonb_typeof(content) = 'object' and octet_length(content::text) <= 262144),
  -- What is new in it.
  note         text not null default '' check (length(note) <= 300),
  by_person    uuid not null references person (id),
  at           timestamptz not null,
  withdrawn_at timestamptz,
  unique (programme_id, number)
);
create index programme_edition_open on programme_edition (at desc, id desc) where withdrawn_at is null;
-- Where a programme was copied from; the words when it came in a file. The number of the edition that was looked at since.
alter table programme add origin_id uuid references programme_edition (id), add origin text not null default '' check (length(origin) <= 300), add origin_seen smallint not null default 0;
create index programme_origin on programme (origin_id) where origin_id is not null;
grant insert (origin_id, origin), update (origin_id, origin, origin_seen) on programme to inbeeld_app;

-- Whether the own library copied it: then it stays to be read when it is published no more.
create function app.copied_here(edition uuid) returns boolean language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select 1 from programme p where p.origin_id = copied_here.edition and p.library_id = app.programmes_at())
$$;
-- The libraries that copied an edition of an own programme.
create function app.copied_by(programme uuid) returns table (library text, number smallint, day date) language sql stable security definer set search_path = public, pg_temp as $$
  select o.name, e.number, (c.at at time zone 'Europe/Amsterdam')::date from programme p join programme_edition e on e.programme_id = p.id join programme c on c.origin_id = e.id join organisation o on o.id = c.library_id
  where p.id = copied_by.programme and p.library_id = app.programmes_at() order by c.at desc, c.id limit 200
$$;
-- How often an edition, or an earlier one of the same programme, was copied.
create function app.times_copied(programme uuid) returns integer language sql stable security definer set search_path = public, pg_temp as $$
  select count(*)::integer from programme_edition e join programme c on c.origin_id = e.id where e.programme_id = times_copied.programme and app.role() = 'programme_leader'
$$;
-- Publishes the next edition of an own programme. Answers why not, or ''.
create function app.publish_programme(new_id uuid, programme uuid, content jsonb, note text, moment timestamptz) returns text
language plpgsql security definer set search_path = public, pg_temp as $$
declare g programme;
begin
  select * into g from programme x where x.id = publish_programme.programme for update;
  if g.id is null or app.role() <> 'programme_leader' or g.library_id <> app.organisation() then return 'gone'; end if;
  if exists (select 1 from programme_edition e where e.id = new_id) then return ''; end if;
  if exists (select 1 from programme_edition e where e.programme_id = g.id and e.withdrawn_at is null and e.number = (select max(y.number) from programme_edition y where y.programme_id = g.id)
    and e.content - 'edition' - 'published' = publish_programme.content - 'edition' - 'published') then return 'same'; end if;
  insert into programme_edition (id, programme_id, library_id, number, name, content, note, by_person, at)
    select new_id, g.id, g.library_id, n.number, g.name, jsonb_set(publish_programme.content, '{edition}', to_jsonb(n.number)), publish_programme.note, app.person(), moment
    from (select coalesce(max(e.number), 0) + 1 as number from programme_edition e where e.programme_id = g.id) n;
  return '';
end $$;
-- Published no more, or again. What others copied stays theirs.
create function app.turn_edition(edition uuid, shown boolean, moment timestamptz) returns boolean language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update programme_edition e set withdrawn_at = case when shown then null else coalesce(e.withdrawn_at, moment) end where e.id = turn_edition.edition and app.role() = 'programme_leader' and e.library_id = app.organisation();
  return found;
end $$;
revoke all on function app.copied_here(uuid), app.copied_by(uuid), app.times_copied(uuid), app.publish_programme(uuid, uuid, jsonb, text, timestamptz), app.turn_edition(uuid, boolean, timestamptz) from public;
grant execute on function app.copied_here(uuid), app.copied_by(uuid), app.times_copied(uuid), app.publish_programme(uuid, uuid, jsonb, text, timestamptz), app.turn_edition(uuid, boolean, timestamptz) to inbeeld_app;

alter table programme_edition enable row level security;
grant select on programme_edition to inbeeld_app;
create policy leaders on programme_edition for select to inbeeld_app using ((select app.role()) = 'programme_leader' and (withdrawn_at is null or library_id = (select app.organisation()) or app.copied_here(id)));
