using InBeeld.Capabilities.Pupils.Contract;

namespace InBeeld.Tests.Contact;

/// <summary>A child that left one school and joined another, where its name is written a little differently, and the people of both.</summary>
internal sealed class MovedChild
{
    private static readonly DateOnly Born = new(2015, 5, 5);

    private readonly TestHouse house;

    public MovedChild(TestHouse house)
    {
        this.house = house;
        var world = house.World;
        (Group, OldGroup) = (world.Group(), world.Group());
        (Care, Teacher, OldCare) = (world.Care(New), world.Teacher().Of(Group), world.Care(Old));
        Child = Joined("Sofie", "Meijer");
        Before = Left("Sophie", "Meyer");
    }

    public Group Group { get; }
    public Group OldGroup { get; }
    public Organisation New => Group.School;
    public Organisation Old => OldGroup.School;
    public Somebody Care { get; }
    public Somebody Teacher { get; }
    public Somebody OldCare { get; }

    /// <summary>At the new school.</summary>
    public Pupil Child { get; }

    /// <summary>The same child as it left the old one.</summary>
    public Pupil Before { get; }

    public Guid Request => house.World.One<Guid>("select id from history_request where pupil_id = @Id order by asked_at desc limit 1", new { Child.Id });

    public string State => house.World.One<string>("select state from history_request where id = @Request", new { Request })!;

    public Pupil Joined(string given, string surname)
    {
        var child = house.World.Pupil(Group, given, surname: surname, born: Born);
        house.World.Do("update pupil set joined_on = current_date - 10, search_key = @key where id = @Id", new { child.Id, key = SearchKey.Of(child.Name.Full) });
        return child;
    }

    /// <summary>Ten times phoned in the morning and eight times reached; twice at the door without success; a language, needs of both sorts, a note and a worry.</summary>
    public Pupil Left(string given, string surname)
    {
        var child = house.World.Pupil(OldGroup, given, surname: surname, born: Born).Needs("no_device", "unsafe_home", "health");
        child.Family.ContactPerson(language: "tr", needsInterpreter: true);
        var day = Kernel.Amsterdam.Day(house.Clock.GetUtcNow()).AddDays(-40);
        for (var i = 0; i < 10; i++)
        {
            child.Contact(OldCare, i < 8 ? "parent" : "nobody", "phone", Kernel.Amsterdam.At(day.AddDays(i), new TimeOnly(9, 30)), "Geheime notitie");
        }

        child.Contact(OldCare, "nobody", "door", Kernel.Amsterdam.At(day.AddDays(-1), new TimeOnly(15, 0)));
        // Longer ago than a year.
        child.Contact(OldCare, "parent", "video", Kernel.Amsterdam.At(day.AddDays(-500), new TimeOnly(15, 0)));
        house.World.Do("insert into worry (pupil_id, school_id, text, by_person) values (@Id, @school, 'Geheime zorg', @by)", new { child.Id, school = Old.Id, by = OldCare.Id });
        child.Leaves();
        house.World.Do("update pupil set left_on = current_date - 12, search_key = @key where id = @Id", new { child.Id, key = SearchKey.Of(child.Name.Full) });
        return child;
    }

    public async Task<PageAnswer> FormAsync(Visitor care) =>
        await care.SubmitAsync(await care.GetAsync($"/children/{Child.Id}/history"), "button[formaction*=Find]", ("Search", Old.Name));

    public async Task<PageAnswer> AskAsync(Visitor care, PageAnswer? form = null) =>
        await care.SubmitAsync(form ?? await FormAsync(care), "main form", ("School", Old.Id.ToString()), ("Ground", "parents"), ("GroundWords", "Moeder, 3 november"));

    public async Task<PageAnswer> GiveAsync(Visitor old) => await old.SubmitAsync(await old.GetAsync($"/history/{Request}"), "form[action*='handler=Give'] button");
}
