-- A child that changes schools, and a school that no longer works along with a programme.

-- Whether the school that knew a participant let the child go: then it may be the same child as one that another school knows. For the library of the participant only.
create function app.left_school(child uuid) returns boolean language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select 1 from participant p join pupil u on u.id = p.pupil_id where p.id = left_school.child and p.library_id = app.programmes_at() and u.left_on is not null)
$$;
-- What a school that leaves means for its children in a programme: they go on and school sees nothing more, or they stop. Answers how many children; -1: not yours.
create function app.school_leaves(programme uuid, school uuid, stops boolean, why text, moment timestamptz) returns integer language plpgsql security definer set search_path = public, pg_temp as $$
declare g programme; hit integer; today date := (moment at time zone 'Europe/Amsterdam')::date;
begin
  select * into g from programme x where x.id = school_leaves.programme and app.role() = 'programme_leader' and x.library_id = app.organisation() for update;
  if g.id is null then return -1; end if;
  perform 1 from enrolment e join participant p on p.id = e.participant_id where e.programme_id = g.id and p.school_id = school_leaves.school and e.state in ('referred', 'intake', 'waiting', 'offered', 'placed') order by e.id for update of e;
  update consent c set withdrawn_at = moment, withdrawn_by = app.person() from enrolment e join participant p on p.id = e.participant_id
    where c.enrolment_id = e.id and c.kind = 'talk_with_school' and c.withdrawn_at is null and e.programme_id = g.id and p.school_id = school_leaves.school and e.state in ('referred', 'intake', 'waiting', 'offered', 'placed');
  update enrolment e set school_sees = false, state = case when not school_leaves.stops then e.state when e.state = 'placed' then 'dropped' else 'withdrawn' end, state_was = case when school_leaves.stops then e.state else e.state_was end,
      reason = case when school_leaves.stops then school_leaves.why else e.reason end, waiting_since = case when school_leaves.stops then null else e.waiting_since end, offered_until = case when school_leaves.stops then null else e.offered_until end,
      ended_on = case when school_leaves.stops then today else e.ended_on end, state_by = case when school_leaves.stops then app.person() else e.state_by end, state_at = case when school_leaves.stops then moment else e.state_at end, version = e.version + 1
    from participant p where p.id = e.participant_id and e.programme_id = g.id and p.school_id = school_leaves.school and e.state in ('referred', 'intake', 'waiting', 'offered', 'placed');
  get diagnostics hit = row_count;
  return hit;
end $$;
revoke all on function app.left_school(uuid), app.school_leaves(uuid, uuid, boolean, text, timestamptz) from public;
grant execute on function app.left_school(uuid), app.school_leaves(uuid, uuid, boolean, text, timestamptz) to inbeeld_app;
