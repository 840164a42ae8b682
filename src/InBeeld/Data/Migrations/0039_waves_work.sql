-- What is done with waves. Each function checks role, institute or library itself, and answers why not, or ''.

-- The register as it is now: the libraries of the installation and the school locations in the municipalities they serve. A location in two of them goes to the library whose code comes first.
create function app.wave_register(levels text[]) returns table (level text, code text, name text, parent text, province text, municipality text, education text, pupils bigint, organisation_id uuid)
language sql stable security definer set search_path = public, pg_temp as $$
  with libraries as (select o.id, coalesce(o.code, o.id::text) as code, o.name, o.municipality_code from organisation o where o.kind = 'library' and o.is_on and o.gone_on is null and app.role() = 'researcher'),
    served as (select l.id, l.code, l.municipality_code as town from libraries l union
      select l.id, l.code, m.code from libraries l join place_agreement a on a.library_id = l.id and a.state = 'agreed' join organisation m on m.id = a.municipality_id),
    locations as (select distinct on (s.id) s.id, s.code, s.name, s.municipality_code, s.level, v.code as library from served v join organisation s on s.kind = 'school' and s.municipality_code = v.town and s.gone_on is null and s.code is not null
      where s.level = any (levels) order by s.id, v.code)
  select 'library', l.code, l.name, '', coalesce(m.province, ''), coalesce(m.name, ''), '', null::bigint, l.id from libraries l left join municipality m on m.code = l.municipality_code
  union all
  select 'location', s.code, s.name, s.library, coalesce(m.province, ''), coalesce(m.name, ''), s.level, (select count(*) from pupil p where p.school_id = s.id and p.left_on is null), null from locations s left join municipality m on m.code = s.municipality_code
$$;
-- Makes a wave with the version of a questionnaire as it is now.
create function app.make_wave(new_id uuid, questionnaire text, number_of_version integer, definition text, items jsonb, name text, kind text, school_year integer, number integer, opens date, closes date, moment timestamptz) returns text
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if app.role() <> 'researcher' then return 'gone'; end if;
  if exists (select 1 from wave w where w.id = new_id) then return ''; end if;
  insert into wave (id, institute_id, questionnaire_key, questionnaire_version, definition, name, kind, school_year, number, opens_on, closes_on, by_person, at)
    values (new_id, app.organisation(), questionnaire, number_of_version, make_wave.definition, make_wave.name, make_wave.kind, make_wave.school_year, make_wave.number, opens, closes, app.person(), moment);
  insert into wave_item (wave_id, key, concept, part, section, level, position) select new_id, x.key, x.concept, x.part, x.section, x.level, x.position from jsonb_to_recordset(items) as x (key text, concept text, part text, section text, level text, position smallint);
  return '';
end $$;
-- Takes the units into a wave in the making, instead of those that were there. Rows: level (library or location), code, name, parent (code of the library), province, features, organisation.
create function app.freeze_wave(wave uuid, known integer, rows jsonb, moment timestamptz) returns text language plpgsql security definer set search_path = public, pg_temp as $$
declare w wave; country uuid := uuidv7();
begin
  select * into w from wave x where x.id = freeze_wave.wave and x.id = any (app.researched_waves()) for update;
  if w.id is null then return 'gone'; end if;
  if w.version <> known then return 'changed'; end if;
  if w.state <> 'draft' then return 'not-now'; end if;
  delete from wave_unit u where u.wave_id = w.id;
  insert into wave_unit (id, wave_id, level, name, code) values (country, w.id, 'country', 'Nederland', 'nl');
  create temporary table frozen on commit drop as select uuidv7() as id, x.* from jsonb_to_recordset(rows) as x (level text, code text, name text, parent text, province text, features jsonb, organisation uuid, weight numeric);
  insert into wave_unit (wave_id, level, parent_id, name, code, sort_key) select w.id, 'province', country, p.province, lower(p.province), unaccent(lower(p.province)) from (select distinct f.province from frozen f where f.level = 'library' and f.province <> '') p;
  insert into wave_unit (id, wave_id, level, parent_id, root_id, name, code, features, stands_for, organisation_id, sort_key)
    select f.id, w.id, 'library', coalesce(p.id, country), f.id, f.name, f.code, f.features, coalesce(f.weight, 1), o.id, unaccent(lower(f.name))
    from frozen f left join wave_unit p on p.wave_id = w.id and p.level = 'province' and p.code = lower(f.province) left join organisation o on o.kind = 'library' and (o.id = f.organisation or f.organisation is null and o.code = f.code) where f.level = 'library';
  insert into wave_unit (id, wave_id, level, parent_id, root_id, name, code, features, stands_for, sort_key)
    select f.id, w.id, 'location', l.id, l.id, f.name, f.code, f.features, coalesce(f.weight, 1), unaccent(lower(f.name)) from frozen f join wave_unit l on l.wave_id = w.id and l.level = 'library' and l.code = f.parent where f.level = 'location';
  insert into wave_reply (unit_id, wave_id) select u.id, w.id from wave_unit u where u.wave_id = w.id and u.level = 'library';
  drop table frozen;
  update wave x set version = x.version + 1 where x.id = w.id;
  return '';
end $$;
-- Values of the last wave, for the same unit of the same library, where the question still is the same. Pairs: was and now, keys of items. What InBeeld counted stays, with the value of then beside it.
create function app.prefill_wave(w wave, last uuid, pairs jsonb, moment timestamptz) returns void language sql security definer set search_path = public, pg_temp as $$
  insert into wave_answer (wave_id, unit_id, item, state, number, codes, words, about, origin, confirmed, source, at)
    select w.id, n.id, x.now, 'value', a.number, a.codes, a.words, a.about, 'last-wave', false, jsonb_build_object('last', jsonb_build_object('wave', b.name, 'schoolYear', b.school_year, 'number', a.number, 'codes', to_jsonb(a.codes), 'words', left(a.words, 200))), moment
    from wave b join wave_answer a on a.wave_id = b.id and a.state = 'value' and a.confirmed join jsonb_to_recordset(pairs) as x (was text, now text) on x.was = a.item
      join wave_unit o on o.id = a.unit_id join wave_unit q on q.id = o.root_id join wave_unit n on n.wave_id = w.id and n.level = o.level and n.code = o.code join wave_unit m on m.id = n.root_id and m.code = q.code
    where b.id = last and b.institute_id = w.institute_id and b.state = 'closed'
    on conflict on constraint wave_answer_pkey do update set source = wave_answer.source || excluded.source where wave_answer.origin = 'registered' and not wave_answer.confirmed
$$;
create function app.tell_of_wave(w wave, what text, moment timestamptz) returns integer language plpgsql security definer set search_path = public, pg_temp as $$
declare hit integer;
begin
  insert into notice (to_organisation_id, to_role, kind, link, args) select u.organisation_id, r.role, what, '/monitor/answer/' || w.id, jsonb_build_array(o.name, w.name)
    from wave_unit u join wave_reply y on y.unit_id = u.id and y.state = 'open' join organisation o on o.id = w.institute_id cross join unnest(array['programme_leader', 'library_planner']) r (role)
    where u.wave_id = w.id and u.level = 'library' and u.organisation_id is not null
      and not exists (select 1 from notice n where n.to_organisation_id = u.organisation_id and n.to_role = r.role and n.kind = what and n.link = '/monitor/answer/' || w.id and n.seen_at is null);
  update wave_reply y set reminded_at = moment where y.wave_id = w.id and y.state = 'open' and what = 'wave-reminder';
  get diagnostics hit = row_count;
  return hit;
end $$;
-- Opens a wave, closes it, or opens it again with a reason and a new last day.
create function app.turn_wave(wave uuid, known integer, target text, why text, until date, last uuid, pairs jsonb, moment timestamptz) returns text language plpgsql security definer set search_path = public, pg_temp as $$
declare w wave; today date := (moment at time zone 'Europe/Amsterdam')::date;
begin
  select * into w from wave x where x.id = turn_wave.wave and x.id = any (app.researched_waves()) for update;
  if w.id is null then return 'gone'; end if;
  if w.state = target then return ''; end if;
  if w.version <> known then return 'changed'; end if;
  if target = 'open' and w.state = 'draft' then
    if not exists (select 1 from wave_unit u where u.wave_id = w.id and u.level = 'library') then return 'empty'; end if;
    if w.closes_on < today then return 'over'; end if;
    update wave x set state = 'open', opens_on = least(x.opens_on, today), opened_at = moment, version = x.version + 1 where x.id = w.id returning * into w;
    perform app.count_wave(w, null, moment);
    if last is not null then perform app.prefill_wave(w, last, pairs, moment); end if;
    insert into wave_event (wave_id, kind, by_person, at) values (w.id, 'opened', app.person(), moment);
    perform app.tell_of_wave(w, 'wave-asked', moment);
  elsif target = 'closed' and w.state = 'open' then
    update wave x set state = 'closed', closed_at = moment, version = x.version + 1 where x.id = w.id;
    insert into wave_event (wave_id, kind, by_person, at) values (w.id, 'closed', app.person(), moment);
  elsif target = 'open' and w.state = 'closed' then
    if trim(why) = '' then return 'why'; end if;
    if until is null or until < today or until > today + 366 then return 'until'; end if;
    update wave x set state = 'open', closes_on = until, closed_at = null, version = x.version + 1 where x.id = w.id returning * into w;
    insert into wave_event (wave_id, kind, why, by_person, at) values (w.id, 'reopened', turn_wave.why, app.person(), moment);
  else return 'not-now'; end if;
  return '';
end $$;
-- Reminds the libraries in InBeeld that did not hand in, at most once in twenty hours. Answers how many libraries; -1: not yours or not open; 0 also when that was done already.
create function app.remind_wave(wave uuid, moment timestamptz) returns integer language plpgsql security definer set search_path = public, pg_temp as $$
declare w wave;
begin
  select * into w from wave x where x.id = remind_wave.wave and x.id = any (app.researched_waves()) and x.state = 'open' for update;
  if w.id is null then return -1; end if;
  if w.reminded_at > moment - interval '20 hours' then return 0; end if;
  update wave x set reminded_at = moment where x.id = w.id;
  return app.tell_of_wave(w, 'wave-reminder', moment);
end $$;
-- Why whoever asks may not change the answers of this library, or ''.
create function app.wave_shut(root uuid, moment timestamptz) returns text language plpgsql security definer set search_path = public, pg_temp as $$
declare w wave; y wave_reply;
begin
  if root is null or not root = any (app.answered_units()) then return 'gone'; end if;
  select x.* into w from wave x join wave_unit u on u.wave_id = x.id where u.id = root for share of x;
  if w.state <> 'open' or (moment at time zone 'Europe/Amsterdam')::date not between w.opens_on and w.closes_on then return 'closed'; end if;
  select * into y from wave_reply x where x.unit_id = root for update;
  return case when y.state = 'open' then '' else 'handed-in' end;
end $$;
create function app.may_fill(root uuid, part text) returns boolean language sql stable security definer set search_path = public, pg_temp as $$
  select case when root = app.wave_link() and app.wave_link_part() <> '' then part = app.wave_link_part() when root = app.wave_link() or app.role() in ('programme_leader', 'library_planner') then true
    else exists (select 1 from wave_part p where p.unit_id = root and p.part = may_fill.part and p.membership_id = nullif(current_setting('inbeeld.membership', true), '')::uuid) end
$$;
-- Keeps answers of a library and its locations, all or none. Rows: unit, item, state, number, codes, words, about, known (the version that was seen, 0: none), holds (what was filled in beforehand is right).
create function app.keep_wave_answers(root uuid, rows jsonb, moment timestamptz) returns text language plpgsql security definer set search_path = public, pg_temp as $$
declare shut text := app.wave_shut(root, moment); of_wave uuid; wanted integer; hit integer; more integer;
begin
  if shut <> '' then return shut; end if;
  select u.wave_id into of_wave from wave_unit u where u.id = root;
  if root = app.wave_link() then
    update wave_invitation i set used = case when i.used_on = moment::date then i.used + 1 else 1 end, used_on = moment::date where i.unit_id = root and i.part = app.wave_link_part() and i.withdrawn_at is null and (i.used_on is distinct from moment::date or i.used < 3000);
    if not found then return 'busy'; end if;
  end if;
  if exists (select 1 from jsonb_to_recordset(rows) as x (unit uuid, item text) left join wave_unit u on u.id = x.unit and u.root_id = root left join wave_item i on i.wave_id = of_wave and i.key = x.item
      where u.id is null or i.key is null or i.level <> u.level or not app.may_fill(root, i.part)) then return 'gone'; end if;
  select count(*) into wanted from jsonb_to_recordset(rows) as x (unit uuid);
  update wave_answer a set confirmed = true, version = a.version + 1, by_person = app.person(), at = moment from jsonb_to_recordset(rows) as x (unit uuid, item text, known integer, holds boolean)
    where x.holds and a.unit_id = x.unit and a.item = x.item and a.version = x.known;
  get diagnostics hit = row_count;
  insert into wave_answer (wave_id, unit_id, item, state, number, codes, words, about, version, by_person, at)
    select of_wave, x.unit, x.item, x.state, x.number, coalesce(array(select jsonb_array_elements_text(x.codes)), '{}'), coalesce(x.words, ''), coalesce(x.about, false), x.known + 1, app.person(), moment
    from jsonb_to_recordset(rows) as x (unit uuid, item text, state text, number numeric, codes jsonb, words text, about boolean, known integer, holds boolean) where x.holds is not true
    on conflict (unit_id, item) do update set state = excluded.state, number = excluded.number, codes = excluded.codes, words = excluded.words, about = excluded.about, origin = 'typed', confirmed = true,
      version = excluded.version, by_person = excluded.by_person, at = excluded.at where wave_answer.version = excluded.version - 1;
  get diagnostics more = row_count;
  if hit + more <> wanted then raise exception 'changed' using errcode = 'IB039'; end if;
  update wave_reply y set begun_at = coalesce(y.begun_at, moment) where y.unit_id = root;
  return '';
exception when sqlstate 'IB039' then return 'changed';
end $$;
do $$ declare f text; begin
  for f in select p.oid::regprocedure::text from pg_proc p where p.pronamespace = 'app'::regnamespace and p.proname in ('wave_register', 'make_wave', 'freeze_wave', 'prefill_wave', 'tell_of_wave', 'turn_wave', 'remind_wave', 'wave_shut', 'may_fill', 'keep_wave_answers') loop
    execute 'revoke all on function ' || f || ' from public';
    if f not like '%prefill_wave%' and f not like '%tell_of_wave%' then execute 'grant execute on function ' || f || ' to inbeeld_app'; end if;
  end loop;
end $$;
