using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;

namespace InBeeld.Capabilities.People;

/// <summary>Organisations, people, memberships, sign-in.</summary>
internal sealed class PeopleCapability : ICapability
{
    public string Name => "People";

    public IEnumerable<MenuItem> Menu =>
    [
        new(10, "Organisaties", "school", "/organisations", Role.Administrator),
        new(20, "Open data", "box", "/open-data", Role.Administrator),
        new(60, "Mensen", "person", "/people", Role.Principal, Role.Office, Role.Board, Role.Coordinator, Role.TeamLead, Role.LibraryPlanner, Role.ProgrammeLeader, Role.Researcher, Role.Administrator),
    ];

    public void AddServices(IServiceCollection services)
    {
        services.AddScoped<SignIn.StartSession>();
        services.AddScoped<SignIn.Attempts>();
        services.AddScoped<SignIn.CheckPassword>();
        services.AddScoped<SignIn.RecoveryCodes>();
        services.AddScoped<SignIn.HalfSignedIn>();
        services.AddScoped<SignIn.Passkeys>();
        services.AddScoped<Account.OwnAccount>();
        services.AddScoped<Organisations.SwitchOrganisation>();
        services.AddScoped<Organisations.SaveOrganisation>();
        services.AddSingleton<ImportOpenData.ImportDuo>();
        services.AddSingleton<ImportOpenData.ImportAreas>();
        services.AddScoped<ManagePeople.Desk>();
        services.AddScoped<ManagePeople.GiveRole>();
        services.AddScoped<ManagePeople.EndRole>();
        services.AddScoped<ManagePeople.AddTeacher>();
        services.AddScoped<Invitations.Invite>();
        services.AddScoped<Invitations.MakeAccount>();
    }
}
