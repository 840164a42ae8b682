namespace InBeeld.Kernel.Access;

/// <summary>What may be seen of a child; the same numbers as in the database's policies.</summary>
[Flags]
public enum Facets
{
    None = 0,
    Identity = 1,
    Contact = 2,
    Needs = 4,
    Care = 8,
    Safety = 16,
    Progress = 32,
}
