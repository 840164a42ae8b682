-- What is done with goals, scales and results. The tables themselves are not written from outside.

-- Grows by one with everything that is measured or taken back: a form says what it knew.
create function app.measured(enrolment uuid) returns integer language sql stable security definer set search_path = public, pg_temp as $$
  select ((select count(*) + count(m.replaced_at) from goal_measurement m where m.enrolment_id = measured.enrolment) + (select count(*) + count(a.replaced_at) from short_answer a where a.enrolment_id = measured.enrolment and a.school_id is null))::integer
  where exists (select 1 from enrolment e where e.id = measured.enrolment and e.programme_id = any (app.guided()))
$$;
-- Makes a goal (known 0) or changes one. Words of a scale that was measured with are not changed: that makes a next scale. Answers why not, or ''.
create function app.keep_goal(target uuid, enrolment uuid, known integer, said text, agreed text[], since date, written text[], begin_at integer, moment timestamptz) returns text
language plpgsql security definer set search_path = public, pg_temp as $$
declare e enrolment; g goal; s goal_scale; anew boolean := false; made_number smallint;
begin
  select x.* into e from enrolment x where x.id = keep_goal.enrolment and x.programme_id = any (app.guided()) for update;
  if e.id is null then return 'gone'; end if;
  select x.* into g from goal x where x.id = target for update;
  if g.id is null then
    if known <> 0 then return 'gone'; end if;
    if e.state in ('declined', 'withdrawn') then return 'over'; end if;
    if (select count(*) from goal x where x.enrolment_id = e.id and x.stopped_on is null) >= 8 then return 'many'; end if;
    insert into goal (id, enrolment_id, words, agreed_with, from_day, by_person, at) values (target, e.id, said, agreed, since, app.person(), moment);
    insert into goal_scale (goal_id, number, steps, start, from_day, by_person, at) values (target, 1, written, begin_at, since, app.person(), moment);
    return '';
  end if;
  if g.enrolment_id <> e.id or known < 0 then return 'gone'; end if;
  if known = 0 then return ''; end if;
  if g.version <> known or g.stopped_on is not null then return 'changed'; end if;
  if exists (select 1 from goal_measurement m where m.goal_id = g.id and m.day < since) then return 'early'; end if;
  select x.* into s from goal_scale x where x.goal_id = g.id and x.number = g.scale;
  made_number := s.number;
  if s.steps <> written or s.start <> begin_at then
    anew := exists (select 1 from goal_measurement m where m.goal_id = g.id and m.scale = g.scale);
    if anew then
      select max(x.number) + 1 into made_number from goal_scale x where x.goal_id = g.id;
      insert into goal_scale (goal_id, number, steps, start, from_day, by_person, at) values (g.id, made_number, written, begin_at, (moment at time zone 'Europe/Amsterdam')::date, app.person(), moment);
    end if;
  end if;
  if not anew then
    update goal_scale x set steps = written, start = begin_at, from_day = case when x.number = 1 then since else x.from_day end where x.goal_id = g.id and x.number = g.scale;
  end if;
  update goal x set words = said, agreed_with = agreed, from_day = since, scale = made_number, version = x.version + 1,
    was = jsonb_build_object('words', g.words, 'agreed', to_jsonb(g.agreed_with), 'since', g.from_day, 'scale', g.scale, 'steps', to_jsonb(s.steps), 'start', s.start, 'day', s.from_day) where x.id = g.id;
  return '';
end $$;
-- Takes the last change of a goal back, or the goal itself when it was just made. Answers why not, or ''.
create function app.undo_goal(target uuid, known integer) returns text language plpgsql security definer set search_path = public, pg_temp as $$
declare g goal; old smallint;
begin
  select x.* into g from goal x join enrolment e on e.id = x.enrolment_id where x.id = target and e.programme_id = any (app.guided()) for update of x;
  if g.id is null then return 'gone'; end if;
  if g.version <> known or exists (select 1 from goal_measurement m where m.goal_id = g.id and m.scale = g.scale) and g.was ->> 'scale' is distinct from g.scale::text then return 'changed'; end if;
  if g.was is null then
    if g.version <> 1 then return 'changed'; end if;
    delete from goal x where x.id = g.id;
    return '';
  end if;
  old := (g.was ->> 'scale')::smallint;
  if old = g.scale then
    if exists (select 1 from goal_measurement m where m.goal_id = g.id and m.scale = old)
      and exists (select 1 from goal_scale s where s.goal_id = g.id and s.number = old and to_jsonb(s.steps) <> g.was -> 'steps') then return 'changed'; end if;
    update goal_scale s set steps = array(select jsonb_array_elements_text(g.was -> 'steps')), start = (g.was ->> 'start')::smallint, from_day = (g.was ->> 'day')::date where s.goal_id = g.id and s.number = old;
  end if;
  update goal x set words = g.was ->> 'words', agreed_with = array(select jsonb_array_elements_text(g.was -> 'agreed')), from_day = (g.was ->> 'since')::date, scale = old, was = null, version = x.version + 1 where x.id = g.id;
  if old <> g.scale then delete from goal_scale s where s.goal_id = g.id and s.number = g.scale; end if;
  return '';
end $$;
-- Stops a goal with a reason, or lets it go on (no reason). Answers why not, or ''.
create function app.stop_goal(target uuid, known integer, reason text, moment timestamptz) returns text language plpgsql security definer set search_path = public, pg_temp as $$
declare g goal;
begin
  select x.* into g from goal x join enrolment e on e.id = x.enrolment_id where x.id = target and e.programme_id = any (app.guided()) for update of x;
  if g.id is null then return 'gone'; end if;
  if (g.stopped_on is not null) = (reason <> '') then return ''; end if;
  if g.version <> known then return 'changed'; end if;
  if reason = '' and (select count(*) from goal x where x.enrolment_id = g.enrolment_id and x.stopped_on is null) >= 8 then return 'many'; end if;
  update goal x set stopped_on = case when reason <> '' then (moment at time zone 'Europe/Amsterdam')::date end, stop_reason = reason, was = null, version = x.version + 1 where x.id = g.id;
  return '';
end $$;
-- Keeps levels of goals ({goal, scale, who, level, words}) and answers to short scales ({scale, text, level}) of one child on one day. What stands there of that day is replaced, and kept. Answers why not, or ''.
create function app.measure(batch uuid, enrolment uuid, known integer, on_day date, at_moment text, marks jsonb, answers jsonb, moment timestamptz) returns text
language plpgsql security definer set search_path = public, pg_temp as $$
declare e enrolment; one record; goal_moment text := case at_moment when 'after' then 'after' else 'during' end;
begin
  select x.* into e from enrolment x where x.id = measure.enrolment and x.programme_id = any (app.guided()) for update;
  if e.id is null then return 'gone'; end if;
  if exists (select 1 from goal_measurement m where m.batch = measure.batch) or exists (select 1 from short_answer a where a.batch = measure.batch) then return ''; end if;
  if e.state not in ('intake', 'waiting', 'offered', 'placed', 'done', 'dropped') then return 'over'; end if;
  if not app.agreed_to_measure(e.id) then return 'no-consent'; end if;
  if on_day > (moment at time zone 'Europe/Amsterdam')::date then return 'future'; end if;
  if app.measured(e.id) <> known then return 'changed'; end if;
  if exists (select 1 from jsonb_to_recordset(marks) as t (goal uuid, scale smallint) where not exists (select 1 from goal g where g.id = t.goal and g.enrolment_id = e.id and g.scale = t.scale and g.stopped_on is null)) then return 'changed'; end if;
  if exists (select 1 from jsonb_to_recordset(marks) as t (goal uuid, scale smallint) join goal_scale s on s.goal_id = t.goal and s.number = t.scale where s.from_day > on_day) then return 'early'; end if;
  for one in select t.goal, t.scale, t.who, t.level, coalesce(t.words, '') as words from jsonb_to_recordset(marks) as t (goal uuid, scale smallint, who text, level smallint, words text) loop
    continue when exists (select 1 from goal_measurement m where m.goal_id = one.goal and m.who = one.who and m.day = on_day and m.replaced_at is null and (m.scale, m.moment, m.level, m.words) = (one.scale, goal_moment, one.level, one.words));
    update goal_measurement m set replaced_at = measure.moment, replaced_by = measure.batch where m.goal_id = one.goal and m.who = one.who and m.day = on_day and m.replaced_at is null;
    insert into goal_measurement (goal_id, scale, enrolment_id, who, day, moment, level, words, batch, by_person, at) values (one.goal, one.scale, e.id, one.who, on_day, goal_moment, one.level, one.words, measure.batch, app.person(), measure.moment);
  end loop;
  return app.keep_answers(measure.batch, e.id, e.programme_id, array['pupil', 'parent', 'guide'], null, on_day, at_moment, answers, measure.moment);
end $$;
-- The answers of one day to the short scales of a programme, for who answers; only called from here.
create function app.keep_answers(batch uuid, enrolment uuid, programme uuid, respondents text[], school uuid, on_day date, at_moment text, answers jsonb, moment timestamptz) returns text
language plpgsql security definer set search_path = public, pg_temp as $$
declare one record;
begin
  for one in select x.scale, x.text, x.level from jsonb_to_recordset(answers) as x (scale uuid, text uuid, level smallint) loop
    if not exists (select 1 from programme_scale c join short_scale s on s.id = c.scale_id join short_scale_text t on t.scale_id = s.id where c.programme_id = keep_answers.programme and s.id = one.scale and t.id = one.text and s.respondent = any (respondents)) then
      raise exception 'a scale that is not asked here' using errcode = 'IB029';
    end if;
    continue when exists (select 1 from short_answer a where a.enrolment_id = keep_answers.enrolment and a.scale_id = one.scale and a.day = on_day and a.replaced_at is null and (a.text_id, a.level, a.moment) = (one.text, one.level, at_moment));
    update short_answer a set replaced_at = keep_answers.moment, replaced_by = keep_answers.batch where a.enrolment_id = keep_answers.enrolment and a.scale_id = one.scale and a.day = on_day and a.replaced_at is null;
    insert into short_answer (enrolment_id, scale_id, text_id, day, moment, level, school_id, batch, by_person, at)
      values (keep_answers.enrolment, one.scale, one.text, on_day, at_moment, one.level, keep_answers.school, keep_answers.batch, app.person(), keep_answers.moment);
  end loop;
  return '';
end $$;
-- What a teacher or the care of the own school sees in class, while the school may know and the child is measured. Answers why not, or ''.
create function app.answer_as_school(batch uuid, enrolment uuid, on_day date, at_moment text, answers jsonb, moment timestamptz) returns text
language plpgsql security definer set search_path = public, pg_temp as $$
declare e enrolment;
begin
  select x.* into e from enrolment x join participant p on p.id = x.participant_id where x.id = answer_as_school.enrolment and x.school_sees and p.school_id = app.organisation() and app.role() in ('teacher', 'care') and app.may(p.pupil_id, 1) for update of x;
  if e.id is null then return 'gone'; end if;
  if exists (select 1 from short_answer a where a.batch = answer_as_school.batch) then return ''; end if;
  if e.state not in ('placed', 'done') then return 'over'; end if;
  if not app.agreed_to_measure(e.id) then return 'no-consent'; end if;
  if on_day > (moment at time zone 'Europe/Amsterdam')::date then return 'future'; end if;
  return app.keep_answers(batch, e.id, e.programme_id, array['teacher'], app.organisation(), on_day, at_moment, answers, moment);
end $$;
-- A result of a test that the school gives, or takes back (and gives again). Answers why not, or ''.
create function app.give_test(new_id uuid, enrolment uuid, called text, on_day date, came_to text, points numeric, lowest numeric, highest numeric, moment timestamptz) returns text
language plpgsql security definer set search_path = public, pg_temp as $$
declare e enrolment;
begin
  select x.* into e from enrolment x join participant p on p.id = x.participant_id where x.id = give_test.enrolment and x.school_sees and p.school_id = app.organisation() and app.role() in ('teacher', 'care') and app.may(p.pupil_id, 1) for update of x;
  if e.id is null then return 'gone'; end if;
  if e.state not in ('placed', 'done') then return 'over'; end if;
  if not app.agreed_to_measure(e.id) then return 'no-consent'; end if;
  if on_day > (moment at time zone 'Europe/Amsterdam')::date then return 'future'; end if;
  if (select count(*) from test_result t where t.enrolment_id = e.id and t.removed_at is null) >= 50 then return 'many'; end if;
  insert into test_result (id, enrolment_id, school_id, name, day, outcome, score, least, most, by_person, at) values (new_id, e.id, app.organisation(), called, on_day, came_to, points, lowest, highest, app.person(), moment) on conflict (id) do nothing;
  return '';
end $$;
create function app.turn_test(result uuid, back boolean, moment timestamptz) returns boolean language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update test_result t set removed_at = case when back then null else moment end from enrolment e join participant p on p.id = e.participant_id
    where t.id = turn_test.result and e.id = t.enrolment_id and e.school_sees and t.school_id = app.organisation() and app.role() in ('teacher', 'care') and app.may(p.pupil_id, 1);
  return found;
end $$;
-- What a module came to for each child of a group ({enrolment, result, words}). Answers why not, or ''.
create function app.keep_results(batch uuid, target uuid, known integer, rows jsonb, moment timestamptz) returns text language plpgsql security definer set search_path = public, pg_temp as $$
declare one record;
begin
  perform 1 from programme_group g where g.id = keep_results.target and g.programme_id = any (app.guided()) for update;
  if not found then return 'gone'; end if;
  if exists (select 1 from module_result r where r.batch = keep_results.batch) then return ''; end if;
  if app.results_kept(keep_results.target) <> known then return 'changed'; end if;
  for one in select x.enrolment, x.result, coalesce(x.words, '') as words from jsonb_to_recordset(rows) as x (enrolment uuid, result text, words text) loop
    if not exists (select 1 from group_member m where m.group_id = keep_results.target and m.enrolment_id = one.enrolment) then raise exception 'not of this group' using errcode = 'IB029'; end if;
    continue when exists (select 1 from module_result r where r.group_id = keep_results.target and r.enrolment_id = one.enrolment and r.replaced_at is null and (r.result, r.words) = (one.result, one.words));
    update module_result r set replaced_at = keep_results.moment, replaced_by = keep_results.batch where r.group_id = keep_results.target and r.enrolment_id = one.enrolment and r.replaced_at is null;
    insert into module_result (group_id, enrolment_id, result, words, batch, by_person, at) values (keep_results.target, one.enrolment, one.result, one.words, keep_results.batch, app.person(), keep_results.moment);
  end loop;
  return '';
end $$;
create function app.results_kept(target uuid) returns integer language sql stable security definer set search_path = public, pg_temp as $$
  select (count(*) + count(r.replaced_at))::integer from module_result r where r.group_id = results_kept.target and exists (select 1 from programme_group g where g.id = results_kept.target and g.programme_id = any (app.guided()))
$$;
-- A short scale of the own library: made, given other words (a next version; what was answered keeps its words), taken away or brought back. Answers why not, or ''.
create function app.keep_short_scale(target uuid, known integer, who text, dutch text, english text, words text[], words_en text[], moment timestamptz) returns text language plpgsql security definer set search_path = public, pg_temp as $$
declare s short_scale; t short_scale_text;
begin
  if app.role() <> 'programme_leader' then return 'gone'; end if;
  select x.* into s from short_scale x where x.id = target for update;
  if s.id is null then
    if known <> 0 then return 'gone'; end if;
    if (select count(*) from short_scale x where x.library_id = app.organisation() and x.removed_at is null) >= 50 then return 'many'; end if;
    insert into short_scale (id, library_id, respondent, by_person, at) values (target, app.organisation(), who, app.person(), moment);
    insert into short_scale_text (scale_id, number, nl, en, steps, steps_en, by_person, at) values (target, 1, dutch, english, words, words_en, app.person(), moment);
    return '';
  end if;
  if s.library_id is distinct from app.organisation() or s.removed_at is not null then return 'gone'; end if;
  if known = 0 then return ''; end if;
  if s.number <> known then return 'changed'; end if;
  select x.* into t from short_scale_text x where x.scale_id = s.id and x.number = s.number;
  if (t.nl, t.en, t.steps, t.steps_en) is not distinct from (dutch, english, words, words_en) then return ''; end if;
  insert into short_scale_text (scale_id, number, nl, en, steps, steps_en, by_person, at) values (s.id, s.number + 1, dutch, english, words, words_en, app.person(), moment);
  update short_scale x set number = x.number + 1 where x.id = s.id;
  return '';
end $$;
-- The words before again, as long as nobody answered to the new ones.
create function app.undo_short_scale(target uuid, known integer) returns text language plpgsql security definer set search_path = public, pg_temp as $$
declare s short_scale;
begin
  select x.* into s from short_scale x where x.id = target and x.library_id = app.organisation() and x.removed_at is null and app.role() = 'programme_leader' for update;
  if s.id is null or s.number = 1 then return 'gone'; end if;
  if s.number <> known then return 'changed'; end if;
  update short_scale x set number = x.number - 1 where x.id = s.id;
  delete from short_scale_text t where t.scale_id = s.id and t.number = known;
  return '';
exception when foreign_key_violation then return 'answered';
end $$;
create function app.turn_short_scale(target uuid, back boolean, moment timestamptz) returns boolean language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update short_scale s set removed_at = case when back then null else moment end where s.id = target and s.library_id = app.organisation() and app.role() = 'programme_leader';
  return found;
end $$;
-- Which scales a programme asks. What was answered to the others stays.
create function app.choose_scales(programme uuid, chosen uuid[]) returns text language plpgsql security definer set search_path = public, pg_temp as $$
declare g programme;
begin
  select x.* into g from programme x where x.id = choose_scales.programme and x.id = any (app.guided()) and app.role() = 'programme_leader' for update;
  if g.id is null then return 'gone'; end if;
  if cardinality(chosen) > 12 then return 'many'; end if;
  delete from programme_scale c where c.programme_id = g.id and not c.scale_id = any (chosen);
  insert into programme_scale (programme_id, scale_id) select g.id, s.id from short_scale s where s.id = any (chosen) and (s.library_id is null or s.library_id = g.library_id) and s.removed_at is null on conflict do nothing;
  return '';
end $$;
do $$ declare f text; begin
  for f in select p.oid::regprocedure::text from pg_proc p where p.pronamespace = 'app'::regnamespace and p.proname in ('agreed_to_measure', 'measured', 'keep_goal', 'undo_goal', 'stop_goal', 'measure', 'keep_answers', 'answer_as_school', 'give_test', 'turn_test',
    'keep_results', 'results_kept', 'undo_measures', 'carry_progress', 'goal_levels', 'goal_changes', 'keep_short_scale', 'turn_short_scale', 'undo_short_scale', 'choose_scales') loop
    execute 'revoke all on function ' || f || ' from public';
    if f !~ 'app\.(agreed_to_measure|keep_answers|carry_progress|goal_levels)\(' then execute 'grant execute on function ' || f || ' to inbeeld_app'; end if;
  end loop;
end $$;
