namespace InBeeld.Tests.Security;

/// <summary>Gives a child a row in every table that can hold something about a child.</summary>
internal static class Everything
{
    public static void About(Pupil child, Somebody teacher)
    {
        child.Family.ContactPerson();
        child.Needs("no_device", "unsafe_home");
        child.InView();
        var moment = child.Contact(teacher, note: "Alles gaat goed");
        child.World.Do("""
            insert into helper (pupil_id, organisation, name) values (@Id, 'Buurtteam', 'Loes Kiezel');
            insert into contact_moment_history (moment_id, pupil_id, was, replaced_by) 
              values (@moment, @Id, '{"day":"2026-01-05","at":"2026-01-05T09:00:00Z","channel":"email","reached":"nobody","language":"","through":"","went":"","note":"","version":1}', @By);
            insert into ladder_decision (pupil_id, rung, kind, attempts, school_days, decision, by_person) values (@Id, 1, 'care', 3, 5, 'taken', @By);
            insert into worry (pupil_id, school_id, text, by_person) values (@Id, @School, 'Komt moe op school', @By);
            with d as (insert into triage_decision (id, pupil_id, organisation_id, table_number, facts, proposed, capacity, chosen, by_person, at)
                values (gen_random_uuid(), @Id, @School, 0, '{}', '[]', '{}', '{device}', @By, now() - interval '2 days') returning id)
              insert into triage_decision_care (decision_id, pupil_id, facts, proposed, deviates) select id, @Id, '{"unsafe_home":"yes"}', '[]', false from d;
            insert into attention_mark (id, pupil_id, school_id, tag, holds, reason, ends, by_person, at) values (gen_random_uuid(), @Id, @School, 'newcomer', true, 'family', current_date + 90, @By, now());
            insert into notice (to_organisation_id, to_role, kind, pupil_id) values (@School, 'teacher', 'test', @Id), (@School, 'care', 'test', @Id);
            insert into coverage_week (group_id, week, school_id, pupils, reached) values (@Group, '2026-01-05', @School, 1, 1) on conflict do nothing;
            with list as (insert into class_list_import (school_id, kind, file_name, state) values (@School, 'csv', 'lijst.csv', 'ready') returning id)
              insert into class_list_row (import_id, n, kind, pupil_id) select id, 1, 'changed', @Id from list;
            with question as (insert into history_request (id, pupil_id, school_id, from_school_id, ground, given_name, search_key, asked_by, state, answered_at)
                values (uuidv7(), @Id, @School, @School, 'law', 'Noor', 'noor', @Membership, 'given', now()) returning id)
              insert into history_facts (request_id, pupil_id, school_id, from_school_id, facts, keep_until)
                select id, @Id, @School, @School, '{"channels":[],"best":null,"languages":[],"interpreter":false,"needs":[],"lastReached":null}', current_date + 9 from question;
            with record as (insert into safety_record (pupil_id, by_person, membership_id, organisation_id) values (@Id, @By, @Membership, @School) returning id),
              step as (insert into safety_step (id, record_id, step, done_on, words, by_person, at) select uuidv7(), id, 1, current_date, 'Vertelt over ruzie', @By, now() from record returning id, record_id)
              insert into safety_step_history (step_id, record_id, was, replaced_by) select id, record_id, '{"words":"Vertelt"}', @By from step;
            """, new { child.Id, moment, By = teacher.Id, Membership = teacher.MembershipId, School = child.School.Id, Group = child.Group.Id });
    }
}
