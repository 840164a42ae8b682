-- Who works together around a child: teams that can lead a case (neighbourhood team, youth and family coaches, leerplicht/RMC), and partners that signal.

alter table organisation drop constraint organisation_kind_check;
alter table organisation add constraint organisation_kind_check check (kind in ('municipality', 'board', 'school', 'library', 'installation', 'team', 'partner', 'research'));
-- Which party a team or partner is. Only a team can lead a case. How many open cases a team says it can carry: a line in the picture, never a refusal.
alter table organisation add column party text not null default '' check (party in ('', 'neighbourhood', 'youth', 'attendance', 'partnership', 'childcare', 'institution', 'safe_home'));
alter table organisation add column carries integer check (carries between 0 and 10000);
alter table organisation add constraint organisation_party check (case kind when 'team' then party in ('neighbourhood', 'youth', 'attendance')
  when 'partner' then party in ('partnership', 'childcare', 'institution', 'safe_home') else party = '' end);

alter table membership drop constraint membership_role_check;
alter table membership add constraint membership_role_check check (role in ('teacher', 'care', 'principal', 'office', 'board', 'coordinator', 'enforcement',
  'team_lead', 'caseworker', 'attendance', 'partner', 'library', 'library_planner', 'programme_leader', 'guide', 'researcher', 'privacy', 'administrator'));

create or replace function app.role_kind(role text) returns text language sql immutable parallel safe as $$
  select case when role in ('teacher', 'care', 'principal', 'office') then 'school' when role = 'board' then 'board' when role in ('coordinator', 'enforcement') then 'municipality'
    when role in ('team_lead', 'caseworker', 'attendance') then 'team' when role = 'partner' then 'partner' when role in ('library', 'library_planner', 'programme_leader', 'guide') then 'library'
    when role = 'researcher' then 'research' when role in ('privacy', 'administrator') then 'installation' end
$$;
-- The coordinator also gives the roles of the teams, partners and libraries in the own municipality. The role attendance (leerplicht/RMC) exists in teams of that party.
create or replace function app.may_give(to_organisation uuid, role text) returns boolean
language sql stable parallel safe security definer set search_path = public, pg_temp as $$
  select exists (select 1 from organisation o where o.id = to_organisation and o.kind = app.role_kind(role) and (role <> 'attendance' or o.party = 'attendance')
    and (app.role() = 'administrator'
      or (app.role() = 'coordinator' and o.kind in ('team', 'partner', 'library') and o.municipality_code = (select m.municipality_code from organisation m where m.id = app.organisation()))
      or (o.id = app.organisation() and case app.role()
        when 'principal' then role in ('teacher', 'care', 'office', 'principal')
        when 'office' then role in ('teacher', 'care', 'office')
        when 'board' then role = 'board'
        when 'coordinator' then role in ('coordinator', 'enforcement')
        when 'team_lead' then role in ('team_lead', 'caseworker', 'attendance')
        when 'library_planner' then role in ('library', 'library_planner', 'programme_leader', 'guide')
        when 'programme_leader' then role in ('programme_leader', 'guide')
        when 'researcher' then role = 'researcher'
        else false end)))
$$;

-- What a role may use of the scope of its organisation. A municipality and a team have no children but those of a signal or case; a caseworker only the
-- cases on the own name; enforcement, partners and libraries none. None of them has the facet contact: what a school noted of its contacts is the school's.
create or replace function app.role_facets(role text) returns integer language sql immutable parallel safe as $$
  select case role when 'teacher' then 1 | 2 | 4 when 'care' then 1 | 2 | 4 | 8 | 16 when 'principal' then 1 | 2 | 4 when 'office' then 1
    when 'coordinator' then 1 | 4 | 8 when 'attendance' then 1 | 4 | 8 when 'team_lead' then 1 | 4 | 8 else 0 end
$$;
-- Which teams and partners there are is no secret for who works together with them; the coordinator keeps those of the own municipality.
create function app.keeps(organisation_code text, organisation_kind text) returns boolean language sql stable parallel safe as $$
  select app.role() = 'administrator' or (app.role() = 'coordinator' and organisation_kind in ('team', 'partner')
    and organisation_code = (select m.municipality_code from public.organisation m where m.id = app.organisation()))
$$;
-- Figures of schools are for who runs the municipality, not for who enforces there.
create or replace function app.figures_of(schools uuid[]) returns setof uuid language sql stable as $$
  select o.id from public.organisation o where app.role() <> 'enforcement' and o.id = any (schools) and (o.id = app.organisation() or o.board_id = app.organisation()
    or o.municipality_code = (select m.code from public.organisation m where m.id = app.organisation() and m.kind = 'municipality'))
$$;
-- Invitations are seen by who may send them.
drop policy see on invitation;
create policy see on invitation for select to inbeeld_app using (
  (organisation_id = (select app.organisation()) and (select app.role()) in ('principal', 'office', 'board', 'coordinator', 'team_lead', 'library_planner', 'programme_leader', 'researcher')) or (select app.role()) = 'administrator'
  or ((select app.role()) = 'coordinator' and exists (select 1 from organisation o join organisation m on m.id = (select app.organisation())
    where o.id = invitation.organisation_id and o.kind in ('team', 'partner', 'library') and o.municipality_code = m.municipality_code)));
