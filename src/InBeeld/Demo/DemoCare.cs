using InBeeld.Capabilities.Contact.Model;
using InBeeld.Kernel;
using InBeeld.Kernel.Names;

namespace InBeeld.Demonstration;

internal sealed record DemoHelper(Guid Id, DemoChild Child, string Organisation, string Name, string Task, string Phone, DateOnly Starts);

internal sealed record DemoWorry(Guid Id, DemoChild Child, string Text, int Urgency, DemoStaff By, DateTimeOffset At, string State, DemoStaff? TakenBy, DateTimeOffset? TakenAt, DateTimeOffset? DoneAt, string Answer);

internal sealed record DemoRung(Guid Id, DemoChild Child, int Rung, string Kind, int Attempts, int SchoolDays, bool Taken, DateOnly? RestUntil, string Note, DemoStaff By, DateTimeOffset At);

/// <summary>What goes on around the children: needs, level of concern, absence, helpers, worries, and what was decided on the ladder.</summary>
internal sealed class DemoCare
{
    private static readonly (string Kind, double Share)[] Kinds =
        [("no_device", 0.055), ("no_connection", 0.03), ("no_quiet_place", 0.075), ("little_help", 0.08), ("motivation", 0.06), ("health", 0.03), ("unsafe_home", 0.007)];

    private static readonly (string Organisation, string Task)[] Parties =
    [
        ("Buurtteam Noord", "Gezinsbegeleiding"), ("Buurtteam Zuid", "Gezinsbegeleiding"), ("Jeugd- en gezinscoaches Zonderdam", "Jeugdcoach"), ("Jeugdgezondheidszorg Zonderdam", "Jeugdarts"),
        ("Leerplicht en RMC Zonderdam", "Leerplichtambtenaar"), ("Bibliotheek Zonderdam Havenlicht", "Studiebegeleiding"), ("Vluchtelingenwerk Zonderdam", "Begeleiding van het gezin"),
    ];

    private static readonly string[] WorryTexts =
    [
        "Is de laatste weken erg stil in de video-les en zet de camera niet aan.", "Vertelt dat er thuis veel ruzie is.", "Slaapt slecht en is overdag moe. Moeder maakt zich ook zorgen.",
        "Mist steeds de eerste les. Niemand maakt wakker.", "Zorgt thuis voor twee kleine zusjes en komt niet aan leren toe.", "Reageert niet meer op berichten van de klas.",
        "Zegt dat school toch geen zin heeft.", "Het gezin gaat misschien verhuizen. Nog niet bekend waarheen.",
    ];

    private static readonly string[] Answers = ["Gesproken met moeder. Buurtteam neemt contact op.", "Plek gevonden in de bibliotheek, twee middagen per week.", "Weer in de les. Ik bel over twee weken."];

    private readonly DemoWorld world;

    public DemoCare(DemoWorld world)
    {
        this.world = world;
        foreach (var child in world.Children)
        {
            Around(child, new Dice($"{DemoPlan.Seed}/care/{child.Group.School.Plan.Code}/{child.Key}"));
        }
    }

    public List<DemoHelper> Helpers { get; } = [];

    public List<DemoWorry> Worries { get; } = [];

    public List<DemoRung> Rungs { get; } = [];

    private void Around(DemoChild child, Dice dice)
    {
        // A weak school has more children who lack something.
        var more = child.Group.School.Plan.Reach < 0.9 ? 1.8 : 0.9;
        child.Needs.AddRange(Kinds.Where(k => dice.Chance(k.Share * more)).Select(k => k.Kind));
        if (child.Family.Contacts.TrueForAll(c => c.Language != "nl") && dice.Chance(0.85))
        {
            child.Needs.Add("parents_no_dutch");
        }

        child.Level = child.Needs.Contains("unsafe_home") || child.Needs.Count > 3 ? 2 : child.Needs.Count > 1 ? 1 : 0;
        child.Reachable = dice.Chance(0.012 * more) ? 0.2 : child.Level > 0 ? 0.93 : 1;
        child.UsualChannel = dice.Weighed(("phone", 45.0), ("message", 20), ("video", 20), ("school", 10), ("email", 3), ("door", 2));
        if (dice.Chance(0.012))
        {
            (child.AbsentUntil, child.AbsentWhy) = (world.Days.Today.AddDays(dice.Between(1, 12)), dice.Of<string>(["ill", "ill", "leave", "ill", "other"]));
        }

        if (child.Home is { } home)
        {
            child.Needs.Clear();
            child.Needs.AddRange(new[] { home.Need }.Where(n => n.Length > 0));
            (child.Level, child.Reachable, child.UsualChannel, child.AbsentUntil, child.AbsentWhy) = (home.Level, home.Level > 0 ? 0.6 : 1, home.Channel == "door" ? "phone" : home.Channel, null, "");
        }

        if (child.Left is not null)
        {
            return;
        }

        if (child.Level > 0 && dice.Chance(child.Level == 2 ? 0.9 : 0.25))
        {
            AddHelper(child, dice);
        }

        if ((child.Level > 0 && dice.Chance(0.12)) || child.Home?.Given is "Noor" or "Teun")
        {
            AddWorry(child, dice);
        }
    }

    private void AddHelper(DemoChild child, Dice dice)
    {
        var (organisation, task) = dice.Of(Parties);
        var origin = DemoNames.OriginOf(dice);
        var (prefix, surname) = DemoNames.SurnameOf(origin, dice);
        Helpers.Add(new DemoHelper(world.NextId(), child, organisation, new PersonName(dice.Of(origin.Grown), prefix, surname).Full, task,
            $"000 {dice.Below(1000):000} {dice.Below(100):00} {dice.Below(100):00}", world.Days.First.AddDays(-dice.Below(200))));
    }

    private void AddWorry(DemoChild child, Dice dice)
    {
        var by = child.Group.Teacher;
        var care = child.Group.School.Care;
        var at = Amsterdam.At(world.Days.Back(child.Home is null ? dice.Between(1, 30) : dice.Between(1, 3)), new TimeOnly(dice.Between(9, 16), dice.Below(60)));
        if (Amsterdam.Day(at) < child.Joined)
        {
            return;
        }

        var state = child.Home is not null ? "open" : dice.Weighed(("open", 35.0), ("taken", 30), ("done", 35));
        Worries.Add(new DemoWorry(world.NextId(), child, child.Home?.Given == "Noor" ? "Al meer dan een week niet te bereiken. Briefje achtergelaten, geen antwoord." : dice.Of(WorryTexts), child.Home?.Given == "Noor" ? 3 : dice.Weighed((1, 50.0), (2, 35), (3, 15)),
            by, at, state, state == "open" ? null : care, state == "open" ? null : Soonest(at.AddHours(dice.Between(2, 8))), state == "done" ? Soonest(at.AddHours(dice.Between(26, 90))) : null, state == "done" ? dice.Of(Answers) : ""));
    }

    private DateTimeOffset Soonest(DateTimeOffset at) => at < world.Days.Now ? at : world.Days.Now.AddMinutes(-5);

    /// <summary>The ladder: what a person decided for children whom nobody reached. After the contact, because it follows from it.</summary>
    public void Decide()
    {
        foreach (var child in world.Children.Where(c => c.Left is null && c.AbsentUntil is null))
        {
            var (last, attempts) = world.Contact.LastOf(child);
            var standing = Standing.Of(Norm.For(child.Level, DemoPlan.NormsOf(child.Group.School.Plan.Level)), last, child.Joined, world.Days.Calendar);
            if (standing.On(world.Days.Today) != "out" || attempts < 3)
            {
                continue;
            }

            var dice = new Dice($"{DemoPlan.Seed}/ladder/{child.Group.School.Plan.Code}/{child.Key}");
            var decidedOn = world.Days.Back(dice.Between(1, 2));
            var schoolDays = world.Days.Calendar.Between(last ?? child.Joined, decidedOn);
            var by = dice.Chance(0.5) ? child.Group.School.Care : child.Group.Teacher;
            var at = Amsterdam.At(decidedOn, new TimeOnly(dice.Between(13, 16), dice.Below(60)));
            if (child.Home is not null || dice.Chance(0.5))
            {
                Rungs.Add(new DemoRung(world.NextId(), child, 1, "care", attempts, schoolDays, true, world.Days.Calendar.After(decidedOn, 2), "Besproken met de zorgcoördinator.", by, at));
            }
            else if (dice.Chance(0.3))
            {
                Rungs.Add(new DemoRung(world.NextId(), child, 1, "care", attempts, schoolDays, false, world.Days.Today.AddDays(dice.Between(2, 6)), "Moeder belde: ze zijn bij familie.", by, at));
            }
        }
    }
}
