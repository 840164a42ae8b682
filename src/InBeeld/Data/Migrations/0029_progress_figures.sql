-- Taking measurements back, what becomes of them when two participants turn out to be one child, and the figures of a programme.

-- Takes back what was kept in one go, and brings back what it replaced; not when something of it was corrected since.
create function app.undo_measures(batch uuid, moment timestamptz) returns boolean language plpgsql security definer set search_path = public, pg_temp as $$
declare t text; stale boolean;
begin
  if not exists (select 1 from enrolment e where e.programme_id = any (app.guided()) and e.id in (
      select m.enrolment_id from goal_measurement m where m.batch = undo_measures.batch union all select a.enrolment_id from short_answer a where a.batch = undo_measures.batch and a.school_id is null
      union all select r.enrolment_id from module_result r where r.batch = undo_measures.batch))
    and not exists (select 1 from short_answer a join enrolment e on e.id = a.enrolment_id join participant p on p.id = e.participant_id
      where a.batch = undo_measures.batch and a.school_id = app.organisation() and app.role() in ('teacher', 'care') and e.school_sees and app.may(p.pupil_id, 1)) then return false; end if;
  foreach t in array array['goal_measurement', 'short_answer', 'module_result'] loop
    execute format('select exists (select 1 from %I where batch = $1 and replaced_at is not null)', t) into stale using undo_measures.batch;
    if stale then return false; end if;
  end loop;
  foreach t in array array['goal_measurement', 'short_answer', 'module_result'] loop
    execute format('update %I set replaced_at = $2 where batch = $1', t) using undo_measures.batch, undo_measures.moment;
    execute format('update %I set replaced_at = null, replaced_by = null where replaced_by = $1', t) using undo_measures.batch;
  end loop;
  return true;
end $$;
-- Two enrolments of one child in one programme: what was measured goes along with the one that stays, and with it that somebody agreed to that.
create function app.carry_progress(gone uuid, kept uuid, moment timestamptz) returns void language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update consent c set enrolment_id = carry_progress.kept where c.enrolment_id = carry_progress.gone and c.kind = 'measure' and c.withdrawn_at is null
    and not exists (select 1 from consent k where k.enrolment_id = carry_progress.kept and k.kind = 'measure');
  update goal g set enrolment_id = carry_progress.kept where g.enrolment_id = carry_progress.gone;
  update goal_measurement m set enrolment_id = carry_progress.kept where m.enrolment_id = carry_progress.gone;
  -- The same asked on the same day: the answer of the one that stays holds; the other is kept beside it.
  update short_answer a set replaced_at = carry_progress.moment where a.enrolment_id = carry_progress.gone and a.replaced_at is null
    and exists (select 1 from short_answer k where k.enrolment_id = carry_progress.kept and k.scale_id = a.scale_id and k.day = a.day and k.replaced_at is null);
  update short_answer a set enrolment_id = carry_progress.kept where a.enrolment_id = carry_progress.gone;
  update module_result r set replaced_at = carry_progress.moment where r.enrolment_id = carry_progress.gone and r.replaced_at is null
    and exists (select 1 from module_result k where k.enrolment_id = carry_progress.kept and k.group_id = r.group_id and k.replaced_at is null);
  update module_result r set enrolment_id = carry_progress.kept where r.enrolment_id = carry_progress.gone;
  update test_result t set enrolment_id = carry_progress.kept where t.enrolment_id = carry_progress.gone;
end $$;
-- Per goal of who takes or took part and agreed to measuring: where it began and where the guide last saw it, both on the scale it was last measured with. Only called from here.
create function app.goal_levels(programme uuid, only_group uuid) returns table (enrolment_id uuid, goal_id uuid, start smallint, level smallint) language sql stable security definer set search_path = public, pg_temp as $$
  select e.id, g.id, s.start, m.level from enrolment e join goal g on g.enrolment_id = e.id
    left join lateral (select x.scale, x.level from goal_measurement x where x.goal_id = g.id and x.who = 'guide' and x.replaced_at is null order by x.scale desc, x.day desc limit 1) m on true
    left join goal_scale s on s.goal_id = g.id and s.number = m.scale
  where e.programme_id = goal_levels.programme and e.state in ('placed', 'done', 'dropped') and app.agreed_to_measure(e.id)
    and (only_group is null or exists (select 1 from group_member k where k.group_id = only_group and k.enrolment_id = e.id))
$$;
-- The figures of a programme, or of one of its groups. The unit is the child: the mean over its goals. Who carries it out sees all; a coordinator of the municipality
-- sees the programme as a whole, and nothing below five children (hidden). No row for anybody else.
create function app.goal_changes(programme uuid, only_group uuid default null) returns table (children integer, agreed integer, with_goals integer, n integer, missing integer, mean_change double precision, deviation double precision, reached integer,
  goals integer, goals_measured integer, fell integer, same integer, rose_one integer, rose_more integer, hidden boolean) language sql stable security definer set search_path = public, pg_temp as $$
  with seen as (select p.id, p.id = any (app.guided()) as inside from programme p where p.id = goal_changes.programme
      and (p.id = any (app.guided()) or only_group is null and p.state <> 'draft' and app.role() = 'coordinator' and p.library_id = any (app.near_libraries()))),
  took as (select count(*)::integer as children, count(*) filter (where app.agreed_to_measure(e.id))::integer as agreed from enrolment e, seen where e.programme_id = seen.id and e.state in ('placed', 'done', 'dropped')
    and (only_group is null or exists (select 1 from group_member k where k.group_id = only_group and k.enrolment_id = e.id))),
  levels as (select l.* from seen, app.goal_levels(seen.id, only_group) l),
  child as (select l.enrolment_id, count(l.level) as measured, avg(l.level - l.start)::double precision as change, avg(l.level)::double precision as level from levels l group by l.enrolment_id),
  figures as (select count(*)::integer as with_goals, count(*) filter (where c.measured > 0)::integer as n, count(*) filter (where c.measured = 0)::integer as missing, avg(c.change) as mean_change, stddev_samp(c.change) as deviation, count(*) filter (where c.level >= 0)::integer as reached from child c),
  steps as (select count(*)::integer as goals, count(l.level)::integer as goals_measured, count(*) filter (where l.level < l.start)::integer as fell, count(*) filter (where l.level = l.start)::integer as same,
    count(*) filter (where l.level = l.start + 1)::integer as rose_one, count(*) filter (where l.level > l.start + 1)::integer as rose_more from levels l)
  select case when s.inside or f.n >= 5 then t.children end, case when s.inside or f.n >= 5 then t.agreed end, case when s.inside or f.n >= 5 then f.with_goals end, case when s.inside or f.n >= 5 then f.n end, case when s.inside or f.n >= 5 then f.missing end,
    case when s.inside or f.n >= 5 then f.mean_change end, case when s.inside or f.n >= 5 then f.deviation end, case when s.inside or f.n >= 5 then f.reached end,
    case when s.inside then x.goals end, case when s.inside then x.goals_measured end, case when s.inside then x.fell end, case when s.inside then x.same end, case when s.inside then x.rose_one end, case when s.inside then x.rose_more end, not s.inside and f.n < 5
  from seen s, took t, figures f, steps x
$$;
