using System.Net;
using InBeeld.Kernel.Access;
using InBeeld.Tests.Security;

namespace InBeeld.Tests.Safety;

/// <summary>Whoever is named reads a record, and nobody else; not even that it exists.</summary>
public sealed class RestrictedTests(TestHouse house) : IClassFixture<TestHouse>
{
    private World World => house.World;

    [Fact]
    public async Task Nobody_but_the_named_professionals_finds_a_record_or_a_trace_of_it()
    {
        var child = World.Pupil();
        using var teacher = house.SignIn(World.Teacher().Of(child.Group));
        var record = await SafetySteps.BeginAsync(teacher, child);
        await SafetySteps.TakeAsync(teacher, record, 1);
        var principal = World.Principal(child.School);
        foreach (var who in new[] { principal, World.Teacher().Of(child.Group), World.Care(child.School), World.Care(World.School()) })
        {
            using var other = house.SignIn(who);
            foreach (var page in new[] { "", "/steps/1", "/readers", "/close", "/who-read" })
            {
                Assert.Equal((page, HttpStatusCode.NotFound), (page, (await other.GetAsync($"/safety/{record}{page}")).Status));
            }

            Assert.Equal(HttpStatusCode.NotFound, (await other.PostAsync($"/safety/{record}/steps/1", ("Words", "x"), ("DoneOn", "2026-01-01"), ("Version", "1"))).Status);
            Assert.DoesNotContain("Blauwe plek", (await other.GetAsync($"/children/{child.Id}")).Html, StringComparison.Ordinal);
        }

        using var lead = house.SignIn(principal);
        Assert.Equal($"Is {child.Name.Full} veilig?", (await lead.GetAsync($"/children/{child.Id}/safety")).Text("h1"));
        Assert.DoesNotContain("veiligheid", (await lead.GetAsync($"/children/{child.Id}/who-looked")).Text("table"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_care_professional_of_the_school_learns_that_there_is_one_and_whom_to_ask()
    {
        var child = World.Pupil();
        var who = World.Teacher().Of(child.Group);
        using var teacher = house.SignIn(who);
        var record = await SafetySteps.BeginAsync(teacher, child);
        using var care = house.SignIn(World.Care(child.School));
        var page = await care.GetAsync($"/children/{child.Id}/safety");
        Assert.Contains($"Vraag het aan {who.Name.Full}", page.Text("main"), StringComparison.Ordinal);
        Assert.DoesNotContain(record.ToString(), page.Html, StringComparison.Ordinal);
        using var elsewhere = house.SignIn(World.Care(World.School()));
        Assert.Equal(HttpStatusCode.NotFound, (await elsewhere.GetAsync($"/children/{child.Id}/safety")).Status);
    }

    [Fact]
    public async Task A_colleague_is_named_with_a_reason_reads_along_and_is_removed_again()
    {
        var child = World.Pupil();
        using var teacher = house.SignIn(World.Teacher().Of(child.Group));
        var record = await SafetySteps.BeginAsync(teacher, child);
        await SafetySteps.TakeAsync(teacher, record, 1);
        var officer = World.Care(child.School);
        using var care = house.SignIn(officer);
        var form = await teacher.GetAsync($"/safety/{record}/readers");
        Assert.Contains("Schrijf op waarom diegene dit moet lezen", (await teacher.SubmitAsync(form, "main form:has(select)", ("Membership", $"{officer.MembershipId}"))).Text(".ib-errors"), StringComparison.Ordinal);
        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => teacher.SubmitAsync(form, "main form:has(select)", ("Membership", $"{officer.MembershipId}"), ("Reason", "Zij is aandachtsfunctionaris"))));
        Assert.Equal(2, World.Count("safety_reader", "record_id = @record", new { record }));
        Assert.Contains("Een collega haalde je bij een dossier", (await care.GetAsync("/safety")).Text("main"), StringComparison.Ordinal);
        Assert.Contains("Blauwe plek", (await care.GetAsync($"/safety/{record}")).Text("main"), StringComparison.Ordinal);
        await teacher.SubmitAsync(await teacher.GetAsync($"/safety/{record}/readers"), "li:nth-child(2) form");
        Assert.Equal(HttpStatusCode.NotFound, (await care.GetAsync($"/safety/{record}")).Status);
        var last = await teacher.SubmitAsync(await teacher.GetAsync($"/safety/{record}/readers"), "li:nth-child(1) form");
        Assert.Contains("Iemand moet dit dossier lezen", last.Text(".ib-errors"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Somebody_of_another_municipality_or_without_the_duty_cannot_be_named()
    {
        var child = World.Pupil();
        using var teacher = house.SignIn(World.Teacher().Of(child.Group));
        var record = await SafetySteps.BeginAsync(teacher, child);
        foreach (var who in new[] { World.Care(World.School()), World.Office(child.School), World.Teacher().Of(World.Group()) })
        {
            var answer = await teacher.PostAsync($"/safety/{record}/readers", ("Membership", $"{who.MembershipId}"), ("Reason", "Die moet dit ook lezen"));
            Assert.Contains("Kies wie dit ook moet lezen", answer.Text(".ib-errors"), StringComparison.Ordinal);
        }

        Assert.Equal(1, World.Count("safety_reader", "record_id = @record", new { record }));
    }

    [Fact]
    public async Task Reading_ends_with_the_role_and_another_role_of_the_same_person_does_not_read()
    {
        var child = World.Pupil();
        var who = World.Care(child.School);
        using var care = house.SignIn(who);
        var record = await SafetySteps.BeginAsync(care, child);
        using var other = house.SignIn(who.As(Role.Principal, child.School));
        Assert.Equal(HttpStatusCode.NotFound, (await other.GetAsync($"/safety/{record}")).Status);
        World.Do("update membership set ends = current_date - 1 where person_id = @Id and role = 'care'", new { who.Id });
        Assert.NotEqual(HttpStatusCode.OK, (await care.GetAsync($"/safety/{record}")).Status);
    }

    [Fact]
    public async Task A_record_that_nobody_reads_any_more_is_taken_over_by_care_and_the_privacy_officer_knows()
    {
        var child = World.Pupil();
        var gone = World.Teacher().Of(child.Group);
        using (var teacher = house.SignIn(gone))
        {
            var begun = await SafetySteps.BeginAsync(teacher, child);
            await SafetySteps.TakeAsync(teacher, begun, 1);
        }

        gone.LosesRole();
        using var care = house.SignIn(World.Care(child.School));
        var page = await care.GetAsync($"/children/{child.Id}/safety");
        Assert.Contains("minstens 10 tekens", (await care.SubmitAsync(page, "form[action*=TakeOver]", ("Why", "kort"))).Text(".ib-errors"), StringComparison.Ordinal);
        var taken = await care.FollowAsync(await care.SubmitAsync(page, "form[action*=TakeOver]", ("Why", "De leerkracht werkt hier niet meer")));
        Assert.Contains("Blauwe plek", taken.Text("main"), StringComparison.Ordinal);
        Assert.Equal(1, World.Count("notice", "to_role = 'privacy' and kind = 'safety-taken-over'"));
    }

    [Fact]
    public async Task Readers_and_the_privacy_officer_see_who_read_it_and_the_privacy_officer_never_the_words()
    {
        var child = World.Pupil();
        var who = World.Care(child.School);
        using var care = house.SignIn(who);
        var record = await SafetySteps.BeginAsync(care, child);
        await SafetySteps.TakeAsync(care, record, 1);
        await care.GetAsync($"/safety/{record}");
        var mine = await care.GetAsync($"/safety/{record}/who-read");
        Assert.Contains("Las het dossier", mine.Text("table"), StringComparison.Ordinal);
        World.Do("select app.seal_journal()");
        using var privacy = house.SignIn(World.PrivacyOfficer());
        var page = await privacy.GetAsync($"/safety/{record}/who-read");
        Assert.Contains(who.Name.Full, page.Text("table"), StringComparison.Ordinal);
        Assert.Contains("Vulde een stap in", page.Text("table"), StringComparison.Ordinal);
        Assert.DoesNotContain("Blauwe plek", page.Html, StringComparison.Ordinal);
        Assert.DoesNotContain(child.Name.Full, page.Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await privacy.GetAsync($"/safety/{record}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await privacy.GetAsync($"/safety/{Guid.CreateVersion7()}/who-read")).Status);
    }

    [Fact]
    public void Around_the_application_nobody_names_himself_or_begins_in_anothers_name()
    {
        var child = World.Pupil();
        var (teacher, care) = (World.Teacher().Of(child.Group), World.Care(child.School));
        var record = World.One<Guid>("insert into safety_record (pupil_id, by_person, membership_id, organisation_id) values (@pupil, @by, @membership, @school) returning id", new { pupil = child.Id, by = teacher.Id, membership = teacher.MembershipId, school = child.School.Id });
        using (var around = AsApp.Enter(house, care))
        {
            Assert.Equal("42501", around.Try("insert into safety_reader (record_id, person_id, membership_id, added_by, reason) values (@record, @me, @membership, @me, 'Ik wil het lezen')", new { record, me = care.Id, membership = care.MembershipId }));
            Assert.Equal("42501", around.Try("insert into safety_step (id, record_id, step, done_on, by_person, at) values (uuidv7(), @record, 2, current_date, @me, now())", new { record, me = care.Id }));
            Assert.Equal("42501", around.Try("insert into safety_record (pupil_id, by_person, membership_id, organisation_id) values (@pupil, @by, @membership, @school)", new { pupil = child.Id, by = teacher.Id, membership = teacher.MembershipId, school = child.School.Id }));
            Assert.Equal("0 rows", around.Try("update safety_record set state = 'closed'"));
            Assert.Equal("0 rows", around.Try("update safety_reader set ends = now(), ended_by = @me", new { me = care.Id }));
            Assert.Empty(around.List<Guid>("select pupil_id from app.safety_child(@record)", new { record }));
            Assert.Empty(around.List<Guid>("select membership_id from app.safety_candidates(@record)", new { record }));
            Assert.Empty(around.List<long>("select seq from app.who_read_safety(@record, null, 10)", new { record }));
            Assert.Null(around.One<Guid?>("select app.take_over_safety(@record, 'Omdat ik het wil lezen')", new { record }));
            Assert.Equal("42501", around.Try("delete from safety_reader"));
        }

        using var reader = AsApp.Enter(house, teacher);
        Assert.Equal("IB009", reader.Try("update safety_reader set ends = now(), ended_by = @me", new { me = teacher.Id }));
        Assert.Equal("42501", reader.Try("update safety_record set pupil_id = pupil_id"));
        Assert.Equal("42501", reader.Try("insert into safety_reader (record_id, person_id, membership_id, added_by, reason) values (@record, @them, @membership, @me, 'Iemand van ver weg')", new { record, me = teacher.Id, them = World.Care(World.School()).Id, membership = care.MembershipId }));
    }
}
