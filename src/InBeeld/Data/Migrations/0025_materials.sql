-- What a school asks of a library besides places: prints and learning materials. And who helps with homework there, with hours of their own. No child stands in it.

create table material_request (
  id         uuid primary key,
  library_id uuid not null references organisation (id),
  school_id  uuid not null references organisation (id),
  kind       text not null check (kind in ('print', 'book', 'writing', 'other')),
  what       text not null check (length(trim(what)) between 1 and 300),
  number     integer not null check (number between 1 and 500),
  needed_on  date not null,
  -- To be printed. Thrown away a week after it was handed over, declined or withdrawn.
  file_name  text check (length(file_name) <= 200),
  media_type text check (media_type in ('application/pdf', 'image/jpeg', 'image/png', 'text/plain')),
  content    bytea check (length(content) <= 5242880),
  state      text not null default 'asked' check (state in ('asked', 'ready', 'handed', 'declined', 'withdrawn')),
  answer     text not null default '' check (length(answer) <= 300),
  by_person  uuid not null references person (id),
  at         timestamptz not null,
  state_by   uuid references person (id),
  state_at   timestamptz,
  version    integer not null default 1,
  check (state <> 'declined' or answer <> '')
);
create index material_request_library on material_request (library_id, state, needed_on, id);
create index material_request_school on material_request (school_id, id desc);
create table homework_partner (
  id         uuid primary key,
  library_id uuid not null references organisation (id),
  name       text not null check (length(trim(name)) between 1 and 120),
  what       text not null default '' check (length(what) <= 500),
  years      text not null default '' check (length(years) <= 60),
  contact    text not null default '' check (length(contact) <= 120),
  phone      text not null default '' check (length(phone) <= 30),
  website    text not null default '' check (website = '' or (website ~ '^https://' and length(website) <= 200)),
  costs      text not null default '' check (length(costs) <= 120),
  removed_at timestamptz,
  version    integer not null default 1,
  by_person  uuid not null references person (id),
  at         timestamptz not null
);
create index homework_partner_library on homework_partner (library_id, name) where removed_at is null;
create table homework_hours (
  partner_id uuid not null references homework_partner (id) on delete cascade,
  weekday    smallint not null check (weekday between 1 and 7),
  opens      time not null,
  closes     time not null check (closes > opens),
  primary key (partner_id, weekday, opens)
);
alter table material_request enable row level security;
alter table homework_partner enable row level security;
alter table homework_hours enable row level security;
grant select, insert, update (state, answer, state_by, state_at, version) on material_request to inbeeld_app;
grant select, insert, update (name, what, years, contact, phone, website, costs, removed_at, version) on homework_partner to inbeeld_app;
grant select, insert, delete on homework_hours to inbeeld_app;
create policy library on material_request for select to inbeeld_app using (library_id = (select app.at_library()));
create policy school on material_request for select to inbeeld_app using (school_id = (select app.organisation()) and (select app.role()) in ('teacher', 'care', 'principal', 'office'));
create policy ask on material_request for insert to inbeeld_app with check (school_id = (select app.organisation()) and by_person = (select app.person()) and (select app.role()) in ('teacher', 'care', 'principal', 'office')
  and library_id = any ((select app.libraries())::uuid[]) and state = 'asked');
-- The library does it or declines; the school takes it back.
create policy library_answers on material_request for update to inbeeld_app using (library_id = (select app.at_library()) and state <> 'withdrawn') with check (state_by = (select app.person()) and state in ('asked', 'ready', 'handed', 'declined'));
create policy school_withdraws on material_request for update to inbeeld_app using (school_id = (select app.organisation()) and (select app.role()) in ('teacher', 'care', 'principal', 'office') and state in ('asked', 'withdrawn')) with check (state_by = (select app.person()) and state in ('asked', 'withdrawn'));
create policy see on homework_partner for select to inbeeld_app using (library_id = any ((select app.libraries())::uuid[]));
create policy add on homework_partner for insert to inbeeld_app with check ((select app.role()) = 'library_planner' and library_id = (select app.organisation()) and by_person = (select app.person()));
create policy change on homework_partner for update to inbeeld_app using ((select app.role()) = 'library_planner' and library_id = (select app.organisation()));
create policy see on homework_hours for select to inbeeld_app using (exists (select 1 from homework_partner p where p.id = partner_id));
create policy keep on homework_hours for all to inbeeld_app using ((select app.role()) = 'library_planner' and exists (select 1 from homework_partner p where p.id = partner_id and p.library_id = (select app.organisation())))
  with check ((select app.role()) = 'library_planner' and exists (select 1 from homework_partner p where p.id = partner_id and p.library_id = (select app.organisation())));

-- Throws away what was to be printed and is over for a week. Asks for nobody's rights: it only forgets.
create function app.forget_prints(moment timestamptz) returns integer language sql security definer set search_path = public, pg_temp as $$
  with gone as (update material_request set content = null where content is not null and ((state in ('handed', 'declined', 'withdrawn') and state_at < moment - interval '7 days') or needed_on < (moment - interval '30 days')::date) returning 1) select count(*)::integer from gone
$$;
-- Tells the school that asked, or the library that is asked.
create function app.tell_material(request uuid) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
declare r material_request; name text;
begin
  select * into r from material_request where id = request;
  select o.name into name from organisation o where o.id = app.organisation();
  if r.library_id = app.at_library() and r.state in ('ready', 'declined') then
    insert into notice (to_person_id, kind, link, args) values (r.by_person, 'material-' || r.state, '/materials', jsonb_build_array(name));
  elsif r.school_id = app.organisation() and r.by_person = app.person() and r.state = 'asked' then
    insert into notice (to_organisation_id, to_role, kind, link, args) select r.library_id, x, 'material-asked', '/materials', jsonb_build_array(name) from unnest(array['library', 'library_planner']) x
      where not exists (select 1 from notice n where n.to_organisation_id = r.library_id and n.to_role = x and n.kind = 'material-asked' and n.args = jsonb_build_array(name) and n.seen_at is null);
  else raise exception 'not allowed' using errcode = '42501';
  end if;
end $$;
revoke all on function app.forget_prints(timestamptz), app.tell_material(uuid) from public;
grant execute on function app.tell_material(uuid) to inbeeld_app;
