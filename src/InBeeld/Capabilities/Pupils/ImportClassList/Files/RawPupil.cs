namespace InBeeld.Capabilities.Pupils.ImportClassList.Files;

/// <summary>The text of one pupil as the file has it, before anything is judged. Reused from row to row.</summary>
internal sealed class RawPupil
{
    public int Line { get; set; }

    public string? Key { get; set; }

    /// <summary>The key was made from name and birth date, since the file has no column for it.</summary>
    public bool KeyIsDerived { get; set; }

    public string? GivenName { get; set; }

    public string? FirstNames { get; set; }

    public string? Initials { get; set; }

    public string? Prefix { get; set; }

    public string? Surname { get; set; }

    public string? BirthDate { get; set; }

    public string? YearGroup { get; set; }

    public string? GroupKey { get; set; }

    public List<string> CombinedGroupKeys { get; } = [];

    public string? LocationKey { get; set; }

    public string? Postcode { get; set; }

    public string? JoinedOn { get; set; }

    public string? LeftOn { get; set; }

    public void Clear()
    {
        (Line, Key, KeyIsDerived) = (0, null, false);
        (GivenName, FirstNames, Initials, Prefix, Surname) = (null, null, null, null, null);
        (BirthDate, YearGroup, GroupKey, LocationKey, Postcode, JoinedOn, LeftOn) = (null, null, null, null, null, null, null);
        CombinedGroupKeys.Clear();
    }
}
