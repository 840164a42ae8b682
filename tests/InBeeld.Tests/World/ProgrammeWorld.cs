using InBeeld.Kernel.Access;

namespace InBeeld.Tests;

/// <summary>Programmes of a library, made as rows by the owner.</summary>
public static class ProgrammeWorld
{
    /// <summary>An open programme of this library, from a month ago until a year from now.</summary>
    public static Guid Programme(this World world, Organisation library, int places = 12, string name = "Het Derde Nest", string state = "open", string kind = "group")
    {
        var id = Guid.CreateVersion7();
        world.Do("""
            insert into programme (id, library_id, name, kind, places, starts, ends, slug, by_family, state, by_person, at) values (@id, @library, @name, @kind, @places, @from, @to, @slug, true, @state, @by, now())
            """, new { id, library = library.Id, name, kind, places, from = world.Clock.Day.AddDays(-30), to = world.Clock.Day.AddDays(365), slug = "p-" + id.ToString("N"), state, by = world.ProgrammeLeader(library).Id });
        return id;
    }

    /// <summary>A question that must be answered with yes.</summary>
    public static Guid Asks(this World world, Guid programme, string question)
    {
        var id = Guid.CreateVersion7();
        world.Do("insert into programme_criterion (id, programme_id, position, kind, question) values (@id, @programme, 1, 'question', @question)", new { id, programme, question });
        return id;
    }

    public static void Guides(this Somebody who, Guid programme) => who.World.Do("insert into programme_staff (programme_id, membership_id) values (@programme, @MembershipId)", new { programme, who.MembershipId });

    /// <summary>A child in a programme; of one of the schools when a pupil is given.</summary>
    public static Guid Enrolment(this World world, Guid programme, Pupil? pupil = null, string state = "referred", Somebody? by = null, string givenName = "Pim", string reason = "")
    {
        var (participant, id) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        world.Do("""
            insert into participant (id, library_id, pupil_id, given_name, surname, school_id, at) select @participant, g.library_id, p.id, coalesce(p.given_name, @givenName), coalesce(p.surname, 'Wolkendans'), p.school_id, now()
              from programme g left join pupil p on p.id = @pupil where g.id = @programme;
            insert into enrolment (id, programme_id, library_id, participant_id, source, referred_by, referred_org, state, waiting_since, offered_until, placed_on, ended_on, reason, state_at, at)
              select @id, g.id, g.library_id, @participant, case when @by::uuid is null then 'parent' else 'third' end, @by, @org, @state, case when @state in ('waiting', 'offered') then now() end, case when @state = 'offered' then now() + interval '3 days' end,
                case when @state in ('placed', 'done', 'dropped') then current_date end, case when @state in ('done', 'dropped', 'declined', 'withdrawn') then current_date end, @reason, now(), now() from programme g where g.id = @programme
            """, new { participant, id, programme, pupil = pupil?.Id, givenName, state, by = by?.Id, org = by?.Organisation?.Id, reason });
        return id;
    }

    /// <summary>What a father agreed to, in the standard text.</summary>
    public static Guid Consent(this World world, Guid enrolment, string kind = "take_part")
    {
        var id = Guid.CreateVersion7();
        world.Do("""
            insert into consent (id, enrolment_id, text_id, kind, given_by, relation, given_at, noted_by) select @id, e.id, t.id, t.kind, 'Vader', 'parent', now(), g.by_person
              from enrolment e join programme g on g.id = e.programme_id join consent_text t on t.library_id is null and t.kind = @kind where e.id = @enrolment
            """, new { id, enrolment, kind });
        return id;
    }

    /// <summary>A question to the schools around, open for two weeks.</summary>
    public static Guid Round(this World world, Guid programme)
    {
        var id = Guid.CreateVersion7();
        world.Do("insert into demand_round (id, programme_id, library_id, closes_on, group_size, by_person, at) select @id, p.id, p.library_id, @day, 12, p.by_person, now() from programme p where p.id = @programme", new { id, programme, day = world.Clock.Day.AddDays(14) });
        return id;
    }

    /// <summary>A published edition of a programme without modules.</summary>
    public static Guid Edition(this World world, Guid programme)
    {
        var id = Guid.CreateVersion7();
        world.Do("""
            insert into programme_edition (id, programme_id, library_id, number, name, content, by_person, at)
              select @id, p.id, p.library_id, 1, p.name, jsonb_build_object('format', 'inbeeld-programme-1', 'name', p.name, 'library', 'Een bibliotheek', 'kind', p.kind, 'aim', '', 'about', '', 'materials', '', 'modules', '[]'::jsonb), p.by_person, now() from programme p where p.id = @programme
            """, new { id, programme });
        return id;
    }

    /// <summary>The version of an enrolment, as a form sends it.</summary>
    public static int VersionOf(this World world, Guid enrolment) => world.One<int>("select version from enrolment where id = @enrolment", new { enrolment });

    public static string StateOf(this World world, Guid enrolment) => world.One<string>("select state from enrolment where id = @enrolment", new { enrolment })!;

    /// <summary>The library of a scene, or one far away; with its guide as one of the staff.</summary>
    public static Guid? ProgrammeOf(this Scene scene, string relation)
    {
        if (relation is not (Scene.Own or Scene.Far))
        {
            return null;
        }

        var programme = scene.World.Programme(relation == Scene.Own ? scene.Library : scene.World.Library(scene.FarTown));
        if (relation == Scene.Own)
        {
            scene.People[Role.Guide].Guides(programme);
        }

        return programme;
    }
}
