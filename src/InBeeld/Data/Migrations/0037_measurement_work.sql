-- What is done with a measurement beyond its rows: numbering, taking consent back, evidence and quotes for readers, forgetting.

-- "Pupil 2": the next number of that role; two at once get two numbers.
create function app.measurement_numbered() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform 1 from measurement m where m.id = new.measurement_id for update;
  new.number := 1 + coalesce((select max(r.number) from measurement_respondent r where r.measurement_id = new.measurement_id and r.role = new.role), 0);
  return new;
end $$;
create trigger measurement_numbered before insert on measurement_respondent for each row when (new.number = 0) execute function app.measurement_numbered();

-- Somebody takes back that they agreed: what they said is deleted; that they were spoken to stays, without anything they said.
create function app.withdraw_from_measurement(respondent uuid, moment timestamptz) returns boolean language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform 1 from measurement_respondent r where r.id = withdraw_from_measurement.respondent and r.library_id = app.organisation() and app.role() = 'programme_leader' and r.withdrawn_at is null for update;
  if not found then return false; end if;
  delete from measurement_fragment f where f.respondent_id = withdraw_from_measurement.respondent;
  delete from measurement_note n where n.respondent_id = withdraw_from_measurement.respondent;
  update measurement_consent c set withdrawn_at = moment where c.respondent_id = withdraw_from_measurement.respondent and c.withdrawn_at is null;
  update measurement_respondent r set label = '', withdrawn_at = moment, version = r.version + 1 where r.id = withdraw_from_measurement.respondent;
  return true;
end $$;
-- Which measurements may be read with what was found: own ones and shared ones.
create function app.measurement_found(measurement uuid) returns boolean language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select 1 from measurement m where m.id = measurement_found.measurement and m.removed_at is null and app.role() = 'programme_leader' and m.library_id = app.organisation()) or measurement_found.measurement = any (app.measurements_shared('findings'))
$$;
-- How many fragments of how many people stand behind a question, per role; per building block too (block not null). Counts only.
create function app.measurement_evidence(measurement uuid) returns table (question text, block text, role text, fragments integer, people integer) language sql stable security definer set search_path = public, pg_temp as $$
  select c.question, c.block, r.role, count(distinct f.id)::integer, count(distinct r.id)::integer
  from measurement_code c join measurement_fragment f on f.id = c.fragment_id and f.removed_at is null join measurement_respondent r on r.id = f.respondent_id and r.withdrawn_at is null and r.removed_at is null
  where app.measurement_found(measurement_evidence.measurement) and c.measurement_id = measurement_evidence.measurement
  group by grouping sets ((c.question, r.role), (c.question, c.block, r.role))
$$;
-- What may be quoted: by role and round, never by whom.
create function app.measurement_quotes(measurement uuid) returns table (question text, block text, role text, round smallint, retro boolean, words text) language sql stable security definer set search_path = public, pg_temp as $$
  select coalesce(c.question, ''), coalesce(c.block, ''), r.role, o.number, f.retro, f.words
  from measurement_fragment f join measurement_respondent r on r.id = f.respondent_id and r.withdrawn_at is null and r.removed_at is null join measurement_round o on o.id = f.round_id
    left join lateral (select x.question, x.block from measurement_code x where x.fragment_id = f.id order by x.id limit 1) c on true
  where app.measurement_found(measurement_quotes.measurement) and f.measurement_id = measurement_quotes.measurement and f.quote = 'approved' and f.removed_at is null and f.erased_at is null
  order by f.id limit 200
$$;
-- Per round and role how many were spoken to.
create function app.measurement_spoken(measurement uuid) returns table (round smallint, role text, people integer) language sql stable security definer set search_path = public, pg_temp as $$
  select o.number, r.role, count(distinct r.id)::integer from measurement_talk t join measurement_round o on o.id = t.round_id and o.removed_at is null join measurement_respondent r on r.id = t.respondent_id
  where app.measurement_found(measurement_spoken.measurement) and t.measurement_id = measurement_spoken.measurement and t.state = 'held' and t.removed_at is null group by o.number, r.role order by o.number, r.role
$$;
-- Of two rounds who was spoken to in both, in one, and who told afterwards, in the second, about before. A talk that was held counts as spoken to. Counts only.
create function app.measurement_matched(measurement uuid, first integer, second integer) returns table (role text, matched integer, only_a integer, only_b integer, retro integer) language sql stable security definer set search_path = public, pg_temp as $$
  with met as (select r.id, r.role, bool_or(o.number = first) as a, bool_or(o.number = second) as b from measurement_talk t join measurement_round o on o.id = t.round_id and o.removed_at is null join measurement_respondent r on r.id = t.respondent_id and r.removed_at is null
    where app.measurement_found(measurement_matched.measurement) and t.measurement_id = measurement_matched.measurement and t.state = 'held' and t.removed_at is null and o.number in (first, second) group by r.id, r.role)
  select m.role, count(*) filter (where a and b)::integer, count(*) filter (where a and not b)::integer, count(*) filter (where b and not a)::integer,
    count(*) filter (where b and (exists (select 1 from measurement_note n join measurement_talk t on t.id = n.talk_id join measurement_round o on o.id = t.round_id where n.respondent_id = m.id and n.retro and o.number = second) or exists (select 1 from measurement_fragment f join measurement_round o on o.id = f.round_id where f.respondent_id = m.id and f.retro and f.removed_at is null and o.number = second)))::integer
  from met m group by m.role
$$;
-- How often the design was copied by others.
create function app.measurement_copies(measurement uuid) returns integer language sql stable security definer set search_path = public, pg_temp as $$
  select count(*)::integer from measurement m where m.origin_id = measurement_copies.measurement and exists (select 1 from measurement o where o.id = measurement_copies.measurement and o.library_id = app.organisation() and app.role() = 'programme_leader')
$$;
-- Libraries and research institutes to share with by name.
create function app.measurement_readers() returns table (id uuid, name text) language sql stable security definer set search_path = public, pg_temp as $$
  select o.id, o.name from organisation o where app.role() = 'programme_leader' and o.kind in ('library', 'research') and o.is_on and o.id <> app.organisation() order by o.name, o.id limit 500
$$;
-- Whose it is, for a reader.
create function app.measurement_library(measurement uuid) returns text language sql stable security definer set search_path = public, pg_temp as $$
  select o.name from measurement m join organisation o on o.id = m.library_id where m.id = measurement_library.measurement and app.role() in ('programme_leader', 'researcher') and (m.library_id = app.organisation() or m.id = any (app.measurements_shared('design')))
$$;
revoke all on function app.withdraw_from_measurement(uuid, timestamptz), app.measurement_found(uuid), app.measurement_evidence(uuid), app.measurement_quotes(uuid), app.measurement_spoken(uuid), app.measurement_matched(uuid, integer, integer), app.measurement_copies(uuid), app.measurement_readers(), app.measurement_library(uuid) from public;
grant execute on function app.withdraw_from_measurement(uuid, timestamptz), app.measurement_found(uuid), app.measurement_evidence(uuid), app.measurement_quotes(uuid), app.measurement_spoken(uuid), app.measurement_matched(uuid, integer, integer), app.measurement_copies(uuid), app.measurement_readers(), app.measurement_library(uuid) to inbeeld_app;

-- What was said in a measurement that closed long enough ago is deleted: notes, and fragments that are no approved quote. Codes and counts stay. Run as owner.
create function app.forget_measurements(moment timestamptz) returns integer language plpgsql set search_path = public, pg_temp as $$
declare due uuid[];
begin
  select array_agg(m.id) into due from measurement m where m.closed_on is not null and m.forgotten_at is null and m.closed_on + make_interval(months => m.keep_months) < (moment at time zone 'Europe/Amsterdam')::date;
  if due is null then return 0; end if;
  delete from measurement_note n where n.measurement_id = any (due);
  update measurement_fragment f set words = '', erased_at = moment, version = f.version + 1 where f.measurement_id = any (due) and f.erased_at is null and (f.quote <> 'approved' or f.removed_at is not null);
  update measurement_respondent r set label = '', version = r.version + 1 where r.measurement_id = any (due) and r.label <> '';
  update measurement m set forgotten_at = moment where m.id = any (due);
  return cardinality(due);
end $$;
