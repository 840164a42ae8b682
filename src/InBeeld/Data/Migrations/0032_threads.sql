-- The thread between who carries a programme out and the pupil's own teacher, per enrolment. It is there only while somebody agreed that the library talks with
-- school; without that the school sees nothing of it, and the programme keeps no more than it wrote itself.
-- Of school take part: the teachers of the group the child is in, and a care professional who follows the child. Each note keeps in which groups the child was when it
-- was written: a new teacher reads from then on, the one before no longer.

create table thread_note (
  id            uuid primary key,
  enrolment_id  uuid not null references enrolment (id) on delete cascade,
  side          text not null check (side in ('programme', 'school')),
  -- aim: what school wants worked on; the last one stands at the top.
  kind          text not null default 'note' check (kind in ('note', 'aim')),
  words         text not null check (length(trim(words)) between 1 and 1000),
  corrects      uuid references thread_note (id),
  -- Where the child was.
  groups        uuid[] not null default '{}',
  school_id     uuid references organisation (id),
  by_person     uuid not null references person (id),
  at            timestamptz not null,
  changed_at    timestamptz check (changed_at >= at and changed_at <= at + interval '10 minutes'),
  taken_back_at timestamptz check (taken_back_at >= at),
  version       integer not null default 1,
  check (kind = 'note' or side = 'school')
);
create index thread_note_enrolment on thread_note (enrolment_id, at desc, id desc);
create index thread_note_writer on thread_note (by_person, at);
create table thread_read (
  note_id   uuid not null references thread_note (id) on delete cascade,
  person_id uuid not null references person (id),
  at        timestamptz not null,
  primary key (note_id, person_id)
);

create function app.thread_side() returns text language sql stable parallel safe as $$
  select case when app.role() in ('programme_leader', 'guide') then 'programme' when app.role() in ('teacher', 'care') then 'school' else '' end
$$;
-- The enrolments of children somebody of a school may talk about, whatever was agreed to: a teacher of the own groups, care of whom they brought in themselves or
-- whose worry they took. Emergency access is no part of it.
create function app.thread_children() returns uuid[] language sql stable security definer set search_path = public, pg_temp as $$
  select coalesce(array_agg(distinct e.id), '{}') from involvement i join participant p on p.pupil_id = i.pupil_id join enrolment e on e.participant_id = p.id
  where (select app.thread_side()) = 'school' and i.scope_id = any ((select app.scopes(1))::uuid[]) and i.facets & 1 <> 0 and i.starts <= now() and (i.ends is null or i.ends > now())
    and case app.role() when 'teacher' then i.reason = 'group'
      else i.reason = 'school' and (e.referred_by = app.person() or exists (select 1 from worry w where w.pupil_id = i.pupil_id and w.taken_by = app.person() and w.done_at is null)) end
$$;
-- The threads that are there for whoever asks: consent stands, and the child is one that a school knows.
create function app.my_threads() returns uuid[] language sql stable security definer set search_path = public, pg_temp as $$
  select coalesce(array_agg(e.id), '{}') from enrolment e join participant p on p.id = e.participant_id
  where e.id in (select x.id from enrolment x where (select app.thread_side()) = 'programme' and x.programme_id = any ((select app.guided())::uuid[]) union all select unnest(app.thread_children()) where (select app.thread_side()) = 'school')
    and e.school_sees and p.pupil_id is not null and exists (select 1 from consent c where c.enrolment_id = e.id and c.kind = 'talk_with_school' and c.withdrawn_at is null)
$$;
revoke all on function app.thread_children(), app.my_threads() from public;
grant execute on function app.thread_children(), app.my_threads() to inbeeld_app;

-- What stands above a thread. Of one that was closed the programme still sees whose it is; a school that wrote or read in it, that it is closed and nothing more.
create function app.thread_head(enrolment uuid, moment timestamptz) returns table (enrolment_id uuid, programme_id uuid, pupil_id uuid, is_open boolean, is_over boolean, closed_at timestamptz,
  programme text, given_name text, prefix text, surname text, school text, aim text, aim_by text, aim_at timestamptz, aim_parent boolean, next_at timestamptz, times integer, kept integer)
language plpgsql stable security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
declare e enrolment; p participant; opened boolean; ours boolean := app.thread_side() = 'programme';
begin
  select x.* into e from enrolment x where x.id = thread_head.enrolment and (ours and x.programme_id = any (app.guided()) or not ours and x.id = any (app.thread_children()));
  if e.id is null then return; end if;
  opened := e.id = any (app.my_threads());
  if not opened and not ours and not exists (select 1 from thread_note n where n.enrolment_id = e.id and (n.by_person = app.person() or exists (select 1 from thread_read r where r.note_id = n.id and r.person_id = app.person()))) then return; end if;
  select x.* into p from participant x where x.id = e.participant_id;
  enrolment_id := e.id; is_open := opened; is_over := e.state in ('done', 'declined', 'dropped', 'withdrawn'); pupil_id := p.pupil_id; aim := ''; aim_by := ''; aim_parent := false; programme := ''; given_name := ''; prefix := ''; surname := ''; school := ''; times := 0; kept := 0;
  if opened or ours then
    programme_id := e.programme_id; given_name := p.given_name; prefix := p.prefix; surname := p.surname;
    select g.name into programme from programme g where g.id = e.programme_id;
    select coalesce(o.name, p.school_name) into school from (select 1) one left join organisation o on o.id = p.school_id;
    select max(c.withdrawn_at) into closed_at from consent c where c.enrolment_id = e.id and c.kind = 'talk_with_school';
  end if;
  if opened then
    select n.words, concat_ws(' ', w.given_name, nullif(w.prefix, ''), w.surname), n.at into aim, aim_by, aim_at from thread_note n join person w on w.id = n.by_person
      where n.enrolment_id = e.id and n.kind = 'aim' and n.taken_back_at is null and (ours or n.by_person = app.person() or app.role() = 'teacher' and n.groups && app.scopes(1) or app.role() = 'care' and n.school_id = app.organisation()) order by n.at desc, n.id desc limit 1;
    if aim_at is null and e.wish <> '' and (ours or e.source in ('teacher', 'school') and e.referred_by = app.person()) then
      aim := e.wish; aim_by := case when e.referred_by is not null then (select concat_ws(' ', w.given_name, nullif(w.prefix, ''), w.surname) from person w where w.id = e.referred_by) else '' end; aim_at := e.at; aim_parent := e.source not in ('teacher', 'school');
    end if;
    aim := coalesce(aim, ''); aim_by := coalesce(aim_by, '');
    select min(lower(s.during)) into next_at from group_member m join programme_session s on s.group_id = m.group_id and s.state = 'planned' and lower(s.during) > moment where m.enrolment_id = e.id and m.left_on is null;
    select count(*) filter (where a.state in ('present', 'late'))::integer, count(*)::integer into times, kept from attendance a where a.enrolment_id = e.id;
  end if;
  return next;
end $$;

-- Writes into a thread. Who takes back consent waits for it, or it for them. Answers why not, or ''; the second tap of a double one is one.
create function app.write_note(note uuid, enrolment uuid, sort text, text_is text, instead_of uuid, moment timestamptz) returns text
language plpgsql security definer set search_path = public, pg_temp as $$
declare e enrolment; child uuid;
begin
  select x.* into e from enrolment x where x.id = write_note.enrolment and (x.programme_id = any (app.guided()) or x.id = any (app.thread_children())) for share;
  if e.id is null or app.thread_side() = '' then return 'gone'; end if;
  if not e.id = any (app.my_threads()) then return 'closed'; end if;
  if e.state in ('done', 'declined', 'dropped', 'withdrawn') then return 'over'; end if;
  if exists (select 1 from thread_note n where n.id = note and n.by_person = app.person()) then return ''; end if;
  if instead_of is not null and not exists (select 1 from thread_note n where n.id = instead_of and n.enrolment_id = e.id and n.by_person = app.person() and n.taken_back_at is null) then return 'gone'; end if;
  if (select count(*) from thread_note n where n.by_person = app.person() and n.at > moment - interval '1 day' and n.enrolment_id = e.id) >= 50 then return 'busy'; end if;
  select p.pupil_id into child from participant p where p.id = e.participant_id;
  insert into thread_note (id, enrolment_id, side, kind, words, corrects, groups, school_id, by_person, at)
    values (note, e.id, app.thread_side(), case when app.thread_side() = 'school' then sort else 'note' end, trim(text_is), instead_of,
      array(select i.scope_id from involvement i where i.pupil_id = child and i.reason = 'group' and i.starts <= now() and (i.ends is null or i.ends > now())), (select c.school_id from pupil c where c.id = child), app.person(), moment) on conflict (id) do nothing;
  return case when found then '' else 'gone' end;
end $$;
-- Changes the own words, within ten minutes.
create function app.change_note(note uuid, known integer, text_is text, moment timestamptz) returns text
language plpgsql security definer set search_path = public, pg_temp as $$
declare n thread_note;
begin
  select x.* into n from thread_note x where x.id = change_note.note and x.by_person = app.person() and x.enrolment_id = any (app.my_threads()) and x.taken_back_at is null for update;
  if n.id is null or n.side <> app.thread_side() then return 'gone'; end if;
  if n.words = trim(text_is) then return ''; end if;
  if n.version <> known then return 'changed'; end if;
  if moment > n.at + interval '10 minutes' then return 'late'; end if;
  update thread_note x set words = trim(text_is), changed_at = greatest(moment, n.at), version = x.version + 1 where x.id = n.id;
  return '';
end $$;
-- Takes back what nobody of the other side read yet; or lets it stand again, for a day.
create function app.take_back_note(note uuid, again boolean, moment timestamptz) returns text
language plpgsql security definer set search_path = public, pg_temp as $$
declare n thread_note;
begin
  select x.* into n from thread_note x where x.id = take_back_note.note and x.by_person = app.person() and (x.enrolment_id = any (app.my_threads()) or not again and x.enrolment_id = any (app.thread_children())) for update;
  if n.id is null or n.side <> app.thread_side() then return 'gone'; end if;
  if again then
    if n.taken_back_at < moment - interval '1 day' then return 'late'; end if;
    update thread_note x set taken_back_at = null, version = x.version + 1 where x.id = n.id and x.taken_back_at is not null;
    return '';
  end if;
  if exists (select 1 from thread_read r where r.note_id = n.id) then return 'read'; end if;
  update thread_note x set taken_back_at = greatest(moment, n.at), version = x.version + 1 where x.id = n.id and x.taken_back_at is null;
  return '';
end $$;
-- What happened this week with the own children in a programme: for each session whether the child was there, and when the next one is.
create function app.thread_week(since timestamptz, until timestamptz, moment timestamptz) returns table (enrolment_id uuid, pupil_id uuid, given_name text, prefix text, surname text, sort_key text, programme text, state text, said text, next_at timestamptz)
language sql stable security definer set search_path = public, pg_temp as $$
  select e.id, p.pupil_id, p.given_name, p.prefix, p.surname, p.sort_key, g.name, e.state,
    (select coalesce(jsonb_agg(jsonb_build_object('at', lower(s.during), 'state', case s.state when 'cancelled' then 'cancelled' else coalesce(a.state, '') end) order by lower(s.during)), '[]')::text
      from group_member m join programme_session s on s.group_id = m.group_id left join attendance a on a.session_id = s.id and a.enrolment_id = e.id
      where m.enrolment_id = e.id and (m.left_on is null or a.state is not null) and lower(s.during) >= thread_week.since and lower(s.during) < thread_week.until),
    (select min(lower(s.during)) from group_member m join programme_session s on s.group_id = m.group_id and s.state = 'planned' and lower(s.during) > moment where m.enrolment_id = e.id and m.left_on is null)
  from enrolment e join participant p on p.id = e.participant_id join programme g on g.id = e.programme_id
  where app.thread_side() = 'school' and e.id = any (app.my_threads()) and (e.state in ('referred', 'intake', 'waiting', 'offered', 'placed') or e.ended_on >= (thread_week.since at time zone 'Europe/Amsterdam')::date)
$$;
-- A week in numbers, per person, for the mail of the day: of a teacher and care the own children that were in the library or not and what was written that they did not
-- read; of who carries programmes out what school wrote that they did not read, and what waited for an answer all week. For the work in the background only.
create function app.thread_weeks(since timestamptz, until timestamptz) returns table (person_id uuid, there integer, missed integer, unread integer, from_school integer, waits integer)
language sql stable security definer set search_path = public, pg_temp as $$
  with t as materialized (select e.id, e.programme_id, e.referred_by, e.state, p.pupil_id from enrolment e join participant p on p.id = e.participant_id
      where e.school_sees and p.pupil_id is not null and exists (select 1 from consent c where c.enrolment_id = e.id and c.kind = 'talk_with_school' and c.withdrawn_at is null)),
    m as (select x.id, x.person_id, x.role, x.organisation_id from membership x join organisation o on o.id = x.organisation_id and o.is_on
      where x.role in ('teacher', 'care', 'programme_leader', 'guide') and x.starts <= (thread_weeks.until at time zone 'Europe/Amsterdam')::date and (x.ends is null or x.ends >= (thread_weeks.until at time zone 'Europe/Amsterdam')::date)),
    school as (
      select m.person_id, t.id, t.pupil_id, m.role, i.scope_id from m join group_teacher g on g.person_id = m.person_id and g.school_id = m.organisation_id and g.starts <= (thread_weeks.until at time zone 'Europe/Amsterdam')::date and (g.ends is null or g.ends >= (thread_weeks.until at time zone 'Europe/Amsterdam')::date)
        join involvement i on i.scope_id = g.group_id and i.reason = 'group' and i.facets & 1 <> 0 and i.starts <= now() and (i.ends is null or i.ends > now()) join t on t.pupil_id = i.pupil_id where m.role = 'teacher'
      union
      select m.person_id, t.id, t.pupil_id, m.role, m.organisation_id from m join involvement i on i.scope_id = m.organisation_id and i.reason = 'school' and i.facets & 1 <> 0 and i.starts <= now() and (i.ends is null or i.ends > now()) join t on t.pupil_id = i.pupil_id
        where m.role = 'care' and (t.referred_by = m.person_id or exists (select 1 from worry w where w.pupil_id = t.pupil_id and w.taken_by = m.person_id and w.done_at is null))),
    seen as (select s.person_id, s.pupil_id, bool_or(a.state in ('present', 'late')) as came from school s join attendance a on a.enrolment_id = s.id join programme_session x on x.id = a.session_id
      where lower(x.during) >= thread_weeks.since and lower(x.during) < thread_weeks.until group by 1, 2),
    library as (select m.person_id, m.role, t.id, t.state from m join programme g on g.library_id = m.organisation_id join t on t.programme_id = g.id
      where m.role = 'programme_leader' or m.role = 'guide' and exists (select 1 from programme_staff f where f.programme_id = g.id and f.membership_id = m.id)),
    every as (
      select s.person_id, count(*) filter (where s.came) as there, count(*) filter (where not s.came) as missed, 0 as unread, 0 as from_school, 0 as waits from seen s group by 1
      union all
      select s.person_id, 0, 0, count(distinct n.id), 0, 0 from school s join thread_note n on n.enrolment_id = s.id and n.side = 'programme' and n.taken_back_at is null and n.at >= thread_weeks.since and n.at < thread_weeks.until
        and case s.role when 'teacher' then s.scope_id = any (n.groups) else n.school_id = s.scope_id end
        where not exists (select 1 from thread_read r where r.note_id = n.id and r.person_id = s.person_id and r.at >= coalesce(n.changed_at, n.at)) group by 1
      union all
      select l.person_id, 0, 0, 0, count(distinct n.id), 0 from library l join thread_note n on n.enrolment_id = l.id and n.side = 'school' and n.taken_back_at is null
        where not exists (select 1 from thread_read r where r.note_id = n.id and (r.person_id = l.person_id or l.role = 'programme_leader') and r.at >= coalesce(n.changed_at, n.at)) group by 1
      union all
      select l.person_id, 0, 0, 0, 0, count(distinct l.id) from library l cross join lateral (select n.side, n.at from thread_note n where n.enrolment_id = l.id and n.taken_back_at is null order by n.at desc, n.id desc limit 1) z
        where z.side = 'school' and z.at < thread_weeks.since and l.state not in ('done', 'declined', 'dropped', 'withdrawn') group by 1)
  select v.person_id, sum(v.there)::integer, sum(v.missed)::integer, sum(v.unread)::integer, sum(v.from_school)::integer, sum(v.waits)::integer from every v group by 1
$$;
revoke all on function app.thread_weeks(timestamptz, timestamptz) from public;
do $$ declare f text; begin
  for f in select p.oid::regprocedure::text from pg_proc p where p.pronamespace = 'app'::regnamespace and p.proname in ('thread_head', 'write_note', 'change_note', 'take_back_note', 'thread_week') loop
    execute 'revoke all on function ' || f || ' from public';
    execute 'grant execute on function ' || f || ' to inbeeld_app';
  end loop;
end $$;

alter table thread_note enable row level security;
alter table thread_read enable row level security;
grant select on thread_note, thread_read to inbeeld_app;
grant insert (note_id, person_id, at), update (at) on thread_read to inbeeld_app;
-- What the programme wrote itself it keeps, whatever was taken back; the rest is there only while the thread is.
create policy own_side on thread_note for select to inbeeld_app using (side = 'programme' and (select app.thread_side()) = 'programme' and (taken_back_at is null or by_person = (select app.person()))
  and exists (select 1 from enrolment e where e.id = enrolment_id and e.programme_id = any ((select app.guided())::uuid[])));
create policy thread on thread_note for select to inbeeld_app using (enrolment_id = any ((select app.my_threads())::uuid[]) and (taken_back_at is null or by_person = (select app.person()))
  and case (select app.role()) when 'teacher' then by_person = (select app.person()) or groups && (select app.scopes(1))::uuid[] when 'care' then school_id = (select app.organisation()) else true end);
create policy see on thread_read for select to inbeeld_app using (exists (select 1 from thread_note n where n.id = note_id));
create policy add on thread_read for insert to inbeeld_app with check (person_id = (select app.person()) and exists (select 1 from thread_note n where n.id = note_id and n.side <> (select app.thread_side()) and n.taken_back_at is null and n.enrolment_id = any ((select app.my_threads())::uuid[])));
create policy again on thread_read for update to inbeeld_app using (person_id = (select app.person()) and exists (select 1 from thread_note n where n.id = note_id and n.enrolment_id = any ((select app.my_threads())::uuid[])));
