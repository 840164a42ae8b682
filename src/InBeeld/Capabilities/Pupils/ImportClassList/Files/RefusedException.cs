namespace InBeeld.Capabilities.Pupils.ImportClassList.Files;

/// <summary>
/// Leaves the depths of a library's parser, where a value cannot be returned. Never leaves this folder: each reader
/// turns it into <see cref="FileRefused"/>.
/// </summary>
internal sealed class RefusedException(Reason reason) : Exception
{
    public Reason Reason { get; } = reason;

    public override string Message => Reason.ToDutch();
}
