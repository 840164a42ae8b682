namespace InBeeld.Capabilities.Programmes.Contract;

/// <summary>One figure of a programme, for the page of its figures and for two side by side.</summary>
/// <param name="Group">Under which heading, in the language of the reader.</param>
/// <param name="What">What it says, in the language of the reader.</param>
/// <param name="Value">As it is shown; "" when it is not known.</param>
/// <param name="Note">What it rests on: of how many, with which margin.</param>
internal sealed record ProgrammeLine(string Group, string What, string Value, string Note = "");

/// <summary>What a later capability knows of programmes, such as money and the network. Every programme gets the same lines in the same order, or none.</summary>
internal interface IProgrammeLines
{
    /// <summary>Lowest first.</summary>
    int Rank { get; }

    Task<ILookup<Guid, ProgrammeLine>> OfAsync(Guid[] programmes, CancellationToken ct);
}
