using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using InBeeld.Kernel;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace InBeeld.Tests.Architecture;

/// <summary>The rules of the house that a compiler does not keep.</summary>
public sealed partial class CodeTests
{
    private const int Longest = 300;

    /// <summary>Files that may be longer, each with its reason.</summary>
    private static readonly Dictionary<string, string> MayBeLonger = new()
    {
        ["src/InBeeld/Data/Migrations/0002_people.sql"] = "The schema of a capability is read as one",
        ["src/InBeeld/Data/Migrations/0003_pupils.sql"] = "The schema of a capability is read as one",
        ["src/InBeeld/Data/Migrations/0004_contact.sql"] = "The schema of a capability is read as one",
        ["src/InBeeld/Data/Migrations/0007_coordination.sql"] = "The schema of a capability is read as one",
        ["src/InBeeld/wwwroot/inbeeld.css"] = "The design language as it was delivered",
        ["tests/InBeeld.Tests/Security/RowLevelSecurityTests.cs"] = "All rules of the database in one place, to be read beside the policies",
    };

    [Fact]
    public void No_file_is_longer_than_can_be_overseen()
    {
        var files = Source.Files("src", ".cs", ".cshtml", ".sql", ".css", ".js").Concat(Source.Files("tests", ".cs")).ToList();
        var tooLong = files.Where(f => f.Lines.Length - 1 > Longest && !MayBeLonger.ContainsKey(f.Path)).Select(f => $"{f.Path}: {f.Lines.Length - 1} lines");
        Found.None(tooLong);
    }

    [Fact]
    public void Types_are_internal_outside_a_contract()
    {
        // Razor finds public tag helpers only.
        var open = Types(typeof(Server).Assembly).Where(t => t.IsVisible && t.Namespace?.Contains(".Contract", StringComparison.Ordinal) != true && !t.IsAssignableTo(typeof(ITagHelper))).Select(t => t.FullName);
        Found.None(open);
    }

    [Fact]
    public void Classes_are_sealed_unless_something_inherits_from_them()
    {
        var types = Types(typeof(Server).Assembly).Concat(Types(typeof(Amsterdam).Assembly)).ToList();
        var open = types.Where(t => t.IsClass && !t.IsSealed && !t.IsAbstract && types.All(other => other.BaseType != t && !(other.BaseType?.IsGenericType == true && other.BaseType.GetGenericTypeDefinition() == t))).Select(t => t.FullName);
        Found.None(open);
    }

    [Fact]
    public void Time_comes_from_the_clock_that_tests_can_set()
    {
        // The command line and the server process of the database stand outside the application and know the real time only.
        var wrong = Lines(@"\bDateTime(Offset)?\.(Now|UtcNow|Today)\b|\bStopwatch\.GetTimestamp|\bTimeProvider\.System\b", ".cs", ".cshtml")
            .Where(line => !line.Contains("src/InBeeld/Server.cs", StringComparison.Ordinal) && !line.Contains("CommandLine/", StringComparison.Ordinal) && !line.Contains("Data/EmbeddedServer/", StringComparison.Ordinal));
        Found.None(wrong);
    }

    [Fact]
    public void Nothing_is_left_for_later_and_nothing_is_switched_off_in_silence()
    {
        Found.None(Lines(@"\b(TODO|FIXME|HACK|XXX)\b|#nullable\s+disable|NotImplementedException", ".cs", ".cshtml", ".sql", ".css", ".js"));
    }

    [Fact]
    public void Nothing_is_called_a_manager_or_helper()
    {
        // A tag helper is what the framework calls it. A helper of a family is a person: somebody of the neighbourhood team, of Leergeld.
        string[] ofFamilies = ["Helper", "SaveHelper", "ToldOfHelper", "CardHelper", "DemoHelper"];
        var wrong = Types(typeof(Server).Assembly).Concat(Types(typeof(Amsterdam).Assembly)).Select(t => t.Name).Where(n => Regex.IsMatch(n, "(Manager|Utils?|Repository|Mapper|Mediator|(?<!Tag)Helper)s?$")).Except(ofFamilies);
        Found.None(wrong);
    }

    [Fact]
    public void No_personal_data_stands_in_an_address()
    {
        var models = Types(typeof(Server).Assembly).Where(t => t.IsAssignableTo(typeof(PageModel))).ToList();
        Assert.NotEmpty(models);
        var bound = models.SelectMany(m => m.GetProperties().Where(p => p.GetCustomAttribute<BindPropertyAttribute>()?.SupportsGet == true || p.GetCustomAttribute<FromQueryAttribute>() is not null).Select(p => $"{m.Name}.{p.Name}"));
        var asked = models.SelectMany(m => m.GetMethods().Where(x => x.Name.StartsWith("OnGet", StringComparison.Ordinal) && x.DeclaringType == m)
            .SelectMany(x => x.GetParameters().Where(p => p.ParameterType == typeof(string) || p.ParameterType == typeof(DateOnly) || p.ParameterType == typeof(DateOnly?)).Select(p => $"{m.Name}.{x.Name}.{p.Name}")));
        // The name of a school is public.
        string[] known = ["ListOrganisationsModel.Q"];
        Found.None(bound.Concat(asked).Except(known).Where(name => Personal().IsMatch(name.Split('.')[^1])));
        Found.None(Lines(@"[?&](name|naam|given|surname|achternaam|e-?mail|phone|tel|birth|born|note|address)=", ".cs", ".cshtml", ".js"));
    }

    [Fact]
    public void Pages_hold_no_script_and_no_address_of_another_site()
    {
        var pages = Source.Files("src/InBeeld", ".cshtml");
        var wrong = pages.SelectMany(p => p.Lines.Select((line, i) => (p.Path, Line: i + 1, Text: line)))
            .Where(x => Regex.IsMatch(x.Text, @"<script(?![^>]*\ssrc=)|\son(click|change|submit|load|input|keyup|keydown)=|javascript:|<style\b", RegexOptions.IgnoreCase) || Regex.IsMatch(x.Text, @"(src|href|action|srcset)=""(https?:)?//"))
            .Select(x => $"{x.Path}:{x.Line}");
        Found.None(wrong);
    }

    [Fact]
    public void Text_from_people_is_never_put_into_a_page_as_html()
    {
        // Pictures are made by code of ours that encodes; they are named here.
        string[] known = [];
        Found.None(Lines(@"\bHtml\.Raw\(|new HtmlString\(", ".cs", ".cshtml").Where(line => !known.Any(k => line.StartsWith(k, StringComparison.Ordinal))));
    }

    private static List<string> Lines(string pattern, params string[] extensions)
    {
        var regex = new Regex(pattern);
        return [.. Source.Files("src", extensions).SelectMany(f => f.Lines.Select((line, i) => (f.Path, Number: i + 1, Text: line)))
            .Where(x => regex.IsMatch(x.Text)).Select(x => $"{x.Path}:{x.Number}: {x.Text.Trim()}")];
    }

    private static IEnumerable<Type> Types(Assembly assembly) => assembly.GetTypes()
        .Where(t => t.GetCustomAttribute<CompilerGeneratedAttribute>() is null && !t.Name.Contains('<', StringComparison.Ordinal) && t.DeclaringType?.Name.Contains('<', StringComparison.Ordinal) != true)
        .Where(t => t.Namespace?.StartsWith("InBeeld", StringComparison.Ordinal) == true && !t.Namespace.StartsWith("AspNetCoreGeneratedDocument", StringComparison.Ordinal));

    [GeneratedRegex("^(q|query|search|name|naam|given|givenName|surname|prefix|email|phone|birth|birthDate|born|note|text|address|words?)$", RegexOptions.IgnoreCase)]
    private static partial Regex Personal();
}
