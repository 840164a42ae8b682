using InBeeld.Kernel;

namespace InBeeld.Demonstration;

internal sealed record DemoMoment(
    Guid Id, DemoChild Child, DateOnly Day, DateTimeOffset At, string Channel, string Reached, string Language, string Through, string Went, string Note, DemoStaff By, Guid Organisation, Guid? Shared);

/// <summary>
/// Three months of contact. Per class and week it is settled first who is reached; then when, how and by whom. Who was not reached has
/// often been tried. Weak classes, children who are hard to reach, one call for a whole family, and lessons in which most are seen at once.
/// </summary>
internal sealed class DemoContact
{
    private static readonly string[] Good =
        ["Gaat goed, werkt elke ochtend aan rekenen.", "Vrolijk gesprek. Leest een boek over draken.", "Taken van deze week zijn af.", "Wil graag weer naar school.", "Laat trots de tekening zien.", "Oefent met opa de tafels."];

    private static readonly string[] Mixed =
        ["Vindt het lastig om alleen te beginnen. Plan gemaakt voor de ochtend.", "Internet valt vaak uit.", "Moet de laptop delen met zus.", "Moeder vraagt om taken op papier.", "Slaapt laat. Afgesproken: om 9.00 beginnen."];

    private static readonly string[] Nobody = ["De telefoon gaat over.", "Voicemail ingesproken.", "Geen reactie op het bericht.", "Nummer klopt niet meer. Nagevraagd bij de administratie.", ""];

    private readonly DemoWorld world;
    private readonly DemoDays days;
    private readonly Dictionary<(DemoGroup, int), HashSet<DemoChild>> reachedIn = [];
    private readonly HashSet<(DemoChild, DateTimeOffset)> taken = [];

    public DemoContact(DemoWorld world)
    {
        (this.world, days) = (world, world.Days);
        foreach (var group in world.Groups)
        {
            foreach (var week in days.All.Where(w => w.Days.Count > 0))
            {
                reachedIn[(group, week.Offset)] = Settle(group, week);
            }
        }

        foreach (var group in world.Groups)
        {
            foreach (var week in days.All.Where(w => w.Days.Count > 0))
            {
                OfWeek(group, week);
            }

            foreach (var child in group.Children.Where(c => c.Home is not null))
            {
                OfHome(child);
            }
        }
    }

    public List<DemoMoment> Moments { get; } = [];

    public (DateOnly? Last, int Attempts) LastOf(DemoChild child)
    {
        byChild ??= Moments.ToLookup(m => m.Child);
        var last = byChild[child].Where(m => m.Reached != "nobody").MaxBy(m => m.At);
        return (last?.Day, byChild[child].Count(m => m.Reached == "nobody" && (last is null || m.At > last.At)));
    }

    private ILookup<DemoChild, DemoMoment>? byChild;

    // Who of a class is reached in a week, at whatever moment of it.
    private HashSet<DemoChild> Settle(DemoGroup group, DemoWeek week)
    {
        var dice = new Dice($"{DemoPlan.Seed}/reach/{group.School.Plan.Code}/{group.Name}/{week.Offset}");
        var strength = Strength(group) + (0.06 * (dice.Share() - 0.5));
        var there = group.Children.Where(c => c.IsThere(week.Days[0])).Select(c => (Child: c, Luck: dice.Share())).ToList();
        if (group.School.Plan.Code != DemoPlan.HomeSchool)
        {
            return [.. there.Where(c => c.Luck < strength * c.Child.Reachable).Select(c => c.Child)];
        }

        // The school of the reference picture: as many as stand there. In 7b the last conversations are given.
        var missing = DemoPlan.NotReached[group.Name][Math.Max(0, week.Offset + DemoPlan.NotReached[group.Name].Length - 1)];
        var given = there.Where(c => c.Child.Home is not null && days.Back(c.Child.Home.Ago) is var last && last.Monday() <= week.Monday).Select(c => c.Child).ToHashSet();
        var after = given.Where(c => days.Back(c.Home!.Ago).Monday() < week.Monday).ToHashSet();
        var others = there.Where(c => !given.Contains(c.Child)).OrderBy(c => c.Luck * c.Child.Reachable).Take(Math.Max(0, missing - after.Count)).Select(c => c.Child).ToHashSet();
        return [.. there.Select(c => c.Child).Where(c => !after.Contains(c) && !others.Contains(c))];
    }

    private static double Strength(DemoGroup group)
    {
        var dice = new Dice($"{DemoPlan.Seed}/strength/{group.School.Plan.Code}/{group.Name}");
        return Math.Min(0.985, group.School.Plan.Reach + dice.Weighed((0.03, 40.0), (0.0, 40), (-0.06, 14), (-0.18, 6)));
    }

    private void OfWeek(DemoGroup group, DemoWeek week)
    {
        var dice = new Dice($"{DemoPlan.Seed}/class/{group.School.Plan.Code}/{group.Name}");
        var lesson = dice.Chance(0.45) ? (Day: dice.Below(3), Time: new TimeOnly(9, 5 * dice.Below(12)), Channel: dice.Weighed(("video", 70.0), ("school", 30))) : default;
        var reached = reachedIn[(group, week.Offset)];
        foreach (var child in group.Children.Where(c => c.IsThere(week.Days[0])))
        {
            var own = new Dice($"{DemoPlan.Seed}/moments/{group.School.Plan.Code}/{child.Key}/{week.Offset}");
            if (child.Home is { } home && days.Back(home.Ago).Monday() <= week.Monday)
            {
                continue;
            }

            if (!reached.Contains(child))
            {
                Tried(child, week, own);
                continue;
            }

            var early = group.School.Plan.Code == DemoPlan.HomeSchool;
            var nth = Math.Min(week.Days.Count - 1, own.Weighed((0, early ? 42.0 : 30), (1, early ? 34 : 25), (2, early ? 18 : 20), (3, early ? 6 : 17), (4, early ? 0 : 8)));
            if (lesson.Channel is not null && own.Chance(0.85))
            {
                nth = Math.Min(week.Days.Count - 1, lesson.Day);
                Add(child, week.Days[nth], lesson.Time, lesson.Channel, "pupil", own, seenInLesson: true);
            }
            else
            {
                if (nth > 0 && own.Chance(0.15))
                {
                    Add(child, week.Days[nth - 1], Time(own), "phone", "nobody", own);
                }

                Spoken(child, week.Days[nth], own);
            }

            for (var again = child.Level; again > 0 && nth + 2 < week.Days.Count && own.Chance(0.85); again--)
            {
                nth += child.Level == 1 ? 2 : 1;
                Spoken(child, week.Days[nth], own);
            }
        }
    }

    private void OfHome(DemoChild child)
    {
        var home = child.Home!;
        var dice = new Dice($"{DemoPlan.Seed}/home-contact/{home.Given}");
        var (day, time) = (days.Back(home.Ago), TimeOnly.Parse(home.Time, System.Globalization.CultureInfo.InvariantCulture));
        // "Today at 09.10", when it is later than that.
        Add(child, days.HasBeen(day, time) ? day : days.Back(home.Ago + 1), time, home.Channel, home.Who, dice);
        if (home.Given == "Noor")
        {
            foreach (var (ago, at, channel, note) in HomeClass.TriedForNoor)
            {
                Add(child, days.Back(ago), TimeOnly.Parse(at, System.Globalization.CultureInfo.InvariantCulture), channel, "nobody", dice, note: note, by: channel == "door" ? child.Group.School.Care : null);
            }
        }
    }

    private void Spoken(DemoChild child, DateOnly day, Dice dice)
    {
        var channel = dice.Chance(0.7) ? child.UsualChannel : dice.Weighed(("phone", 45.0), ("message", 18), ("video", 22), ("school", 10), ("door", 5));
        var young = child.Year is > 0 and < 4;
        var who = channel is "video" or "school" ? dice.Weighed(("pupil", 80.0), ("both", 20)) : dice.Weighed(("pupil", young ? 15.0 : 55), ("parent", young ? 60 : 33), ("both", young ? 25 : 12));
        var moment = Add(child, day, Time(dice), channel, who, dice);
        if (moment is null || who == "pupil" || child.Family.Children.Count == 1 || !dice.Chance(0.3))
        {
            return;
        }

        // One call for the whole family; the other schools see it without the note.
        foreach (var sibling in child.Family.Children.Where(s => s != child && s.Home is null && s.IsThere(day) && reachedIn[(s.Group, days.WeekOf(day)!.Offset)].Contains(s)))
        {
            Add(sibling, day, TimeOnly.FromDateTime(Amsterdam.Local(moment.At).DateTime), channel, who, dice, shared: moment);
        }
    }

    private void Tried(DemoChild child, DemoWeek week, Dice dice)
    {
        var times = dice.Weighed((0, 40.0), (1, 35), (2, 25));
        for (var i = 0; i < times; i++)
        {
            Add(child, dice.Of(week.Days), Time(dice), child.Reachable < 0.5 && i == 1 ? "door" : dice.Weighed(("phone", 75.0), ("message", 25)), "nobody", dice);
        }
    }

    // Mostly after the lessons; nothing before 8.15 or after 17.20.
    private static TimeOnly Time(Dice dice)
    {
        var hour = dice.Weighed((8, 6.0), (9, 12), (10, 12), (11, 10), (12, 5), (13, 10), (14, 14), (15, 17), (16, 11), (17, 3));
        return new TimeOnly(hour, hour == 8 ? dice.Between(15, 59) : hour == 17 ? dice.Below(20) : dice.Below(60));
    }

    private DemoMoment? Add(DemoChild child, DateOnly day, TimeOnly time, string channel, string reached, Dice dice, bool seenInLesson = false, string? note = null, DemoStaff? by = null, DemoMoment? shared = null)
    {
        var languages = child.Family.Contacts.Where(c => c.Language != "nl").ToList();
        var other = reached is "parent" or "both" && languages.Count > 0 && dice.Chance(0.8) ? languages[0] : null;
        var went = reached == "nobody" || seenInLesson ? "" : dice.Weighed(("well", 55.0), ("mixed", 17), ("worry", 3), ("", 25));
        note ??= reached == "nobody" ? dice.Of(Nobody) : went == "well" && dice.Chance(0.25) ? dice.Of(Good) : went == "mixed" && dice.Chance(0.7) ? dice.Of(Mixed) : "";
        by ??= dice.Chance(0.05) && !seenInLesson ? child.Group.School.Care : child.Group.Teacher;
        if (!child.IsThere(day) || !days.HasBeen(day, time))
        {
            return null;
        }

        var at = Amsterdam.At(day, time);
        while (!taken.Add((child, at)))
        {
            at = at.AddMinutes(-3);
        }

        var moment = new DemoMoment(dice.Id(at), child, day, at, channel, reached, other?.Language ?? "",
            shared is not null ? shared.Through : other is { NeedsInterpreter: true } ? (other.Language == "uk" ? "Oksana, vrijwilliger" : "Tolk aan de telefoon") : "",
            shared is not null ? "" : went, shared is not null ? "" : note, shared?.By ?? by, shared?.Organisation ?? child.Group.School.Id, shared?.Id);
        Moments.Add(moment);
        return moment;
    }
}
