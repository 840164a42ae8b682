namespace InBeeld.Data.EmbeddedServer;

/// <summary>The server cannot be had. The message is for a person: what is wrong and what to do about it.</summary>
internal sealed class EmbeddedServerException : Exception
{
    public EmbeddedServerException(string message) : base(message) { }

    public EmbeddedServerException(string message, Exception inner) : base(message, inner) { }

    public const string Alternative =
        "Or use a PostgreSQL of your own: set ConnectionStrings__InBeeld.";

    /// <summary>Says in words what the system refused while a file or folder was touched.</summary>
    public static EmbeddedServerException For(string folder, Exception refused) => new(refused switch
    {
        IOException when IsDiskFull(refused.Message) || (refused.HResult & 0xFFFF) == NoSpaceLeft =>
            $"The disk with {folder} is full. Make room and start again.",
        UnauthorizedAccessException =>
            $"The folder {folder} cannot be read or written by {Environment.UserName}. "
            + "Start as the user it belongs to, or choose another data folder with --data.",
        _ => $"The folder {folder} cannot be used: {refused.Message}",
    }, refused);

    public static bool IsDiskFull(string text) =>
        text.Contains("No space left on device", StringComparison.Ordinal)
        || text.Contains("Disk quota exceeded", StringComparison.Ordinal)
        || text.Contains("Check free disk space", StringComparison.Ordinal);

    private const int NoSpaceLeft = 28;
}
