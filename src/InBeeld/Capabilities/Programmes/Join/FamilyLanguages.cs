using Microsoft.AspNetCore.Localization;

namespace InBeeld.Capabilities.Programmes.Join;

/// <summary>The languages in which a family signs up. Which one stands in the address, so that it can be sent along; no other page speaks more than Dutch and English.</summary>
internal static class FamilyLanguages
{
    public const string Path = "/meedoen";

    /// <summary>Each in its own words.</summary>
    public static readonly IReadOnlyList<(string Code, string Called)> All = [("nl", "Nederlands"), ("en", "English"), ("ar", "العربية"), ("tr", "Türkçe"), ("pl", "Polski"), ("uk", "Українська")];

    /// <summary>In its own words; null: not one of these.</summary>
    public static string? Called(string code) => All.FirstOrDefault(l => l.Code == code).Called;

    public static bool Knows(string? code) => All.Any(l => l.Code == code);

    /// <summary>The address of a page in a language; what is no language of ours is left out.</summary>
    public static string Address(string path, string? code, string query = "") => path + (Knows(code) ? "?lang=" + code + query.Replace('?', '&') : query);

    /// <summary>Numbers stay as everywhere; only the words change.</summary>
    public static Task<ProviderCultureResult?> Of(HttpContext http)
    {
        var code = http.Request.Path.StartsWithSegments(Path, StringComparison.OrdinalIgnoreCase) ? http.Request.Query["lang"].ToString() : "";
        return Task.FromResult(Knows(code) ? new ProviderCultureResult(code == "en" ? "en-GB" : "nl-NL", code switch { "nl" => "nl-NL", "en" => "en-GB", _ => code }) : null);
    }
}
