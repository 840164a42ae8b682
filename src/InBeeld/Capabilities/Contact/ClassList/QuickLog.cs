using InBeeld.Capabilities.Pupils.Contract;

namespace InBeeld.Capabilities.Contact.ClassList;

/// <summary>What the opened form under a child needs.</summary>
internal sealed record QuickLog(ClassRow Row, OpenRow Details, LogForm Form, string Address, DateOnly Today)
{
    public List<PersonToCall> Persons { get; } = ClassListModel.Json<List<PersonToCall>>(Details.Persons);

    public List<SiblingRow> Siblings { get; } = ClassListModel.Json<List<SiblingRow>>(Details.Siblings);

    /// <summary>The languages to choose from: those of this home first.</summary>
    public IEnumerable<string> Languages => Persons.Select(p => p.Language).Concat(HomeLanguages.All).Distinct();

    public string? HomeLanguage => Persons.Select(p => p.Language).FirstOrDefault(l => l != "nl");

    public bool MoreIsOpen => Form.Note is { Length: > 0 } || Form.Through is { Length: > 0 } || (Form.Day is { } day && day != Today);
}
