namespace InBeeld.Tests;

/// <summary>The network of a library, made as rows by the owner.</summary>
public static class PartnerWorld
{
    public static Guid Partner(this World world, Organisation library, string name = "Welzijn Zonderdam", string kind = "welfare")
    {
        var id = Guid.CreateVersion7();
        world.Do("insert into network_partner (id, library_id, kind, name, by_person, at) values (@id, @library, @kind, @name, @by, now())", new { id, library = library.Id, kind, name, by = world.ProgrammeLeader(library).Id });
        return id;
    }

    public static Guid PartnerPerson(this World world, Guid partner, string name = "Loes Aardappel")
    {
        var id = Guid.CreateVersion7();
        world.Do("insert into network_person (id, library_id, partner_id, name, phone, email, by_person, at) select @id, library_id, id, @name, '06 555 01234', 'loes@voorbeeld.example', by_person, now() from network_partner where id = @partner", new { id, partner, name });
        return id;
    }

    /// <summary>A partner in a programme since a month.</summary>
    public static Guid TakesPart(this World world, Guid partner, Guid programme, Guid? person = null, string level = "operational")
    {
        var id = Guid.CreateVersion7();
        world.Do("insert into network_role (id, library_id, partner_id, programme_id, person_id, level, starts, by_person, at) select @id, library_id, id, @programme, @person, @level, @from, by_person, now() from network_partner where id = @partner", new { id, partner, programme, person, level, from = world.Clock.Day.AddDays(-30) });
        return id;
    }

    public static Guid PartnerTask(this World world, Guid role, string what = "Haalt kinderen op", int days = 7)
    {
        var id = Guid.CreateVersion7();
        world.Do("insert into network_task (id, library_id, role_id, what, due, by_person, at) select @id, library_id, id, @what, @due, by_person, now() from network_role where id = @role", new { id, role, what, due = world.Clock.Day.AddDays(days) });
        return id;
    }

    /// <summary>Signed by both, ending so many days from now.</summary>
    public static Guid PartnerAgreement(this World world, Guid partner, int ends = 60, string title = "Samen ophalen")
    {
        var id = Guid.CreateVersion7();
        world.Do("""
            insert into network_agreement (id, library_id, partner_id, title, starts, ends, agreed_on, signed_them, signed_us, by_person, at) select @id, library_id, id, @title, @from, @to, @from, @from, @from, by_person, now() from network_partner where id = @partner
            """, new { id, partner, title, from = world.Clock.Day.AddDays(-300), to = world.Clock.Day.AddDays(ends) });
        return id;
    }

    public static Guid PartnerContact(this World world, Guid partner, string words = "Bellen over het rooster")
    {
        var id = Guid.CreateVersion7();
        world.Do("""
            insert into network_contact (id, library_id, partner_id, channel, day, words, next_step, next_on, by_person, at) select @id, library_id, id, 'phone', @day, @words, 'Terugbellen', @day, by_person, now() from network_partner where id = @partner
            """, new { id, partner, words, day = world.Clock.Day });
        return id;
    }
}
