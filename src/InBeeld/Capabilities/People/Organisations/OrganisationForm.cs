using InBeeld.Kernel;

namespace InBeeld.Capabilities.People.Organisations;

/// <summary>What the form of an organisation shows. Stored: what somebody else saved meanwhile, to show beside what was typed.</summary>
internal sealed record OrganisationForm(OrganisationFields Fields, IReadOnlyList<Refusal> Refusals, IReadOnlyList<ListOrganisationsModel.Town> Towns, EditableFields Editable, bool New, OrganisationFields? Stored);
