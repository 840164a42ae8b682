using InBeeld.Capabilities.Pupils.ImportClassList.Files;
using Xunit;
using static InBeeld.Tests.Pupils.Files.Given;

namespace InBeeld.Tests.Pupils.Files;

public sealed class EdexmlRejectedRowsTests
{
    public static TheoryData<string, string?, string, string> FaultyPupils() => new()
    {
        { "<leerling><roepnaam>Noor</roepnaam></leerling>", null, "key", nameof(ReasonCode.NoKey) },
        { "<leerling key=\" \"><roepnaam>Noor</roepnaam></leerling>", null, "key", nameof(ReasonCode.NoKey) },
        { Pupil(new string('1', 257)), null, "key", nameof(ReasonCode.WrongKey) },
        { "<leerling key=\"a&#x7;b\"><roepnaam>Noor</roepnaam></leerling>", null, "key", nameof(ReasonCode.WrongKey) },
        { Pupil("X", ""), "X", "achternaam", nameof(ReasonCode.NoName) },
        { Pupil("X", "<roepnaam>&#x202E;&#x200B;</roepnaam><achternaam> &#160; </achternaam>"), "X", "achternaam", nameof(ReasonCode.NoName) },
        { Pupil("X", $"<roepnaam>{new string('a', 201)}</roepnaam>"), "X", "roepnaam", nameof(ReasonCode.NameTooLong) },
        { Pupil("X", $"<achternaam>{new string('a', 100_000)}</achternaam>"), "X", "achternaam", nameof(ReasonCode.NameTooLong) },
        { Pupil("X", "<roepnaam>No&#x1;or</roepnaam>"), "X", "roepnaam", nameof(ReasonCode.ControlCharacters) },
        { Pupil("X", "<roepnaam>No\u0090or</roepnaam>"), "X", "roepnaam", nameof(ReasonCode.ControlCharacters) },
        { Pupil("X", "<roepnaam>Noor</roepnaam><voorvoegsel>v&#x0;</voorvoegsel>"), "X", "voorvoegsel", nameof(ReasonCode.ControlCharacters) },
        { Pupil("X", "<roepnaam>Noor</roepnaam><geboortedatum>2026-10-06</geboortedatum>"), "X", "geboortedatum", nameof(ReasonCode.BirthDateInFuture) },
        { Pupil("X", "<roepnaam>Noor</roepnaam><geboortedatum>1989-12-31</geboortedatum>"), "X", "geboortedatum", nameof(ReasonCode.BirthDateTooEarly) },
        { Pupil("X", "<roepnaam>Noor</roepnaam><geboortedatum>2015-02-29</geboortedatum>"), "X", "geboortedatum", nameof(ReasonCode.UnreadableDate) },
        { Pupil("X", "<roepnaam>Noor</roepnaam><geboortedatum>14-03-2016</geboortedatum>"), "X", "geboortedatum", nameof(ReasonCode.UnreadableDate) },
        { Pupil("X", "<roepnaam>Noor</roepnaam><instroomdatum>gisteren</instroomdatum>"), "X", "instroomdatum", nameof(ReasonCode.UnreadableDate) },
        { Pupil("X", "<roepnaam>Noor</roepnaam><uitstroomdatum>gisteren</uitstroomdatum>"), "X", "uitstroomdatum", nameof(ReasonCode.UnreadableDate) },
        { Pupil("X", "<roepnaam>Noor</roepnaam><groep key=\"WEG\"/>"), "X", "groep", nameof(ReasonCode.UnknownGroup) },
        { Pupil("X", "<roepnaam>Noor</roepnaam><groep key=\"PLUS\"/>"), "X", "groep", nameof(ReasonCode.UnknownGroup) },
        { Pupil("X", "<roepnaam>Noor</roepnaam><samengestelde_groepen><samengestelde_groep key=\"WEG\"/></samengestelde_groepen>"), "X", "samengestelde_groep", nameof(ReasonCode.UnknownGroup) },
    };

    [Theory]
    [MemberData(nameof(FaultyPupils))]
    public async Task A_faulty_pupil_is_named_by_line_key_and_field_and_the_others_stay(string faulty, string? key, string field, string reason)
    {
        var content = await Read(Edexml(Pupil("1") + "\n" + faulty + "\n" + Pupil("3")));

        Assert.Equal(["1", "3"], content.Pupils.Select(pupil => pupil.Key));
        var rejected = Assert.Single(content.Rejected);
        Assert.Equal((FirstPupil + 1, key, field, reason), (rejected.Line, rejected.Key, rejected.Field, rejected.Reason.Code.ToString()));
        Assert.Equal((2, 1), (content.Summary.Pupils, content.Summary.Rejected));
    }

    [Fact]
    public async Task The_second_pupil_with_a_key_is_rejected_and_names_the_line_of_the_first()
    {
        var content = await Read(Edexml(Pupil("7") + "\n\n" + Pupil(" 7 ", "<roepnaam>Bo</roepnaam>") + "\n" + Pupil("7", "<roepnaam>Ko</roepnaam>")));
        Assert.Equal("Noor", Assert.Single(content.Pupils).GivenName);
        Assert.Equal([FirstPupil + 2, FirstPupil + 3], content.Rejected.Select(row => row.Line));
        Assert.All(content.Rejected, row => Assert.Equal(new Reason(ReasonCode.SameKey, FirstPupil), row.Reason));
    }

    [Fact]
    public async Task An_unknown_group_is_called_by_its_key()
    {
        var content = await Read(Edexml(Pupil("1") + Pupil("2", "<roepnaam>Bo</roepnaam><groep key=\"G9\"/>")));
        Assert.Equal("De groep “G9” staat niet in het bestand.", Assert.Single(content.Rejected).Reason.ToDutch());
    }

    [Fact]
    public async Task Two_hundred_characters_with_marks_are_not_too_long()
    {
        var name = string.Concat(Enumerable.Repeat("e\u0301", 200));
        Assert.Equal(new string('é', 200), (await ReadOne(Pupil("1", $"<roepnaam>{name}</roepnaam>"))).GivenName);
    }

    [Theory]
    [InlineData("1990-01-01")]
    [InlineData("2026-10-05")]
    [InlineData("2016-02-29")]
    [InlineData("2016-03-14Z")]
    [InlineData("2016-03-14+01:00")]
    [InlineData("2016-03-14T00:00:00")]
    public async Task Birth_dates_from_1990_up_to_today_are_good(string day) =>
        Assert.Equal(DateOnly.ParseExact(day[..10], "yyyy-MM-dd"), (await ReadOne(Pupil("1", $"<roepnaam>Noor</roepnaam><geboortedatum>{day}</geboortedatum>"))).BirthDate);

    [Fact]
    public async Task Reasons_never_repeat_a_name_or_a_birth_date()
    {
        var content = await Read(Edexml(string.Concat(FaultyPupils().Select(row => row.Data.Item1))));
        Assert.NotEmpty(content.Rejected);
        Assert.All(content.Rejected, row => Assert.DoesNotMatch("Noor|aaa|[0-9]{4}-[0-9]{2}", row.Reason.ToDutch()));
    }
}
