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
        // At the door and cleaning.
        new(1, "Vandaag", "calendar", "/today", Role.LibraryPlanner, Role.Library),
        new(6, "Schoon", "spray", "/cleaning", Role.LibraryPlanner, Role.Library),
        new(55, "Plekken", "seat", "/places", Role.Coordinator),
        // Rooms and agreements.
        new(5, "Plekken", "seat", "/rooms", Role.LibraryPlanner, Role.Library),
        new(45, "Afspraken", "chat", "/places", Role.LibraryPlanner, Role.Library),
        // Slots and bookings.
        new(35, "Plekken", "seat", "/bookings", Role.Teacher, Role.Care, Role.Principal),
        new(55, "Plekken", "seat", "/bookings", Role.Office),
        new(45, "Plekken", "seat", "/bookings", Role.TeamLead, Role.Caseworker, Role.Attendance),
        new(8, "Agenda", "calendar", "/slots", Role.LibraryPlanner),
        new(25, "Agenda", "calendar", "/slots", Role.Library),
        // Who works there.
        new(7, "Rooster", "people", "/roster", Role.LibraryPlanner),
        new(7, "Rooster", "people", "/shifts", Role.Library),
        new(70, "Bibliotheek", "book", "/advisers/school", Role.Principal, Role.Care),
        new(40, "Materiaal", "box", "/materials", Role.Library, Role.LibraryPlanner),
    ];

    public void AddServices(IServiceCollection services)
    {
        services.AddScoped<Agreements.KeepTerms>().AddScoped<Agreements.KeepCondition>().AddScoped<Agreements.Decide>();
        // Rooms and the distance that holds.
        services.AddScoped<Rooms.Compute.ComputeSeats>().AddScoped<Rooms.Change.Weigh>().AddScoped<Rooms.Change.ChangeRoom>().AddScoped<Rules.KeepRule>();
        // At the door and cleaning.
        services.AddScoped<Today.AtTheDoor>().AddScoped<Frames.Lines.IChildLine, Door.AbsentLines>();
        services.AddSingleton<Door.NoticeAbsent>().AddHostedService(s => s.GetRequiredService<Door.NoticeAbsent>());
        // Slots and bookings.
        services.AddScoped<Hours.KeepHours>().AddScoped<Hours.CloseHours>().AddScoped<Slots.MakeSlots>().AddScoped<Slots.ChangeSlot>();
        services.AddScoped<Bookings.BookPlaces>().AddScoped<Bookings.ChangeBooking>().AddScoped<Bookings.Weeks>().AddScoped<IRoute, Bookings.PlaceRoute>();
        services.AddSingleton<Waiting.PassOffersOn>().AddHostedService(s => s.GetRequiredService<Waiting.PassOffersOn>());
        // Giving many children a place at once.
        services.AddScoped<Allocation.KeepAllocation>().AddScoped<Allocation.KeepRequests>().AddScoped<Allocation.TryAllocation>().AddScoped<Allocation.ApplyAllocation>();
        services.AddSingleton<Allocation.DoAllocationWork>().AddHostedService(s => s.GetRequiredService<Allocation.DoAllocationWork>());
        // Who works there.
        services.AddScoped<Roster.KeepRoster>().AddScoped<Roster.KeepSlot>();
        // Besides places.
        services.AddScoped<Homework.KeepPartner>().AddHostedService<Materials.ForgetPrints>();
    }
}
