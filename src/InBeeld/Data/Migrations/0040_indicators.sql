-- Figures of a closed wave, and the groups with which libraries are compared, frozen as they were when it was computed. Numbers about libraries and school locations; no child stands in it.

create table wave_computation (
  wave_id    uuid primary key references wave (id) on delete cascade,
  -- The indicators as they were declared, with their words; and how this version of the questionnaire follows from the one before.
  indicators jsonb not null check (length(indicators::text) <= 2000000),
  crosswalk  jsonb not null default '[]' check (length(crosswalk::text) <= 500000),
  figures    integer not null check (figures >= 0),
  -- Over the hashes of all figures in their order.
  sha256     text not null check (length(sha256) = 64),
  by_person  uuid not null references person (id),
  at         timestamptz not null
);
create table wave_figure (
  wave_id     uuid not null references wave (id) on delete cascade,
  unit_id     uuid not null references wave_unit (id) on delete cascade,
  indicator   text not null check (length(indicator) between 1 and 100),
  version     integer not null,
  -- Why nothing is shown; empty: it is shown.
  withheld    text not null default '' check (withheld in ('', 'nothing', 'too-few')),
  -- Rounded once. The fractions k, n and exact stand as texts ("157/2").
  shown       text not null check (length(shown) <= 100),
  exact       text check (length(exact) <= 20000),
  k           text check (length(k) <= 20000),
  n           text check (length(n) <= 20000),
  units       integer not null,
  unknown     integer not null,
  not_applicable integer not null,
  excluded    jsonb not null default '{}',
  asked       integer not null,
  answered    integer not null check (answered <= asked),
  -- Definition, inputs and result in canonical JSON, from which it is computed again byte for byte; and its SHA-256.
  record      text not null check (length(record) <= 20000000),
  sha256      text not null check (length(sha256) = 64),
  primary key (unit_id, indicator)
);
create index wave_figure_wave on wave_figure (wave_id, indicator);
create table wave_group (
  id           uuid primary key,
  wave_id      uuid not null references wave (id) on delete cascade,
  kind         text not null check (kind in ('country', 'province', 'size', 'nearest')),
  about        text not null default '' check (length(about) <= 160),
  -- Of nearest: for which library.
  of_unit      uuid references wave_unit (id) on delete cascade,
  without_self boolean not null,
  check ((kind = 'nearest') = (of_unit is not null))
);
create index wave_group_wave on wave_group (wave_id);
create table wave_group_member (
  group_id uuid not null references wave_group (id) on delete cascade,
  unit_id  uuid not null references wave_unit (id) on delete cascade,
  primary key (group_id, unit_id)
);
create index wave_group_member_unit on wave_group_member (unit_id);
-- A library beside a group. With fewer than five others with a value there is neither middle nor place.
create table wave_group_figure (
  wave_id      uuid not null references wave (id) on delete cascade,
  unit_id      uuid not null references wave_unit (id) on delete cascade,
  indicator    text not null check (length(indicator) between 1 and 100),
  kind         text not null check (kind in ('country', 'province', 'size', 'nearest')),
  group_id     uuid not null references wave_group (id) on delete cascade,
  about        text not null default '' check (length(about) <= 160),
  n            integer not null check (n >= 0),
  unknown      integer not null check (unknown >= 0),
  self_counted boolean not null,
  low          text check (length(low) <= 20000),
  middle       text check (length(middle) <= 20000),
  high         text check (length(high) <= 20000),
  above        integer,
  same         integer,
  below        integer,
  -- Where the answer of a library is yes or no: how many said yes.
  yes          integer,
  primary key (unit_id, indicator, kind),
  check (n - self_counted::integer >= 5 or (low is null and middle is null and high is null and above is null and same is null and below is null and yes is null))
);
create index wave_group_figure_wave on wave_group_figure (wave_id);
create index wave_group_figure_group on wave_group_figure (group_id);

do $$ declare t text; begin
  foreach t in array array['wave_computation', 'wave_figure', 'wave_group', 'wave_group_member', 'wave_group_figure'] loop
    execute format('alter table %I enable row level security', t);
    execute format('grant select on %I to inbeeld_app', t);
    execute format(case when t = 'wave_group_member' then 'create policy researcher on %I for select to inbeeld_app using (exists (select 1 from wave_group g where g.id = group_id and g.wave_id = any ((select app.researched_waves())::uuid[])))'
      else 'create policy researcher on %I for select to inbeeld_app using (wave_id = any ((select app.researched_waves())::uuid[]))' end, t);
  end loop;
end $$;
-- A library sees what was declared and its own figures; never a figure of another library, nor who is in a group.
create policy library on wave_computation for select to inbeeld_app using ((select app.role()) in ('programme_leader', 'library_planner') and wave_id = any ((select app.answered_waves())::uuid[]));
create policy library on wave_figure for select to inbeeld_app using ((select app.role()) in ('programme_leader', 'library_planner') and unit_id = any ((select app.answered_units())::uuid[]));
create policy library on wave_group_figure for select to inbeeld_app using ((select app.role()) in ('programme_leader', 'library_planner') and unit_id = any ((select app.answered_units())::uuid[]));

-- What was kept before goes.
create function app.put_figures(w wave, by uuid, head jsonb, figures jsonb, groups jsonb, comparisons jsonb, moment timestamptz) returns void language plpgsql security definer set search_path = public, pg_temp as $$
begin
  delete from wave_figure f where f.wave_id = w.id;
  delete from wave_group g where g.wave_id = w.id;
  delete from wave_computation c where c.wave_id = w.id;
  insert into wave_computation (wave_id, indicators, crosswalk, figures, sha256, by_person, at) values (w.id, head -> 'indicators', head -> 'crosswalk', jsonb_array_length(figures), head ->> 'sha256', by, moment);
  insert into wave_figure (wave_id, unit_id, indicator, version, withheld, shown, exact, k, n, units, unknown, not_applicable, excluded, asked, answered, record, sha256)
    select w.id, u.id, x.indicator, x.version, x.withheld, x.shown, x.exact, x.k, x.n, x.units, x.unknown, x."notApplicable", x.excluded, x.asked, x.answered, x.record, x.sha256
    from jsonb_to_recordset(figures) as x (unit uuid, indicator text, version integer, withheld text, shown text, exact text, k text, n text, units integer, unknown integer, "notApplicable" integer, excluded jsonb, asked integer, answered integer, record text, sha256 text)
      join wave_unit u on u.id = x.unit and u.wave_id = w.id;
  insert into wave_group (id, wave_id, kind, about, of_unit, without_self)
    select x.id, w.id, x.kind, x.about, x.of, x."withoutSelf" from jsonb_to_recordset(groups) as x (id uuid, kind text, about text, of uuid, "withoutSelf" boolean);
  insert into wave_group_member (group_id, unit_id)
    select x.id, u.id from jsonb_to_recordset(groups) as x (id uuid, members jsonb) cross join lateral jsonb_array_elements_text(x.members) m (unit) join wave_unit u on u.id = m.unit::uuid and u.wave_id = w.id;
  insert into wave_group_figure (wave_id, unit_id, indicator, kind, group_id, about, n, unknown, self_counted, low, middle, high, above, same, below, yes)
    select w.id, u.id, x.indicator, g.kind, g.id, g.about, x.n, x.unknown, x."selfCounted", x.low, x.middle, x.high, x.above, x.same, x.below, x.yes
    from jsonb_to_recordset(comparisons) as x (unit uuid, indicator text, "group" uuid, n integer, unknown integer, "selfCounted" boolean, low text, middle text, high text, above integer, same integer, below integer, yes integer)
      join wave_unit u on u.id = x.unit and u.wave_id = w.id join wave_group g on g.id = x."group" and g.wave_id = w.id;
end $$;
-- Keeps all that was computed of a closed wave. The answer: '', 'gone' or 'open'.
create function app.keep_figures(wave uuid, head jsonb, figures jsonb, groups jsonb, comparisons jsonb, moment timestamptz) returns text language plpgsql security definer set search_path = public, pg_temp as $$
declare w wave;
begin
  select * into w from wave x where x.id = keep_figures.wave and x.id = any (app.researched_waves()) for update;
  if w.id is null then return 'gone'; end if;
  if w.state <> 'closed' then return 'open'; end if;
  perform app.put_figures(w, app.person(), head, figures, groups, comparisons, moment);
  return '';
end $$;
revoke all on function app.put_figures(wave, uuid, jsonb, jsonb, jsonb, jsonb, timestamptz) from public;
revoke all on function app.keep_figures(uuid, jsonb, jsonb, jsonb, jsonb, timestamptz) from public;
grant execute on function app.keep_figures(uuid, jsonb, jsonb, jsonb, jsonb, timestamptz) to inbeeld_app;
