using System.Diagnostics.CodeAnalysis;

namespace InBeeld.Capabilities.Pupils.ImportClassList.Files;

/// <summary>Either what was read, or why the file is refused. A bad file is an ordinary answer here, not an exception.</summary>
internal sealed class FileOutcome<T>
    where T : class
{
    private FileOutcome(T? value, FileRefused? refused)
    {
        Value = value;
        Refused = refused;
    }

    public T? Value { get; }

    public FileRefused? Refused { get; }

    [MemberNotNullWhen(true, nameof(Value))]
    [MemberNotNullWhen(false, nameof(Refused))]
    public bool Succeeded => Value is not null;

    public static implicit operator FileOutcome<T>(T value) => new(value, null);

    public static implicit operator FileOutcome<T>(FileRefused refused) => new(null, refused);

    public static implicit operator FileOutcome<T>(Reason reason) => new(null, new FileRefused(reason));
}
