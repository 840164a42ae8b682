-- Who answers in a wave: parts for employees, links for who has no account, handing in; and corrections after closing.

-- The library that a link is for, by the hash of what stands in it; nothing for any other. From then on this transaction answers for that library.
create function app.enter_wave(hash bytea, moment timestamptz) returns table (wave_id uuid, unit_id uuid, part text) language plpgsql security definer set search_path = public, pg_temp as $$
declare i wave_invitation;
begin
  select x.* into i from wave_invitation x join wave w on w.id = x.wave_id and w.state <> 'draft' where x.token_hash = hash and x.withdrawn_at is null;
  if i.id is null then return; end if;
  if i.opened_at is null then update wave_invitation x set opened_at = moment where x.id = i.id; end if;
  perform set_config('inbeeld.wave_link', i.unit_id::text, true), set_config('inbeeld.wave_part', i.part, true);
  return query select i.wave_id, i.unit_id, i.part;
end $$;
-- Makes links, one per library; one that is there for the same is withdrawn. The institute does so for any library, the contact person for a part of the own one.
create function app.make_wave_links(units uuid[], part text, hashes bytea[], moment timestamptz) returns text language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if exists (select 1 from unnest(units) x left join wave_unit u on u.id = x and u.level = 'library' left join wave w on w.id = u.wave_id
    where u.id is null or not (w.id = any (app.researched_waves()) or app.role() in ('programme_leader', 'library_planner') and u.id = any (app.answered_units()) and make_wave_links.part <> '')
      or make_wave_links.part <> '' and not exists (select 1 from wave_item i where i.wave_id = w.id and i.part = make_wave_links.part)) then return 'gone'; end if;
  if exists (select 1 from unnest(units) x join wave_unit u on u.id = x join wave w on w.id = u.wave_id where w.state = 'closed') then return 'closed'; end if;
  update wave_invitation i set withdrawn_at = moment where i.unit_id = any (units) and i.part = make_wave_links.part and i.withdrawn_at is null;
  insert into wave_invitation (id, wave_id, unit_id, part, token_hash, made_by, made_at) select uuidv7(), u.wave_id, u.id, make_wave_links.part, t.h, app.person(), moment from unnest(units, hashes) as t (u, h) join wave_unit u on u.id = t.u;
  return '';
end $$;
create function app.withdraw_wave_link(link uuid, moment timestamptz) returns boolean language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update wave_invitation i set withdrawn_at = moment where i.id = link and i.withdrawn_at is null
    and (i.wave_id = any (app.researched_waves()) or app.role() in ('programme_leader', 'library_planner') and i.unit_id = any (app.answered_units()) and i.part <> '');
  return found;
end $$;
-- Gives a part to an employee of the own library, or takes it back.
create function app.give_wave_part(root uuid, part text, member uuid, moment timestamptz) returns text language plpgsql security definer set search_path = public, pg_temp as $$
declare shut text := app.wave_shut(root, moment); before uuid;
begin
  if app.role() not in ('programme_leader', 'library_planner') then return 'gone'; end if;
  if shut <> '' then return shut; end if;
  if not exists (select 1 from wave_unit u join wave_item i on i.wave_id = u.wave_id and i.part = give_wave_part.part where u.id = root) then return 'gone'; end if;
  if member is not null and not exists (select 1 from membership m where m.id = member and m.organisation_id = app.organisation() and m.role = 'library' and m.ends is null) then return 'gone'; end if;
  select p.membership_id into before from wave_part p where p.unit_id = root and p.part = give_wave_part.part;
  insert into wave_part (unit_id, part, membership_id) values (root, give_wave_part.part, member) on conflict on constraint wave_part_pkey do update set membership_id = excluded.membership_id;
  if member is not null and member is distinct from before then
    insert into notice (to_person_id, kind, link, args) select m.person_id, 'wave-part', '/monitor/answer/' || u.wave_id, jsonb_build_array(w.name) from membership m, wave_unit u join wave w on w.id = u.wave_id where m.id = member and u.id = root;
  end if;
  return '';
end $$;
-- Says that a part is done, or not yet after all.
create function app.finish_wave_part(root uuid, part text, done boolean, moment timestamptz) returns text language plpgsql security definer set search_path = public, pg_temp as $$
declare shut text := app.wave_shut(root, moment);
begin
  if shut <> '' then return shut; end if;
  if not app.may_fill(root, finish_wave_part.part) or not exists (select 1 from wave_unit u join wave_item i on i.wave_id = u.wave_id and i.part = finish_wave_part.part where u.id = root) then return 'gone'; end if;
  insert into wave_part (unit_id, part, done_at, done_by) values (root, finish_wave_part.part, case when done then moment end, case when done then app.person() end)
    on conflict on constraint wave_part_pkey do update set done_at = excluded.done_at, done_by = excluded.done_by;
  return '';
end $$;
-- Hands in, also when things are missing, or takes that back while the wave is open.
create function app.hand_in_wave(root uuid, back boolean, moment timestamptz) returns text language plpgsql security definer set search_path = public, pg_temp as $$
declare shut text := app.wave_shut(root, moment);
begin
  if not (app.role() in ('programme_leader', 'library_planner') and root is distinct from app.wave_link() or root = app.wave_link() and app.wave_link_part() = '') then return 'gone'; end if;
  if shut not in ('', 'handed-in') then return shut; end if;
  if (shut = '') = back then return ''; end if;
  update wave_reply y set state = case when back then 'open' else 'handed-in' end, handed_in_at = case when not back then moment end, handed_in_by = case when not back then app.person() end, begun_at = coalesce(y.begun_at, moment) where y.unit_id = root;
  return '';
end $$;
-- Says why an odd answer is right; an empty reason takes that back.
create function app.explain_wave_check(root uuid, unit uuid, key text, why text, moment timestamptz) returns text language plpgsql security definer set search_path = public, pg_temp as $$
declare shut text := app.wave_shut(root, moment);
begin
  if shut <> '' then return shut; end if;
  if not exists (select 1 from wave_unit u where u.id = explain_wave_check.unit and u.root_id = root) then return 'gone'; end if;
  if trim(why) = '' then delete from wave_check c where c.unit_id = explain_wave_check.unit and c.key = explain_wave_check.key;
  else insert into wave_check (unit_id, root_id, key, reason, by_person, at) values (explain_wave_check.unit, root, explain_wave_check.key, why, app.person(), moment)
    on conflict on constraint wave_check_pkey do update set reason = excluded.reason, by_person = excluded.by_person, at = excluded.at; end if;
  return '';
end $$;
-- Corrects an answer of a closed wave. What stood there, what became of it, why and who stays readable.
create function app.correct_wave_answer(target uuid, question text, known integer, new_state text, new_number numeric, new_codes text[], new_words text, new_about boolean, why text, moment timestamptz) returns text language plpgsql security definer set search_path = public, pg_temp as $$
declare w wave; u wave_unit; a wave_answer; b wave_answer;
begin
  select * into u from wave_unit x where x.id = target;
  select * into w from wave x where x.id = u.wave_id and x.id = any (app.researched_waves()) for share;
  if w.id is null or not exists (select 1 from wave_item i where i.wave_id = w.id and i.key = question and i.level = u.level) then return 'gone'; end if;
  if w.state <> 'closed' then return 'not-now'; end if;
  if trim(why) = '' then return 'why'; end if;
  select * into a from wave_answer x where x.unit_id = target and x.item = question for update;
  -- A count that the library did not confirm is not shown to the institute: for it there is no answer.
  if (case when a.confirmed or a.origin <> 'registered' then a.version else 0 end) <> known then return 'changed'; end if;
  insert into wave_answer (wave_id, unit_id, item, state, number, codes, words, about, origin, by_person, at) values (w.id, target, question, new_state, new_number, new_codes, new_words, new_about, 'corrected', app.person(), moment)
    on conflict (unit_id, item) do update set state = excluded.state, number = excluded.number, codes = excluded.codes, words = excluded.words, about = excluded.about, origin = 'corrected', confirmed = true, version = wave_answer.version + 1,
      by_person = excluded.by_person, at = excluded.at where wave_answer.version = coalesce(a.version, 0) returning * into b;
  if b.unit_id is null then return 'changed'; end if;
  insert into wave_event (wave_id, unit_id, item, kind, was, became, why, by_person, at) values (w.id, target, question, 'corrected',
    case when a.unit_id is null then '{}' else jsonb_build_object('state', case when a.confirmed then a.state else 'missing' end, 'number', a.number, 'codes', a.codes, 'words', a.words, 'about', a.about) end,
    jsonb_build_object('state', b.state, 'number', b.number, 'codes', b.codes, 'words', b.words, 'about', b.about), correct_wave_answer.why, app.person(), moment);
  return '';
end $$;
do $$ declare f text; begin
  for f in select p.oid::regprocedure::text from pg_proc p where p.pronamespace = 'app'::regnamespace and p.proname in ('enter_wave', 'make_wave_links', 'withdraw_wave_link', 'give_wave_part', 'finish_wave_part', 'hand_in_wave', 'explain_wave_check', 'correct_wave_answer') loop
    execute 'revoke all on function ' || f || ' from public';
    execute 'grant execute on function ' || f || ' to inbeeld_app';
  end loop;
end $$;
