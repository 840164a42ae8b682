using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;

namespace InBeeld.Capabilities.Programmes.OpenDays;

/// <summary>A day on which a programme opens its doors or talks with parents, with how many come.</summary>
internal sealed class OpenDayRow
{
    public const string Sql = """
        select d.id, d.programme_id, g.name as programme, d.kind, d.name, lower(d.during) as starts, upper(d.during) as ends, d.room_id, coalesce(r.name, '') as room, d.location, d.places, d.by_family, d.state, d.version,
          (select coalesce(sum(x.number), 0)::integer from open_day_guest x where x.open_day_id = d.id and x.state = 'coming') as coming, (select coalesce(sum(x.number), 0)::integer from open_day_guest x where x.open_day_id = d.id and x.state = 'coming' and x.came) as came
        from open_day d join programme g on g.id = d.programme_id left join room r on r.id = d.room_id
        """;

    public Guid Id { get; set; }
    public Guid ProgrammeId { get; set; }
    public string Programme { get; set; } = "";
    public string Kind { get; set; } = "";
    public string Name { get; set; } = "";
    public DateTimeOffset Starts { get; set; }
    public DateTimeOffset Ends { get; set; }
    public Guid? RoomId { get; set; }
    public string Room { get; set; } = "";
    public string Location { get; set; } = "";
    public int Places { get; set; }
    public bool ByFamily { get; set; }
    public string State { get; set; } = "";
    public int Version { get; set; }

    /// <summary>People, not sign-ups.</summary>
    public int Coming { get; set; }
    public int Came { get; set; }

    public string Place => Room.Length > 0 ? Room : Location;
    public DateOnly Day => Amsterdam.Day(Starts);

    public static string Word(string kind) => kind == "parents" ? "Ouderbijeenkomst" : "Open dag";

    public static Task<OpenDayRow?> OfAsync(Frame frame, Guid id, CancellationToken ct) => frame.OneAsync<OpenDayRow>($"{Sql} where d.id = @id", new { id }, ct);
}

/// <summary>Who comes, alone or with others.</summary>
internal sealed class GuestRow
{
    public Guid Id { get; set; }
    public string Name { get; set; } = "";
    public string Reach { get; set; } = "";
    public int Number { get; set; }
    public string Language { get; set; } = "";
    public Guid? EnrolmentId { get; set; }
    public Guid? PupilId { get; set; }
    public bool? Came { get; set; }
    public string State { get; set; } = "";

    /// <summary>Signed up without an account.</summary>
    public bool Self { get; set; }
}

/// <summary>A day as somebody fills it in.</summary>
internal sealed class OpenDayFields
{
    public string? Kind { get; set; } = "open_day";
    public string? Name { get; set; }
    public string? Date { get; set; }
    public string? From { get; set; } = "15:00";
    public string? To { get; set; } = "17:00";
    public Guid? Room { get; set; }
    public string? Location { get; set; }
    public string? Places { get; set; } = "30";
    public bool ByFamily { get; set; }

    // Methods, because the properties of a form are read before it is checked.
    public DateTimeOffset Starts() => Amsterdam.At(Typed.Day(Date)!.Value, Typed.Time(From)!.Value);
    public DateTimeOffset Ends() => Amsterdam.At(Typed.Day(Date)!.Value, Typed.Time(To)!.Value);

    public List<Refusal> Check(DateOnly today)
    {
        (Name, Location) = (Name?.Trim() ?? "", Room is null ? Location?.Trim() ?? "" : "");
        var refusals = new List<Refusal>();
        void When(bool wrong, string field, string sentence, params object[] args)
        {
            if (wrong)
            {
                refusals.Add(new Refusal(field, sentence, args));
            }
        }

        When(Kind is not ("open_day" or "parents"), "Kind", "Kies wat het is.");
        When(Name.Length is 0 or > 80, "Name", "Geef de dag een naam van hooguit 80 tekens.");
        When(Typed.Day(Date) is not { } day || day < today.AddDays(-30) || day > today.AddYears(2), "Date", "Kies een dag, hooguit een maand terug.");
        var (from, to) = (Typed.Time(From), Typed.Time(To));
        When(from is null || to is null || to <= from || to - from > TimeSpan.FromHours(10), "From", "Vul een begin en een eind in, hooguit tien uur later.");
        When(Location.Length > 120, "Location", "Schrijf hooguit {0} tekens.", 120);
        When(Typed.Number(Places) is not (>= 1 and <= 1000), "Places", "Vul een aantal in van 1 tot en met 1000.");
        return refusals;
    }
}

/// <summary>Who comes, as a family or somebody of the library fills it in.</summary>
internal sealed class GuestFields
{
    public string? Name { get; set; }

    /// <summary>A phone number or an e-mail address.</summary>
    public string? Reach { get; set; }
    public string? Number { get; set; } = "1";
    public string? Speaks { get; set; } = "nl";
    public Guid? Enrolment { get; set; }

    /// <param name="needsReach">A family that signs itself up can be told when it does not happen.</param>
    public List<Refusal> Check(bool needsReach)
    {
        (Name, Reach) = (Name?.Trim() ?? "", Reach?.Trim() ?? "");
        var refusals = new List<Refusal>();
        void When(bool wrong, string field, string sentence, params object[] args)
        {
            if (wrong)
            {
                refusals.Add(new Refusal(field, sentence, args));
            }
        }

        When(Name.Length is 0 or > 120, "Name", "Vul een naam in, in hooguit {0} tekens.", 120);
        When(Reach.Length > 200 || (Reach.Length > 0 || needsReach) && !Reach.Contains('@', StringComparison.Ordinal) && Reach.Count(char.IsAsciiDigit) < 8, "Reach", "Vul een telefoonnummer of e-mailadres in.");
        When(Typed.Number(Number) is not (>= 1 and <= 10), "Number", "Vul in met hoeveel mensen, hooguit 10.");
        When(!Pupils.Contract.HomeLanguages.All.Contains(Speaks ?? ""), "Speaks", "Kies een taal uit de lijst.");
        return refusals;
    }
}
