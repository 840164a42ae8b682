-- A child that a school brought in and that signed itself up too stands at the library twice. A leader says that they are one.

-- Makes two participants one: the kept one gets the enrolments of the other. Twice in the same programme, the furthest stays and the other is closed. Answers why not, or ''.
create function app.merge_participants(gone uuid, kept uuid, moment timestamptz) returns text
language plpgsql security definer set search_path = public, pg_temp as $$
declare a participant; b participant; one record; moved boolean; steps text[] := '{referred,intake,waiting,offered,placed}';
begin
  if app.role() <> 'programme_leader' or gone = kept then return 'gone'; end if;
  perform 1 from participant p where p.id in (gone, kept) and p.library_id = app.organisation() order by p.id for update;
  select p.* into a from participant p where p.id = gone and p.library_id = app.organisation();
  select p.* into b from participant p where p.id = kept and p.library_id = app.organisation();
  if a.id is null or b.id is null or b.merged_into is not null then return 'gone'; end if;
  -- The second tap of a double one.
  if a.merged_into = b.id then return ''; end if;
  -- The one that a school knows is kept; two that schools know are two, unless one school let the child go: then it moved to the other.
  moved := a.pupil_id is not null and b.pupil_id is not null and app.left_school(a.id) and not app.left_school(b.id);
  if a.merged_into is not null or a.pupil_id is not null and not moved or a.born is null or a.born is distinct from b.born then return 'not-now'; end if;
  perform 1 from programme g where g.id in (select e.programme_id from enrolment e where e.participant_id in (a.id, b.id)) order by g.id for update;
  if not app.merge_claims(a.id, b.id) then return 'claims'; end if;
  for one in select case when array_position(steps, x.state) > array_position(steps, y.state) then y.id else x.id end as loser, case when array_position(steps, x.state) > array_position(steps, y.state) then x.id else y.id end as stays from enrolment x join enrolment y on y.programme_id = x.programme_id and y.participant_id = b.id and y.state = any (steps)
    where x.participant_id = a.id and x.state = any (steps) loop
    update enrolment e set state = 'withdrawn', state_was = e.state, reason = 'Twee keer aangemeld', waiting_since = null, offered_until = null, ended_on = (moment at time zone 'Europe/Amsterdam')::date, state_by = app.person(), state_at = moment,
      version = e.version + 1 where e.id = one.loser;
    perform app.carry_progress(one.loser, one.stays, moment);
    perform app.carry_along(one.loser, one.stays);
  end loop;
  -- The new school knows only what it brought the child to itself, until who agrees says that it may know the rest.
  if moved then
    update consent c set withdrawn_at = moment, withdrawn_by = app.person() from enrolment e where e.participant_id = a.id and c.enrolment_id = e.id and c.kind = 'talk_with_school' and c.withdrawn_at is null;
    update enrolment e set school_sees = exists (select 1 from enrolment y where y.participant_id = b.id and y.programme_id = e.programme_id and y.referred_org is not null and y.school_sees) where e.participant_id = a.id;
  end if;
  update enrolment e set participant_id = b.id, version = e.version + 1 where e.participant_id = a.id;
  update participant p set contact_name = a.contact_name, contact_phone = a.contact_phone, contact_email = a.contact_email, contact_language = a.contact_language, version = p.version + 1 where p.id = b.id and b.contact_name = '' and a.contact_name <> '';
  update participant p set merged_into = b.id, version = p.version + 1 where p.id = a.id;
  return '';
end $$;
revoke all on function app.merge_participants(uuid, uuid, timestamptz) from public;
grant execute on function app.merge_participants(uuid, uuid, timestamptz) to inbeeld_app;
