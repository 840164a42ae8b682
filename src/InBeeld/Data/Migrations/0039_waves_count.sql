-- What InBeeld registered itself, filled in when a wave opens: it counts as an answer when the library says that it is right. Only counts go along, of no child anything else.
-- Nothing registered is not the same as nothing done: a library that did not use a part of InBeeld by the end of that school year gets no nought for it, and a school without an agreement here gets no "no".

-- What is counted for a wave, of the libraries that work in InBeeld or of one of them: over its school year (1 August until 1 August), and nothing that lies after the moment. Only for questions that ask it:
-- of that concept, level and kind, and within what the question takes. number: the answer; counted: what was counted for it.
create function app.wave_counts(w wave, root uuid, moment timestamptz) returns table (unit uuid, item text, what text, number numeric, counted numeric) language sql stable security definer set search_path = public, pg_temp as $$
  with year as (select make_date(w.school_year, 8, 1) as first, make_date(w.school_year + 1, 7, 31) as last, least(make_date(w.school_year + 1, 7, 31), (moment at time zone 'Europe/Amsterdam')::date) as till),
  span as (select y.*, y.first::timestamp at time zone 'Europe/Amsterdam' as starts, least((y.last + 1)::timestamp at time zone 'Europe/Amsterdam', moment) as ends from year y),
  libraries as (select u.id, u.organisation_id from wave_unit u, span y where u.wave_id = w.id and u.level = 'library' and u.organisation_id is not null and (wave_counts.root is null or u.id = wave_counts.root) and y.starts < y.ends),
  -- Participants that were made one have one id here: merging moves the enrolments.
  -- Only of programmes for children: who takes part in one for parents is a parent. Once for all libraries, not anew for each.
  met as materialized (select l.id as unit, count(distinct s.id) as sessions, count(distinct e.participant_id) as participants from libraries l cross join span y join programme p on p.library_id = l.organisation_id and p.audience in ('child', 'small')
      join programme_session s on s.programme_id = p.id and s.state = 'held' and lower(s.during) >= y.starts and lower(s.during) < y.ends
      left join attendance a on a.session_id = s.id and a.state in ('present', 'late') left join enrolment e on e.id = a.enrolment_id group by l.id),
  offers as (select l.id as unit, coalesce(m.sessions, 0) as sessions, coalesce(m.participants, 0) as participants from libraries l cross join span y left join met m on m.unit = l.id
      where exists (select 1 from programme p where p.library_id = l.organisation_id and p.audience in ('child', 'small') and p.state <> 'draft' and p.starts <= y.till)),
  counts as (
    select f.unit, 'participants' as what, 'library' as level, 'number' as kind, null::numeric as yes, f.participants::numeric as counted from offers f
    union all select f.unit, 'sessions', 'library', 'number', null, f.sessions from offers f
    union all select l.id, 'visits', 'library', 'number', null, (select count(*) from slot s join booking b on b.slot_id = s.id and b.state in ('in', 'out') where s.library_id = l.organisation_id and s.starts >= y.starts and s.starts < y.ends)
      from libraries l, span y where exists (select 1 from slot s join booking b on b.slot_id = s.id where s.library_id = l.organisation_id and s.starts < y.ends)
    -- Signed by both, and in force on a day of that school year.
    union all select u.id, 'agreement-signed', 'location', 'yesno', 1, count(*) from libraries l join wave_unit u on u.root_id = l.id and u.level = 'location' join organisation o on o.kind = 'school' and o.code = u.code
        join network_partner n on n.organisation_id = o.id and n.library_id = l.organisation_id and n.removed_at is null join network_agreement a on a.partner_id = n.id and a.removed_at is null cross join span y
      where greatest(a.starts, a.signed_them, a.signed_us, y.first) <= least(a.ends, a.ended_on, y.till) and a.signed_them is not null and a.signed_us is not null group by u.id)
  select c.unit, i.key, c.what, coalesce(c.yes, c.counted), c.counted from counts c join wave_item i on i.wave_id = w.id and i.concept = c.what and i.level = c.level
    join jsonb_array_elements(w.definition::jsonb -> 'items') d on d ->> 'key' = i.key and d ->> 'kind' = c.kind and (c.kind = 'yesno' or c.counted between coalesce((d ->> 'least')::numeric, 0) and coalesce((d ->> 'most')::numeric, 1e12))
$$;
create function app.count_source(what text, counted numeric, moment timestamptz) returns jsonb language sql stable as $$
  select jsonb_build_object('registered', jsonb_build_object('what', what, 'number', counted, 'day', (moment at time zone 'Europe/Amsterdam')::date))
$$;
-- Fills in what was counted where nothing stands yet.
create function app.count_wave(w wave, root uuid, moment timestamptz) returns void language sql security definer set search_path = public, pg_temp as $$
  insert into wave_answer (wave_id, unit_id, item, state, number, origin, confirmed, source, at)
    select w.id, c.unit, c.item, 'value', c.number, 'registered', false, app.count_source(c.what, c.counted, moment), moment from app.wave_counts(w, root, moment) c on conflict do nothing
$$;
-- Counts again for one library. Only what was counted before and nobody confirmed changes, and what has no answer yet is filled in. What is no longer registered goes: last year's answer comes back in its place, when there was one.
create function app.recount_wave(root uuid, moment timestamptz) returns text language plpgsql security definer set search_path = public, pg_temp as $$
declare shut text := app.wave_shut(root, moment); w wave;
begin
  if app.role() not in ('programme_leader', 'library_planner') or root = app.wave_link() then return 'gone'; end if;
  if shut <> '' then return shut; end if;
  select x.* into w from wave x join wave_unit u on u.wave_id = x.id where u.id = root;
  create temporary table recounted on commit drop as select * from app.wave_counts(w, root, moment);
  update wave_answer a set number = c.number, source = a.source || app.count_source(c.what, c.counted, moment), version = a.version + 1, at = moment from recounted c
    where a.unit_id = c.unit and a.item = c.item and a.origin = 'registered' and not a.confirmed and a.source -> 'registered' is distinct from app.count_source(c.what, c.counted, moment) -> 'registered';
  update wave_answer a set origin = 'last-wave', number = (a.source #>> '{last,number}')::numeric, source = a.source - 'registered', version = a.version + 1, at = moment from wave_unit u
    where u.root_id = root and a.unit_id = u.id and a.origin = 'registered' and not a.confirmed and a.source ? 'last' and not exists (select 1 from recounted c where c.unit = a.unit_id and c.item = a.item);
  delete from wave_answer a using wave_unit u where u.root_id = root and a.unit_id = u.id and a.origin = 'registered' and not a.confirmed and not a.source ? 'last' and not exists (select 1 from recounted c where c.unit = a.unit_id and c.item = a.item);
  drop table recounted;
  perform app.count_wave(w, root, moment);
  return '';
end $$;
do $$ declare f text; begin
  for f in select p.oid::regprocedure::text from pg_proc p where p.pronamespace = 'app'::regnamespace and p.proname in ('wave_counts', 'count_source', 'count_wave', 'recount_wave') loop
    execute 'revoke all on function ' || f || ' from public';
    if f like '%recount_wave%' then execute 'grant execute on function ' || f || ' to inbeeld_app'; end if;
  end loop;
end $$;
