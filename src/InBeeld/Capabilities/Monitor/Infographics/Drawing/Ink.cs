namespace InBeeld.Capabilities.Monitor.Infographics.Drawing;

/// <summary>
/// The colours of a poster: those of the design, written out because a poster leaves the application and does not turn dark. Contrast on its ground, by WCAG: title 14.1, lead 11.0, axis 7.4 on the night;
/// ink 16.9, second ink 8.1, number 8.3 on white; a bar 5.2 and the outline of an open star 8.7.
/// </summary>
internal static class Ink
{
    public const string Night = "#06323c";
    public const string Hill = "#0b4450";
    public const string House = "#0f4a55";
    public const string Dash = "#4a7f88";
    public const string Sun = "#ffc233";
    public const string Three = "#ffd166";
    public const string Two = "#ffe2a0";
    public const string One = "#bfe0e2";
    public const string Lead = "#d7e7e8";
    public const string Word = "#cfe0e1";
    public const string Axis = "#9fc3c7";
    public const string White = "#fff";
    public const string Black = "#14201e";
    public const string Second = "#465450";
    public const string Number = "#0b5661";
    public const string Bar = "#2a7580";
    public const string Track = "#e3ebea";
    public const string Rule = "#d8deda";

    /// <summary>Atkinson first; what a machine without it has is a little wider or narrower.</summary>
    public const string Fonts = "'Atkinson Hyperlegible Next Variable','Atkinson Hyperlegible Next','Atkinson Hyperlegible','Noto Sans','Segoe UI',system-ui,sans-serif";
}
