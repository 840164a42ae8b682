using InBeeld.Capabilities.Pupils.Contract;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;

namespace InBeeld.Capabilities.Contact;

/// <summary>Contact moments, the norm, who is in view and who is not, the ladder, worries, and the figures of the week.</summary>
internal sealed class ContactCapability : ICapability
{
    public string Name => "Contact";

    public IEnumerable<MenuItem> Menu =>
    [
        new(10, "Mijn klas", "people", "/my-class", Role.Teacher),
        new(10, "School", "school", "/school", Role.Principal),
        new(10, "Zorgen", "flag", "/worries", Role.Care),
        new(20, "School", "school", "/school", Role.Care),
        new(20, "Zorgen", "flag", "/my-worries", Role.Teacher),
        new(10, "Scholen", "school", "/board", Role.Board),
        new(10, "Gemeente", "chart", "/municipality", Role.Coordinator),
        new(30, "Zoek", "search", "/search", Role.Teacher, Role.Care, Role.Principal),
        new(70, "Afspraken", "calendar", "/school/norm", Role.Principal, Role.Care),
        new(60, "Vorige school", "arrow", "/history", Role.Care, Role.Principal),
        new(75, "Vrije dagen", "calendar", "/school/holidays", Role.Principal, Role.Office),
        new(40, "Vakanties", "calendar", "/holidays", Role.Administrator),
    ];

    public void AddServices(IServiceCollection services)
    {
        services.AddScoped<LogContact.LogContact>();
        services.AddScoped<WholeClass.LogWholeClass>();
        services.AddScoped<CorrectContact.ChangeContact>();
        services.AddScoped<Ladder.DecideLadder>();
        services.AddScoped<Worries.FlagWorry>().AddScoped<Worries.HandleWorry>();
        services.AddScoped<IHandle<ClassListApplied>, WhenClassListApplied.RecomputeAfterClassList>().AddScoped<IHandle<NewPupilsGo>, WhenNewPupilsGo.KeepPupilsWithContact>();
        services.AddScoped<Holidays.SaveHoliday>();
        services.AddHostedService<Holidays.RecomputeAfterHolidays>();
        services.AddScoped<History.AskHistory>().AddScoped<History.AnswerHistory>().AddHostedService<History.ForgetHistory>();
        services.AddScoped<SetLevel.SetLevel>().AddScoped<SetAbsence.SetAbsence>().AddScoped<SetNorm.SetNorm>();
    }
}
