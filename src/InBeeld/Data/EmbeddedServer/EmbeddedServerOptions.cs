namespace InBeeld.Data.EmbeddedServer;

/// <param name="DataFolder">Where the application keeps its data; made when missing. The server uses <c>postgres/</c> in it.</param>
/// <param name="Say">Gets one line per thing worth knowing for who started the program.</param>
/// <param name="Durable">False only for throwaway servers of tests: nothing is flushed to disk, a power cut loses the database.</param>
internal sealed record EmbeddedServerOptions(string DataFolder, Action<string>? Say = null, bool Durable = true);
