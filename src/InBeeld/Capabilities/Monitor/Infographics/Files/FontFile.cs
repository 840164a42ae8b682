namespace InBeeld.Capabilities.Monitor.Infographics.Files;

/// <summary>The font of the design, put into pictures that leave the application. Without it a picture takes the next font of its list, and still fits.</summary>
internal static class FontFile
{
    public const string Name = "atkinson-hyperlegible-next-latin-wght-normal.woff2";

    private const string Path = "lib/@fontsource-variable/atkinson-hyperlegible-next/files/" + Name;

    private static readonly Lazy<byte[]?> Content = new(Find);

    /// <summary>Null when the packages of the front end are not there.</summary>
    public static byte[]? Bytes => Content.Value;

    /// <summary>A rule with the font in it; empty without the font.</summary>
    public static string Embedded { get; } = Bytes is { } font ? Rule("data:font/woff2;base64," + Convert.ToBase64String(font)) : "";

    /// <summary>A rule for a font that lies beside the file.</summary>
    public static string Beside(string address) => Bytes is null ? "" : Rule(address);

    private static string Rule(string address) => $"@font-face{{font-family:'Atkinson Hyperlegible Next Variable';src:url({address}) format('woff2');font-weight:200 800;font-display:swap}}";

    private static byte[]? Find()
    {
        // As published beside the program; from a clone under the project.
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            foreach (var root in (string[])["wwwroot", "src/InBeeld/wwwroot"])
            {
                var file = System.IO.Path.Combine(folder.FullName, root, Path);
                if (File.Exists(file))
                {
                    return File.ReadAllBytes(file);
                }
            }
        }

        return null;
    }
}
