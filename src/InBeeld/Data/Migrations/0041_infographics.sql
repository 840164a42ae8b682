-- Infographics of a wave. Kept are the figures of each unit as they may be shown to those for whom its picture is made; what may not be told is not in them. The picture is drawn when it is looked at.
-- Numbers about libraries and school locations; no child stands in it.

create table infographic (
  unit_id uuid primary key references wave_unit (id) on delete cascade,
  wave_id uuid not null references wave (id) on delete cascade,
  -- country, province, library or location, and the name, as in the figures: for lists.
  level   text not null check (level in ('country', 'province', 'library', 'location')),
  name    text not null check (length(trim(name)) between 1 and 160),
  figures jsonb not null check (length(figures::text) <= 60000),
  made_at timestamptz not null
);
create index infographic_wave on infographic (wave_id, level, name, unit_id);
-- Making them takes seconds: done by whichever node takes it, in the name of the session that asked. One at a time of a wave.
create table infographic_work (
  wave_id    uuid primary key references wave (id) on delete cascade,
  work_id    uuid not null,
  session_id uuid not null references session (id) on delete cascade,
  so_far     jsonb,
  stop       text check (stop = 'drop'),
  trouble    text,
  asked_at   timestamptz not null default now(),
  beat_at    timestamptz
);
create index infographic_work_session on infographic_work (session_id);
-- Who gets a mail that there is a picture, once per wave; a mail that could not be sent is tried again.
create table infographic_mail (
  wave_id   uuid not null references wave (id) on delete cascade,
  person_id uuid not null references person (id),
  unit_id   uuid not null references wave_unit (id) on delete cascade,
  asked_at  timestamptz not null,
  sent_at   timestamptz,
  tries     smallint not null default 0,
  primary key (wave_id, person_id)
);
-- All pictures of a wave in one file, printed by Chromium: minutes of work, done by whichever node takes it, in the name of the session that asked. Kept for some days.
create table infographic_bundle (
  wave_id    uuid not null references wave (id) on delete cascade,
  kind       text not null check (kind in ('pdf', 'png')),
  language   text not null check (language in ('nl', 'en')),
  work_id    uuid not null unique,
  session_id uuid references session (id) on delete set null,
  so_far     jsonb,
  stop       text check (stop = 'drop'),
  trouble    text,
  asked_at   timestamptz not null default now(),
  beat_at    timestamptz,
  -- From now on it can be downloaded.
  made_at    timestamptz,
  units      integer check (units > 0),
  bytes      bigint check (bytes > 0),
  primary key (wave_id, kind, language),
  check ((made_at is null) = (units is null) and (made_at is null) = (bytes is null))
);
create index infographic_bundle_session on infographic_bundle (session_id);
create table infographic_bundle_part (
  work_id uuid not null references infographic_bundle (work_id) on delete cascade,
  part    integer not null check (part >= 0),
  content bytea not null check (length(content) between 1 and 4194304),
  primary key (work_id, part)
);
create index infographic_mail_open on infographic_mail (asked_at) where sent_at is null;
create index wave_unit_location on wave_unit (code) where level = 'location';

-- The units of closed waves of which whoever asks may see the picture: of a library its own, those of its locations, and the country and provinces of its waves; of a principal that of the own school.
create function app.pictured_units() returns uuid[] language sql stable security definer set search_path = public, pg_temp as $$
  select coalesce(array_agg(x.id), '{}') from (
    select u.id from wave_unit u join wave w on w.id = u.wave_id and w.state = 'closed' where u.root_id = any (app.answered_units())
    union all select u.id from wave_unit u join wave w on w.id = u.wave_id and w.state = 'closed' where u.wave_id = any (app.answered_waves()) and u.level in ('country', 'province')
    union all select u.id from wave_unit u join wave w on w.id = u.wave_id and w.state = 'closed' join organisation o on o.id = app.organisation() and o.kind = 'school' and o.code = u.code where app.role() = 'principal' and u.level = 'location'
  ) x
$$;
create function app.infographics_silent(beat_at timestamptz) returns boolean language sql stable as $$ select coalesce(beat_at < now() - interval '15 seconds', false) $$;
-- The same asked twice is asked once. '': asked; otherwise why not: gone, open (the wave is not closed), busy.
create function app.ask_infographics(wave uuid, work uuid, the_session uuid) returns text language plpgsql security definer set search_path = public, pg_temp as $$
declare w wave;
begin
  select * into w from wave x where x.id = ask_infographics.wave and x.id = any (app.researched_waves()) for share;
  if w.id is null or not exists (select 1 from session s where s.id = the_session and s.person_id = app.person()) then return 'gone'; end if;
  if w.state <> 'closed' then return 'open'; end if;
  delete from infographic_work x where x.wave_id = w.id and (x.trouble is not null or app.infographics_silent(x.beat_at));
  insert into infographic_work (wave_id, work_id, session_id) values (w.id, work, the_session) on conflict (wave_id) do nothing;
  return case when exists (select 1 from infographic_work x where x.wave_id = w.id and x.work_id = work) then '' else 'busy' end;
end $$;
create function app.take_infographics() returns table (wave_id uuid, work_id uuid, session_id uuid) language sql security definer set search_path = public, pg_temp as $$
  update infographic_work w set beat_at = now() where w.wave_id = (select x.wave_id from infographic_work x where x.beat_at is null and x.trouble is null order by x.asked_at limit 1 for update skip locked) returning w.wave_id, w.work_id, w.session_id
$$;
create function app.beat_infographics(work uuid, how_far jsonb) returns text language sql security definer set search_path = public, pg_temp as $$
  with beat as (update infographic_work w set beat_at = now(), so_far = coalesce(how_far, w.so_far) where w.work_id = work and w.trouble is null returning coalesce(w.stop, 'go') as go_on)
  select coalesce((select go_on from beat), 'drop')
$$;
create function app.end_infographics(work uuid, why text) returns boolean language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if why is null then delete from infographic_work w where w.work_id = work and w.trouble is null and w.stop is null;
  else update infographic_work w set trouble = why where w.work_id = work and w.trouble is null; end if;
  return found;
end $$;
create function app.stop_infographics(wave uuid) returns boolean language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update infographic_work w set stop = 'drop' where w.wave_id = stop_infographics.wave and w.wave_id = any (app.researched_waves()) and w.trouble is null;
  return found;
end $$;
-- '': asked; otherwise why not: gone, none (no pictures were made), busy. What was made before of this kind and language goes.
create function app.ask_bundle(wave uuid, kind text, language text, work uuid, the_session uuid) returns text language plpgsql security definer set search_path = public, pg_temp as $$
declare w wave;
begin
  select * into w from wave x where x.id = ask_bundle.wave and x.id = any (app.researched_waves()) for share;
  if w.id is null or not exists (select 1 from session s where s.id = the_session and s.person_id = app.person()) then return 'gone'; end if;
  if not exists (select 1 from infographic i where i.wave_id = w.id) then return 'none'; end if;
  delete from infographic_bundle b where b.wave_id = w.id and b.kind = ask_bundle.kind and b.language = ask_bundle.language and b.work_id <> work and (b.made_at is not null or b.trouble is not null or app.infographics_silent(b.beat_at));
  insert into infographic_bundle (wave_id, kind, language, work_id, session_id) values (w.id, ask_bundle.kind, ask_bundle.language, work, the_session) on conflict on constraint infographic_bundle_pkey do nothing;
  return case when exists (select 1 from infographic_bundle b where b.wave_id = w.id and b.work_id = work) then '' else 'busy' end;
end $$;
create function app.take_bundle() returns table (wave_id uuid, work_id uuid, session_id uuid, kind text, language text) language sql security definer set search_path = public, pg_temp as $$
  update infographic_bundle w set beat_at = now() where w.work_id = (select x.work_id from infographic_bundle x where x.beat_at is null and x.trouble is null and x.made_at is null and x.session_id is not null order by x.asked_at limit 1 for update skip locked)
  returning w.wave_id, w.work_id, w.session_id, w.kind, w.language
$$;
create function app.beat_bundle(work uuid, how_far jsonb) returns text language sql security definer set search_path = public, pg_temp as $$
  with beat as (update infographic_bundle w set beat_at = now(), so_far = coalesce(how_far, w.so_far) where w.work_id = work and w.trouble is null and w.made_at is null returning coalesce(w.stop, 'go') as go_on)
  select coalesce((select go_on from beat), 'drop')
$$;
create function app.end_bundle(work uuid, why text) returns boolean language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update infographic_bundle w set trouble = why where w.work_id = work and w.trouble is null and w.made_at is null;
  return found;
end $$;
create function app.stop_bundle(work uuid) returns boolean language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update infographic_bundle w set stop = 'drop' where w.work_id = work and w.wave_id = any (app.researched_waves()) and w.trouble is null and w.made_at is null;
  return found;
end $$;
-- A piece of the file, while it is not there yet.
create function app.put_bundle_part(work uuid, part integer, content bytea) returns boolean language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into infographic_bundle_part (work_id, part, content) select w.work_id, put_bundle_part.part, put_bundle_part.content from infographic_bundle w
    where w.work_id = work and w.wave_id = any (app.researched_waves()) and w.trouble is null and w.stop is null and w.made_at is null;
  return found;
end $$;
create function app.keep_bundle(work uuid, units integer, bytes bigint, moment timestamptz) returns boolean language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update infographic_bundle w set made_at = moment, units = keep_bundle.units, bytes = keep_bundle.bytes, so_far = null
    where w.work_id = work and w.wave_id = any (app.researched_waves()) and w.trouble is null and w.stop is null and w.made_at is null;
  return found;
end $$;
-- Throws away what was made or came to nothing days ago. Asks for nobody's rights: it only forgets.
create function app.forget_bundles(moment timestamptz) returns integer language sql security definer set search_path = public, pg_temp as $$
  with gone as (delete from infographic_bundle w where coalesce(w.made_at, w.beat_at, w.asked_at) < moment - interval '3 days' returning 1) select count(*)::integer from gone
$$;
revoke all on function app.forget_bundles(timestamptz) from public;
-- Keeps all of a wave instead of those that were there, with the end of the work. Rows: unit, level, name, figures.
create function app.keep_infographics(wave uuid, rows jsonb, moment timestamptz) returns integer language plpgsql security definer set search_path = public, pg_temp as $$
declare hit integer;
begin
  if not exists (select 1 from wave w where w.id = keep_infographics.wave and w.state = 'closed' and w.id = any (app.researched_waves()) for share) then return -1; end if;
  delete from infographic i where i.wave_id = keep_infographics.wave;
  -- What was made of the pictures before is not theirs any more.
  delete from infographic_bundle b where b.wave_id = keep_infographics.wave;
  insert into infographic (unit_id, wave_id, level, name, figures, made_at) select u.id, u.wave_id, x.level, x.name, x.figures, moment
    from jsonb_to_recordset(rows) as x (unit uuid, level text, name text, figures jsonb) join wave_unit u on u.id = x.unit and u.wave_id = keep_infographics.wave and u.level = x.level;
  get diagnostics hit = row_count;
  return hit;
end $$;
-- Tells the libraries and the schools in InBeeld that there is a picture of them, each once per wave. Answers how many libraries and schools were told; -1: not yours or nothing made.
create function app.tell_infographics(wave uuid, moment timestamptz) returns integer language plpgsql security definer set search_path = public, pg_temp as $$
declare hit integer;
begin
  if not exists (select 1 from infographic i where i.wave_id = tell_infographics.wave and i.wave_id = any (app.researched_waves())) then return -1; end if;
  insert into infographic_mail (wave_id, person_id, unit_id, asked_at) select distinct on (m.person_id) i.wave_id, m.person_id, i.unit_id, moment
    from infographic i join wave_unit u on u.id = i.unit_id and u.level = 'library' and u.organisation_id is not null
      join membership m on m.organisation_id = u.organisation_id and m.role in ('programme_leader', 'library_planner') and m.starts <= moment::date and (m.ends is null or m.ends >= moment::date)
    where i.wave_id = tell_infographics.wave order by m.person_id, i.unit_id on conflict do nothing;
  with told as (
    select o.id as organisation, r.role, '/monitor/infographics/' || i.wave_id || '/' || i.unit_id as link, i.name from infographic i join wave_unit u on u.id = i.unit_id
      join organisation o on o.is_on and (u.level = 'library' and o.id = u.organisation_id or u.level = 'location' and o.kind = 'school' and o.code = u.code)
      cross join unnest(case u.level when 'library' then array['programme_leader', 'library_planner'] else array['principal'] end) r (role)
    where i.wave_id = tell_infographics.wave),
  sent as (insert into notice (to_organisation_id, to_role, kind, link, args) select t.organisation, t.role, 'infographic-made', t.link, jsonb_build_array(t.name) from told t
    where not exists (select 1 from notice n where n.to_organisation_id = t.organisation and n.to_role = t.role and n.kind = 'infographic-made' and n.link = t.link) returning to_organisation_id)
  select count(distinct to_organisation_id) into hit from sent;
  return hit;
end $$;
do $$ declare f text; begin
  for f in select p.oid::regprocedure::text from pg_proc p where p.pronamespace = 'app'::regnamespace and p.proname in ('pictured_units', 'infographics_silent', 'ask_infographics', 'take_infographics', 'beat_infographics', 'end_infographics', 'stop_infographics', 'keep_infographics', 'tell_infographics',
    'ask_bundle', 'take_bundle', 'beat_bundle', 'end_bundle', 'stop_bundle', 'put_bundle_part', 'keep_bundle') loop
    execute 'revoke all on function ' || f || ' from public';
    execute 'grant execute on function ' || f || ' to inbeeld_app';
  end loop;
end $$;
alter table infographic enable row level security;
alter table infographic_work enable row level security;
alter table infographic_mail enable row level security;
grant select on infographic to inbeeld_app;
grant select (wave_id, work_id, so_far, stop, trouble, asked_at, beat_at) on infographic_work to inbeeld_app;
grant select (wave_id, asked_at, sent_at) on infographic_mail to inbeeld_app;
create policy researcher on infographic for select to inbeeld_app using (wave_id = any ((select app.researched_waves())::uuid[]));
create policy own on infographic for select to inbeeld_app using (unit_id = any ((select app.pictured_units())::uuid[]));
create policy researcher on infographic_work for select to inbeeld_app using (wave_id = any ((select app.researched_waves())::uuid[]));
create policy researcher on infographic_mail for select to inbeeld_app using (wave_id = any ((select app.researched_waves())::uuid[]));
alter table infographic_bundle enable row level security;
alter table infographic_bundle_part enable row level security;
grant select (wave_id, kind, language, work_id, so_far, stop, trouble, asked_at, beat_at, made_at, units, bytes) on infographic_bundle to inbeeld_app;
grant select on infographic_bundle_part to inbeeld_app;
create policy researcher on infographic_bundle for select to inbeeld_app using (wave_id = any ((select app.researched_waves())::uuid[]));
create policy researcher on infographic_bundle_part for select to inbeeld_app using (exists (select 1 from infographic_bundle b where b.work_id = infographic_bundle_part.work_id));
