using Dapper;
using InBeeld.Data;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Names;

namespace InBeeld.Tests;

/// <summary>
/// Fills the database in domain words: <c>world.Teacher().Of(group)</c>, <c>world.Pupil(group).OutOfView()</c>. Writes at once, as the owner,
/// around row-level security. Every call makes something new; what is not said is invented. Relations begin long ago, so that they hold today.
/// </summary>
public sealed class World
{
    private static readonly string[] GivenNames = ["Noor", "Sem", "Aïcha", "Finn", "Zoë", "Mohamed", "Lotte", "Thijs", "Yara", "Ilse", "Björn", "Fenna"];
    private static readonly string[] Surnames = ["Bladerdak", "Wolkenveld", "Maanzaad", "Regenboog", "Duinpan", "Kiezel", "Wilgentak", "Ochtendmist", "Zeewier", "Lindeblad"];

    private readonly Database database;
    private int counted;
    private int municipalities;

    internal World(Database database, FakeClock clock) => (this.database, Clock) = (database, clock);

    public FakeClock Clock { get; }

    /// <summary>Long enough ago to hold on every day that a test plays on.</summary>
    public static DateOnly LongAgo => new(2020, 1, 1);

    /// <summary>Runs SQL as the owner.</summary>
    public int Do(string sql, object? args = null)
    {
        using var connection = database.Owner.OpenConnection();
        return connection.Execute(sql, args);
    }

    public T? One<T>(string sql, object? args = null)
    {
        using var connection = database.Owner.OpenConnection();
        return connection.QueryFirstOrDefault<T>(sql, args);
    }

    public List<T> List<T>(string sql, object? args = null)
    {
        using var connection = database.Owner.OpenConnection();
        return connection.Query<T>(sql, args).AsList();
    }

    /// <summary>Lines of the access journal, sealed or not; in one statement, because they are moved from one table to the other all the time.</summary>
    public long Journalled(string where, object? args = null) => One<long>($"select (select count(*) from journal_inbox where {where}) + (select count(*) from journal where {where})", args);

    /// <summary>Entries about this child.</summary>
    public long Journalled(string where, Guid pupil) => Journalled($"({where}) and @pupil = any (pupils)", new { pupil });

    public long Count(string table, string where = "true", object? args = null) => One<long>($"select count(*) from {table} where {where}", args);

    public Organisation Municipality(string? name = null, string? code = null)
    {
        code ??= $"{9900 - Interlocked.Increment(ref municipalities)}";
        name ??= $"Zonderdam {code}";
        Do("insert into municipality (code, name, holiday_regions) values (@code, @name, '{Midden}') on conflict do nothing", new { code, name });
        return Organisation("municipality", name, code, code);
    }

    public Organisation Board(string? name = null) => Organisation("board", name ?? $"Stichting Paraplu {Next()}", $"B{counted:0000}", null);

    /// <summary>Without a municipality: in a new one.</summary>
    public Organisation School(string level = "primary", Organisation? municipality = null, Organisation? board = null, string? name = null, string? code = null) =>
        Organisation("school", name ?? $"Basisschool De Wolkenladder {Next()}", code ?? $"99Z{Next():000}", (municipality ?? Municipality()).MunicipalityCode, level, board?.Id);

    public Group Group(Organisation? school = null, string name = "7b", short yearGroup = 7)
    {
        school ??= School();
        var id = Guid.CreateVersion7();
        Do("insert into school_group (id, school_id, key, name, year_group, school_year) values (@id, @school, @key, @name, @yearGroup, '2026-2027')", new { id, school = school.Id, key = $"{name}-{Next()}", name, yearGroup });
        return new Group(this, id, school, name);
    }

    public Pupil Pupil(Group? group = null, string? given = null, string prefix = "", string? surname = null, DateOnly? born = null, Family? family = null)
    {
        group ??= Group();
        var n = Next();
        var name = new PersonName(given ?? GivenNames[n % GivenNames.Length], prefix, surname ?? $"{Surnames[n % Surnames.Length]}{Letters(n)}");
        var id = Guid.CreateVersion7();
        Do("""
            insert into pupil (id, school_id, key, given_name, prefix, surname, birth_date, year_group, group_id, family_id, joined_on, search_key, sort_key)
              values (@id, @school, @key, @Given, @Prefix, @Surname, @born, (select year_group from school_group where id = @group), @group, @family, @LongAgo, lower(unaccent(@Full)), @SortKey);
            insert into placement (pupil_id, school_id, group_id, starts) values (@id, @school, @group, @LongAgo);
            insert into pupil_state (pupil_id, school_id, group_id, not_reached_since, due_from, late_from, out_from) values (@id, @school, @group, @today, @today, @today + 5, @today + 12);
            """, new { id, school = group.School.Id, key = $"L{n}", name.Given, name.Prefix, name.Surname, name.Full, name.SortKey, born = born ?? new DateOnly(2014, 3, 1).AddDays(n), group = group.Id, family = (family ?? Family()).Id, LongAgo, today = Clock.Day });
        return new Pupil(this, id, group, name);
    }

    public Family Family(string reachNote = "")
    {
        var id = Guid.CreateVersion7();
        Do("insert into family (id, reach_note) values (@id, @reachNote)", new { id, reachNote });
        return new Family(this, id);
    }

    /// <summary>An account without any role.</summary>
    public Somebody Person(string? given = null, string prefix = "", string? surname = null, string? userName = null, bool demo = false)
    {
        var n = Next();
        var name = new PersonName(given ?? GivenNames[(n + 5) % GivenNames.Length], prefix, surname ?? $"Lantaarn{Letters(n)}");
        var id = Guid.CreateVersion7();
        var email = $"{userName ?? $"iemand{n}"}@school.test";
        Do("""
            insert into person (id, user_name, normalized_user_name, email, normalized_email, email_confirmed, security_stamp, concurrency_stamp, given_name, prefix, surname, is_demo)
              values (@id, @user, upper(@user), @email, upper(@email), true, @stamp, @stamp, @Given, @Prefix, @Surname, @demo)
            """, new { id, user = userName ?? email, email, stamp = id.ToString("n"), name.Given, name.Prefix, name.Surname, demo });
        return new Somebody(this, id, name, email);
    }

    /// <summary>A teacher; <see cref="Somebody.Of(Group)"/> gives the group (and with it the school).</summary>
    public Somebody Teacher(Organisation? school = null) => school is null ? Person() : Person().As(Role.Teacher, school);

    public Somebody Care(Organisation school) => Person().As(Role.Care, school);

    public Somebody Principal(Organisation school) => Person().As(Role.Principal, school);

    public Somebody Office(Organisation school) => Person().As(Role.Office, school);

    public Somebody BoardMember(Organisation board) => Person().As(Role.Board, board);

    public Somebody Coordinator(Organisation municipality) => Person().As(Role.Coordinator, municipality);

    /// <summary>A team that can lead cases: neighbourhood, youth or attendance (leerplicht/RMC).</summary>
    public Organisation Team(Organisation municipality, string party = "neighbourhood", string? name = null) => Party("team", municipality, party, name ?? $"Buurtteam {Letters(Next())}");

    /// <summary>A partner that signals: partnership, childcare, institution or safe_home.</summary>
    public Organisation PartnerOf(Organisation municipality, string party = "partnership", string? name = null) => Party("partner", municipality, party, name ?? $"Samenwerking {Letters(Next())}");

    public Organisation Library(Organisation municipality) => Organisation("library", $"Bibliotheek {Letters(Next())}", null, municipality.MunicipalityCode);

    public Somebody Caseworker(Organisation team) => Person().As(Role.Caseworker, team);

    public Somebody TeamLead(Organisation team) => Person().As(Role.TeamLead, team);

    public Somebody AttendanceOfficer(Organisation team) => Person().As(Role.Attendance, team);

    public Somebody PartnerMember(Organisation partner) => Person().As(Role.Partner, partner);

    public Somebody Librarian(Organisation library) => Person().As(Role.Library, library);

    public Somebody LibraryPlanner(Organisation library) => Person().As(Role.LibraryPlanner, library);

    public Somebody ProgrammeLeader(Organisation library) => Person().As(Role.ProgrammeLeader, library);

    public Somebody Guide(Organisation library) => Person().As(Role.Guide, library);

    public Organisation Research() => Organisation("research", $"Onderzoek {Letters(Next())}", null, null);

    public Somebody Researcher(Organisation research) => Person().As(Role.Researcher, research);

    public Somebody Enforcer(Organisation municipality) => Person().As(Role.Enforcement, municipality);

    public Somebody PrivacyOfficer() => Person().As(Role.Privacy, Installation());

    public Somebody Administrator() => Person().As(Role.Administrator, Installation());

    /// <summary>The organisation that runs this installation; one per database.</summary>
    public Organisation Installation()
    {
        var id = One<Guid?>("select id from organisation where kind = 'installation' order by id limit 1");
        return id is { } known ? new Organisation(this, known, "installation", "InBeeld", "", null) : Organisation("installation", "InBeeld", null, null);
    }

    /// <summary>A session of an hour, as somebody who proved who they are with a second factor; with the role given last, or none.</summary>
    public Guid Session(Somebody who)
    {
        var id = Guid.CreateVersion7();
        Do("insert into session (id, person_id, membership_id, ends_at, strong) values (@id, @person, @membership, now() + interval '1 hour', true)", new { id, person = who.Id, membership = who.MembershipId });
        return id;
    }

    internal int Next() => Interlocked.Increment(ref counted);

    private Organisation Party(string kind, Organisation municipality, string party, string name)
    {
        var id = Guid.CreateVersion7();
        Do("insert into organisation (id, kind, name, party, municipality_code, is_on, switched_on_at, source) values (@id, @kind, @name, @party, @MunicipalityCode, true, now(), 'own')", new { id, kind, name, party, municipality.MunicipalityCode });
        return new Organisation(this, id, kind, name, "", municipality.MunicipalityCode);
    }

    private Organisation Organisation(string kind, string name, string? code, string? municipalityCode, string level = "", Guid? board = null)
    {
        var id = Guid.CreateVersion7();
        Do("""
            insert into organisation (id, kind, code, name, level, municipality_code, board_id, holiday_region, is_on, switched_on_at, source)
              values (@id, @kind, @code, @name, @level, @municipalityCode, @board, 'Midden', true, now(), 'own')
            """, new { id, kind, code, name, level, municipalityCode, board });
        return new Organisation(this, id, kind, name, code ?? "", municipalityCode);
    }

    // Names of people and children hold no digits.
    private static string Letters(int n) => n == 0 ? "" : Letters(n / 26) + (char)('a' + (n % 26));
}
