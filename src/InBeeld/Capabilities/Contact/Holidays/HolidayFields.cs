using InBeeld.Kernel;

namespace InBeeld.Capabilities.Contact.Holidays;

/// <summary>What the form shows. Stored: what somebody else saved meanwhile, to show beside what was typed.</summary>
internal sealed record HolidayFields(HolidayForm Form, IReadOnlyList<Refusal> Refusals, bool WithRegions, HolidayRow? Stored);
