using InBeeld.Kernel;

namespace InBeeld.Tests.Places;

/// <summary>Employees claim, give up and swap shifts; somebody cannot come, the reserve is called, and where people fall short fewer children can come.</summary>
public sealed class ShiftTests(TestHouse house) : IClassFixture<TestHouse>
{
    private World World => house.World;

    private DateOnly Monday => World.Clock.Day.Monday().AddDays(7);

    [Fact]
    public async Task Of_two_who_claim_the_last_shift_at_once_one_gets_it()
    {
        var (_, library) = World.TownWithPlaces();
        var slot = World.Room(library, 60).Slot(Monday, "09:00", "10:30");
        World.Asks(slot, 1, 0);
        var visitors = Enumerable.Range(0, 6).Select(_ => house.SignIn(World.Worker(library))).ToList();
        var pages = await Task.WhenAll(visitors.Select(v => v.GetAsync("/shifts")));
        var answers = await Task.WhenAll(visitors.Zip(pages).Select(x => x.First.SubmitAsync(x.Second, "form[action*=Claim]")));
        Assert.Single(answers, a => a.Location == "/shifts");
        Assert.All(answers.Where(a => a.Location is null), a => Assert.Contains("Een collega was net eerder", a.Text(".ib-errors"), StringComparison.Ordinal));
        Assert.Equal(1, World.Count("duty", "slot_id = @slot and state = 'planned'", new { slot }));
        Assert.Equal(1, World.One<int>("select people from slot where id = @slot", new { slot }));
        visitors.ForEach(v => v.Dispose());
    }

    [Fact]
    public async Task A_shift_that_is_given_up_stays_mine_until_another_takes_it()
    {
        var (_, library) = World.TownWithPlaces();
        var room = World.Room(library, 60);
        var (slot, next) = (room.Slot(Monday, "09:00", "10:30"), room.Slot(Monday, "10:45", "12:00"));
        var (mine, other, full, unable) = (World.Worker(library, skills: "4-12"), World.Worker(library, skills: "4-12"), World.Worker(library, parts: 0, skills: "4-12"), World.Worker(library));
        World.Asks(slot, 1, 0, "4-12");
        World.Asks(next, 1, 0);
        var duty = mine.OnDuty(slot, skill: "4-12");
        mine.OnDuty(next);
        using var I = house.SignIn(mine);
        using var colleague = house.SignIn(other);
        using var limited = house.SignIn(full);
        using var without = house.SignIn(unable);
        var form = $"form[action*=GiveUp]:has(input[value='{duty}'])";
        Assert.Contains("Schrijf kort op waarom", (await I.SubmitAsync(await I.GetAsync("/shifts"), form)).Text(".ib-errors"), StringComparison.Ordinal);
        await I.SubmitAsync(await I.GetAsync("/shifts"), form, ("Reason", "Ik heb een cursus."));
        Assert.Equal(1, World.One<int>("select people from slot where id = @slot", new { slot }));
        Assert.Contains("Tot een collega hem neemt blijft hij van jou", (await I.GetAsync("/shifts")).Text("main"), StringComparison.Ordinal);
        Assert.Contains("genoeg dagdelen", (await limited.GetAsync("/shifts")).Text("main"), StringComparison.Ordinal);
        Assert.False((await limited.GetAsync("/shifts")).Has("form[action*=Claim]"));
        var noSkill = await without.SubmitAsync(await without.GetAsync("/shifts"), "form[action*=Claim]");
        Assert.Contains("vaardigheid nodig", noSkill.Text(".ib-errors"), StringComparison.Ordinal);
        // Kept after all, given up again, and then taken.
        await I.SubmitAsync(await I.GetAsync("/shifts"), "form[action*=Keep]");
        Assert.False((await colleague.GetAsync("/shifts")).Has("form[action*=Claim]"));
        await I.SubmitAsync(await I.GetAsync("/shifts"), form, ("Reason", "Toch."));
        var claim = await colleague.GetAsync("/shifts");
        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => colleague.SubmitAsync(claim, "form[action*=Claim]")));
        Assert.Equal([other.MembershipId!.Value], World.List<Guid>("select membership_id from duty where slot_id = @slot and state = 'planned'", new { slot }));
        Assert.Equal("given_up", World.One<string>("select state from duty where id = @duty", new { duty }));
        Assert.Contains("Een collega nam je dienst over", (await I.GetAsync("/shifts")).Text("main"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_colleagues_swap_when_both_agree()
    {
        var (_, library) = World.TownWithPlaces();
        var room = World.Room(library, 60);
        var (slot, later) = (room.Slot(Monday, "09:00", "10:30"), room.Slot(Monday.AddDays(1), "09:00", "10:30"));
        var (mine, other, third) = (World.Worker(library), World.Worker(library), World.Worker(library));
        World.Asks(slot, 1, 0);
        World.Asks(later, 1, 0);
        mine.OnDuty(slot);
        other.OnDuty(later);
        using var I = house.SignIn(mine);
        using var colleague = house.SignIn(other);
        using var stranger = house.SignIn(third);
        await I.SubmitAsync(await I.GetAsync("/shifts"), "form[action*=Swap]");
        var asked = await colleague.GetAsync("/shifts");
        Assert.Contains("wil ruilen", asked.Text("main"), StringComparison.Ordinal);
        var swap = World.One<Guid>("select id from duty_swap where from_membership = @MembershipId", new { mine.MembershipId });
        await stranger.PostAsync("/shifts?handler=Accept", ("Id", $"{swap}"));
        await I.PostAsync("/shifts?handler=Accept", ("Id", $"{swap}"));
        Assert.Equal("asked", World.One<string>("select state from duty_swap where id = @swap", new { swap }));
        await colleague.SubmitAsync(asked, "form[action*=Accept]");
        Assert.Equal(other.MembershipId, World.One<Guid>("select membership_id from duty where slot_id = @slot and state = 'planned'", new { slot }));
        Assert.Equal(mine.MembershipId, World.One<Guid>("select membership_id from duty where slot_id = @later and state = 'planned'", new { later }));
        Assert.Contains("Je ruil is doorgegaan", (await I.GetAsync("/shifts")).Text("main"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Somebody_who_cannot_come_is_replaced_by_the_reserve_who_hears_it_and_can_come_back()
    {
        var (_, library) = World.TownWithPlaces();
        var slot = World.Room(library, 60).Slot(Monday, "09:00", "10:30");
        var (ill, stays, reserve) = (World.Worker(library), World.Worker(library), World.Worker(library));
        World.Asks(slot, 2, 1);
        ill.OnDuty(slot);
        stays.OnDuty(slot);
        reserve.OnDuty(slot, "reserve");
        using var I = house.SignIn(ill);
        using var called = house.SignIn(reserve);
        using var planner = house.SignIn(World.LibraryPlanner(library));
        Assert.Contains("Vul in vanaf welke dag", (await I.PostAsync("/shifts/away", ("From", "morgen"))).Text(".ib-errors"), StringComparison.Ordinal);
        var form = await I.GetAsync("/shifts/away");
        Assert.DoesNotContain("waarom ben je ziek", form.Html, StringComparison.OrdinalIgnoreCase);
        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => I.SubmitAsync(form, "main form[method=post]", ("From", $"{Monday:yyyy-MM-dd}"), ("To", $"{Monday.AddDays(1):yyyy-MM-dd}"))));
        Assert.Equal(1, World.Count("staff_away", "membership_id = @MembershipId", new { ill.MembershipId }));
        Assert.Equal(2, World.One<int>("select people from slot where id = @slot", new { slot }));
        Assert.Contains("Jij bent opgeroepen uit de reserve", (await called.GetAsync("/shifts")).Text("main"), StringComparison.Ordinal);
        var week = await planner.GetAsync($"/roster?week={Monday:yyyy-MM-dd}");
        Assert.Contains("nog 1 reserve nodig", week.Text("h1"), StringComparison.Ordinal);
        Assert.Contains(ill.Name.Full, week.Text(".ib-columns"), StringComparison.Ordinal);

        await I.SubmitAsync(await I.GetAsync("/shifts/away"), "form[action*=Back]");
        Assert.Equal([ill.MembershipId!.Value, stays.MembershipId!.Value], World.List<Guid>("select membership_id from duty where slot_id = @slot and state = 'planned' and kind = 'work' order by id", new { slot }));
        Assert.Equal([reserve.MembershipId!.Value], World.List<Guid>("select membership_id from duty where slot_id = @slot and state = 'planned' and kind = 'reserve'", new { slot }));
        Assert.Contains("Je bent weer reserve", (await called.GetAsync("/shifts")).Text("main"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_everybody_is_ill_the_slot_closes_all_are_told_and_it_opens_again()
    {
        var (town, library) = World.TownWithPlaces();
        var slot = World.Room(library, 20).Slot(Monday, "09:00", "10:30");
        var group = World.Group(World.School(municipality: town));
        var teacher = World.Teacher().Of(group);
        var child = World.Pupil(group);
        World.Asks(slot, 1, 1);
        var booking = World.Booked(slot, child);
        var (works, reserve) = (World.Worker(library), World.Worker(library));
        works.OnDuty(slot);
        reserve.OnDuty(slot, "reserve");
        foreach (var who in new[] { reserve, works })
        {
            using var ill = house.SignIn(who);
            await ill.SubmitAsync(await ill.GetAsync("/shifts/away"), "main form[method=post]", ("From", $"{Monday:yyyy-MM-dd}"), ("To", $"{Monday:yyyy-MM-dd}"));
        }

        Assert.Equal(("closed", 0, 0), World.One<(string, int, int)>("select state, places, taken from slot where id = @slot", new { slot }));
        Assert.Equal("cancelled", World.One<string>("select state from booking where id = @booking", new { booking }));
        using var school = house.SignIn(teacher);
        Assert.Contains("de plek van een kind op", (await school.OpenAsync($"/groups/{group.Id}")).Text("main"), StringComparison.Ordinal);
        using var planner = house.SignIn(World.LibraryPlanner(library));
        var week = await planner.GetAsync($"/roster?week={Monday:yyyy-MM-dd}");
        Assert.Contains("Dicht: Er zijn geen medewerkers", week.Text("main"), StringComparison.Ordinal);
        Assert.Contains("Een tijd is dicht en de scholen weten het", week.Text("main"), StringComparison.Ordinal);

        using var back = house.SignIn(works);
        Assert.Equal("/shifts/away", (await back.SubmitAsync(await back.GetAsync("/shifts/away"), "form[action*=Back]")).Location);
        Assert.Equal(("open", 12, 1), World.One<(string, int, int)>("select state, places, taken from slot where id = @slot", new { slot }));
        Assert.Equal("booked", World.One<string>("select state from booking where id = @booking", new { booking }));
        Assert.Contains("gaat toch door", (await school.OpenAsync($"/groups/{group.Id}")).Text("main"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_was_booked_last_loses_the_place_with_another_time_proposed_and_the_school_told()
    {
        var (town, library) = World.TownWithPlaces();
        var room = World.Room(library, 20);
        var (slot, other) = (room.Slot(Monday, "09:00", "10:30"), room.Slot(Monday.AddDays(1), "09:00", "10:30", most: 1));
        World.Do("update slot set per_person = 2 where id = @slot", new { slot });
        var group = World.Group(World.School(municipality: town));
        var children = Enumerable.Range(0, 4).Select(_ => World.Pupil(group)).ToList();
        World.Asks(slot, 2, 0);
        var (ill, stays) = (World.Worker(library), World.Worker(library));
        ill.OnDuty(slot);
        stays.OnDuty(slot);
        var bookings = children.Select((c, i) => (World.Booked(slot, c), i)).ToList();
        bookings.ForEach(b => World.Do("update booking set at = now() - make_interval(mins => @ago) where id = @id", new { id = b.Item1, ago = 100 - b.i }));
        using var planner = house.SignIn(World.LibraryPlanner(library));
        await planner.SubmitAsync(await planner.GetAsync("/shifts/away"), "main form[method=post]", ("Member", $"{ill.MembershipId}"), ("From", $"{Monday:yyyy-MM-dd}"), ("To", $"{Monday:yyyy-MM-dd}"));
        Assert.Equal((2, 4), World.One<(int, int)>("select places, taken from slot where id = @slot", new { slot }));
        Assert.Contains("Voor 2 kinderen is er geen plek meer", (await planner.GetAsync($"/roster?week={Monday:yyyy-MM-dd}")).Text("main"), StringComparison.Ordinal);
        var over = await planner.GetAsync($"/roster/slots/{slot}/over");
        var rows = over.Texts("#Chosen label");
        Assert.Contains(children[3].Name.Given, rows[0], StringComparison.Ordinal);
        Assert.DoesNotContain(children[3].Name.Surname, over.Html, StringComparison.Ordinal);
        Assert.Contains("Er is nog plek", rows[0], StringComparison.Ordinal);
        Assert.Contains("geen andere tijd", rows[1], StringComparison.Ordinal);
        Assert.Contains("Schrijf op waarom", (await planner.SubmitAsync(over, "main form[method=post]", ("Reason", ""))).Text(".ib-errors"), StringComparison.Ordinal);
        await planner.SubmitAsync(over, "main form[method=post]");
        Assert.Equal(["booked", "booked", "cancelled", "cancelled"], bookings.Select(b => World.One<string>("select state from booking where id = @Item1", new { b.Item1 })));
        Assert.Equal(1, World.Count("notice", "kind = 'place-lost-other' and to_role = 'teacher' and pupil_id = @Id", new { children[3].Id }));
        Assert.Equal(1, World.Count("notice", "kind = 'place-lost' and to_role = 'care' and pupil_id = @Id", new { children[2].Id }));
        // Sent again: nobody more.
        await planner.PostAsync($"/roster/slots/{slot}/over", ("Reason", "Nog een keer"), ("Chosen", $"{bookings[0].Item1}"));
        Assert.Equal((2, 2), World.One<(int, int)>("select places, taken from slot where id = @slot", new { slot }));
        _ = other;
    }
}
