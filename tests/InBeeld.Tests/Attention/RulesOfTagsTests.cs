namespace InBeeld.Tests.Attention;

/// <summary>Which child the standard rules find, and what somebody put by hand on top of them.</summary>
public sealed class RulesOfTagsTests(TestHouse house) : IClassFixture<TestHouse>
{
    private World World => house.World;

    [Theory]
    [InlineData("primary", "ISK 1", 5, "newcomer")]
    [InlineData("secondary", "1-isk2", 11, "newcomer")]
    [InlineData("primary", "Nieuwkomersklas rood", 3, "newcomer")]
    [InlineData("primary", "Riskant", 6, "")]
    [InlineData("primary", "AZC-school 4", 4, "asylum")]
    [InlineData("primary", "8a", 8, "transition")]
    [InlineData("primary", "7a", 7, "")]
    [InlineData("special", "Libel", 6, "special")]
    [InlineData("mbo", "Entree1", 0, "early,mbo_entry")]
    [InlineData("primary", "Peutergroep", 1, "early")]
    [InlineData("primary", "Bijen", 0, "early")]
    public void A_child_is_found_by_the_name_or_the_year_of_its_group_and_the_kind_of_its_school(string level, string group, short year, string tags) =>
        Assert.Equal(tags, string.Join(',', World.Pupil(World.Group(World.School(level), group, year)).Tags()));

    [Fact]
    public void A_location_tells_of_an_asylum_centre_or_a_residential_home()
    {
        var group = World.Group();
        Assert.Equal(["asylum"], World.Pupil(group).At("AZC De Duinpan").Tags());
        Assert.Equal(["residential"], World.Pupil(group).At("Residentiële groep De Luwte").Tags());
        Assert.Empty(World.Pupil(group).At("Hoofdgebouw").Tags());
    }

    [Fact]
    public void A_child_younger_than_four_is_a_toddler_until_its_birthday()
    {
        var today = World.Clock.Day;
        var group = World.Group(yearGroup: 1);
        Assert.Equal(["early"], World.Pupil(group, born: today.AddYears(-4).AddDays(1)).Tags());
        Assert.Empty(World.Pupil(group, born: today.AddYears(-4)).Tags());
    }

    [Fact]
    public void Who_came_this_year_with_parents_who_need_an_interpreter_is_a_newcomer_and_a_language_alone_says_nothing()
    {
        var (today, group) = (World.Clock.Day, World.Group());
        Pupil Child(DateOnly joined, string language, bool interpreter)
        {
            var child = World.Pupil(group).Joined(joined);
            child.Family.ContactPerson(language: language, needsInterpreter: interpreter);
            return child;
        }

        Assert.Equal(["newcomer"], Child(today.AddMonths(-3), "ar", true).Tags());
        Assert.Empty(Child(today.AddMonths(-13), "ar", true).Tags());
        Assert.Empty(Child(today.AddMonths(-3), "ar", false).Tags());
    }

    [Fact]
    public void The_last_year_of_a_school_for_secondary_education_goes_on_to_the_next_school()
    {
        var vmbo = World.School("secondary");
        var (third, fourth) = (World.Pupil(World.Group(vmbo, "3v", 13)), World.Pupil(World.Group(vmbo, "4v", 14)));
        Assert.Empty(third.Tags());
        Assert.Equal(["transition"], fourth.Tags());
        var broad = World.School("secondary");
        var (havo4, havo5, vwo5, vwo6) = (World.Pupil(World.Group(broad, "4havo", 14)), World.Pupil(World.Group(broad, "5havo", 15)), World.Pupil(World.Group(broad, "5vwo", 15)), World.Pupil(World.Group(broad, "6vwo", 16)));
        Assert.Empty(havo4.Tags());
        Assert.Equal(["transition"], havo5.Tags());
        Assert.Empty(vwo5.Tags());
        Assert.Equal(["transition"], vwo6.Tags());
    }

    [Fact]
    public void A_combined_group_counts_too_and_a_child_that_left_does_not()
    {
        var own = World.Group();
        var child = World.Pupil(own);
        var combined = World.Group(own.School, "Taalklas");
        World.Do("update school_group set kind = 'combined' where id = @Id; insert into placement (pupil_id, school_id, group_id, starts) values (@pupil, @school, @Id, current_date)", new { combined.Id, pupil = child.Id, school = own.School.Id });
        Assert.Equal(["newcomer"], child.Tags());
        Assert.Empty(child.Leaves().Tags());
    }

    [Fact]
    public void What_is_put_by_hand_goes_before_the_rules_until_its_last_day()
    {
        var group = World.Group(name: "8a", yearGroup: 8);
        var care = World.Care(group.School);
        var stays = World.Pupil(group);
        stays.Mark(care, "transition", false);
        stays.Mark(care, "asylum", true);
        Assert.Equal(["asylum"], stays.Tags());
        var before = World.Pupil(group);
        before.Mark(care, "transition", false, World.Clock.Day.AddDays(-1));
        Assert.Equal(["transition"], before.Tags());
    }

    [Fact]
    public void A_municipality_and_a_school_switch_rules_off_and_add_their_own_for_their_own_children_only()
    {
        var town = World.Municipality();
        var (one, two) = (World.School(municipality: town), World.School(municipality: town));
        var (here, there, elsewhere) = (World.Pupil(World.Group(one, "8a", 8)).Postcode("9001"), World.Pupil(World.Group(two, "8a", 8)).Postcode("9001"), World.Pupil(World.Group(World.School(), "8a", 8)).Postcode("9001"));
        var by = World.Coordinator(town);
        World.Do("""
            insert into attention_version (id, organisation_id, number, rules, off, change, by_person, at) values
              (gen_random_uuid(), @town, 1, '[{"id":"0194f000-0000-7000-8000-000000000001","tag":"asylum","when":{"postcode":["9001"]}}]', '{}', 'add', @by, now()),
              (gen_random_uuid(), @school, 1, '[]', '{00000000-0000-4000-8000-00000000a011}', 'off', @by, now())
            """, new { town = town.Id, school = one.Id, by = by.Id });
        Assert.Equal(["asylum"], here.Tags());
        Assert.Equal(["asylum", "transition"], there.Tags());
        Assert.Equal(["transition"], elsewhere.Tags());
    }
}
