using InBeeld.Frames.Routes;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;

namespace InBeeld.Capabilities.Places;

/// <summary>Places in the library: what a municipality and a library agree about them, and under which conditions.</summary>
internal sealed class PlacesCapability : ICapability
{
    public string Name => "Places";

    public IEnumerable<MenuItem> Menu =>
    [
        new(55, "Plekken", "seat", "/places", Role.Coordinator),
        new(5, "Plekken", "seat", "/places", Role.LibraryPlanner),
        new(20, "Plekken", "seat", "/places", Role.Library),
        // Slots and bookings.
        new(35, "Plekken", "seat", "/bookings", Role.Teacher, Role.Care, Role.Principal),
        new(55, "Plekken", "seat", "/bookings", Role.Office),
        new(45, "Plekken", "seat", "/bookings", Role.TeamLead, Role.Caseworker, Role.Attendance),
        new(8, "Agenda", "calendar", "/slots", Role.LibraryPlanner),
        new(25, "Agenda", "calendar", "/slots", Role.Library),
        new(40, "Materiaal", "box", "/materials", Role.Library, Role.LibraryPlanner),
    ];

    public void AddServices(IServiceCollection services)
    {
        services.AddScoped<Agreements.KeepTerms>().AddScoped<Agreements.KeepCondition>().AddScoped<Agreements.Decide>();
        // Slots and bookings.
        services.AddScoped<Hours.KeepHours>().AddScoped<Hours.CloseHours>().AddScoped<Slots.MakeSlots>().AddScoped<Slots.ChangeSlot>();
        services.AddScoped<Bookings.BookPlaces>().AddScoped<Bookings.ChangeBooking>().AddScoped<Bookings.Weeks>().AddScoped<IRoute, Bookings.PlaceRoute>();
        services.AddSingleton<Waiting.PassOffersOn>().AddHostedService(s => s.GetRequiredService<Waiting.PassOffersOn>());
        // Giving many children a place at once.
        services.AddScoped<Allocation.KeepAllocation>().AddScoped<Allocation.KeepRequests>().AddScoped<Allocation.TryAllocation>().AddScoped<Allocation.ApplyAllocation>();
        // Besides places.
        services.AddScoped<Homework.KeepPartner>().AddHostedService<Materials.ForgetPrints>();
    }
}
