using InBeeld.Capabilities.Pupils.ImportClassList;
using InBeeld.Capabilities.Pupils.ImportClassList.Apply;
using InBeeld.Capabilities.Pupils.ImportClassList.Preview;
using InBeeld.Capabilities.Pupils.ImportClassList.Undo;
using InBeeld.Capabilities.Pupils.ImportClassList.Work;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.Extensions.DependencyInjection.Extensions;

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
        services.TryAddSingleton(new ImportLimits());
        services.AddScoped<CompareClassList>().AddScoped<PreviewClassList>().AddScoped<ApplyClassList>().AddScoped<UndoImport>();
        services.AddHostedService<DoClassListWork>();
    }
}
