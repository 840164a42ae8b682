using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;

namespace InBeeld.Capabilities.Pupils;

/// <summary>Groups, pupils, families, needs, and how class lists come in.</summary>
internal sealed class PupilsCapability : ICapability
{
    public string Name => "Pupils";

    public IEnumerable<MenuItem> Menu =>
    [
        new(50, "Klassenlijsten", "people", "/class-lists", Role.Principal, Role.Office, Role.Care),
    ];

    public void AddServices(IServiceCollection services)
    {
        services.AddScoped<ManageFamily.SaveContactPerson>().AddScoped<ManageFamily.RemoveContactPerson>().AddScoped<ManageFamily.LinkSibling>();
        services.AddScoped<ManageNeeds.SaveNeeds>();
        services.AddScoped<Helpers.SaveHelper>();
    }
}
