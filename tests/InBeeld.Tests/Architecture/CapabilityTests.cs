using System.Text.RegularExpressions;
using InBeeld.Capabilities;

namespace InBeeld.Tests.Architecture;

/// <summary>A capability asks only those before it in the declared order, and only through their Contract.</summary>
public sealed partial class CapabilityTests
{
    private static readonly List<string> InOrder = [.. Order.All.Select(c => c.Name)];

    [Fact]
    public void A_capability_uses_only_earlier_ones_and_only_their_contract()
    {
        var wrong = new List<string>();
        var known = InOrder.ToDictionary(name => name, Folders);
        foreach (var file in Source.Files("src/InBeeld/Capabilities", ".cs", ".cshtml").Where(f => OwnerOf(f.Path) is not null))
        {
            var own = OwnerOf(file.Path)!;
            foreach (Match use in Used().Matches(file.Text))
            {
                var (other, part) = (use.Groups["capability"].Value, use.Groups["part"].Value);
                // "Contact.Model" names a namespace; "facets.Contact" or "Contact.Id" do not.
                if (other == own || !known.TryGetValue(other, out var parts) || (use.Groups["whole"].Length == 0 && !parts.Contains(part)))
                {
                    continue;
                }

                var at = $"{file.Path}:{Source.LineAt(file.Text, use.Index)}";
                if (InOrder.IndexOf(other) > InOrder.IndexOf(own))
                {
                    wrong.Add($"{at}: {own} comes before {other} and may not ask it");
                }
                else if (part != "Contract")
                {
                    wrong.Add($"{at}: {other} is asked through its Contract, not through {other}.{part}");
                }
            }
        }

        Found.None(wrong);
    }

    [Fact]
    public void Every_folder_of_capabilities_is_in_the_order_and_every_capability_has_its_folder()
    {
        var folders = Directory.GetDirectories(Path.Combine(Source.Root, "src/InBeeld/Capabilities")).Select(f => Path.GetFileName(f)!).Order(StringComparer.Ordinal);
        Assert.Equal(InOrder.Order(StringComparer.Ordinal), folders);
    }

    [Fact]
    public void The_namespace_of_a_file_says_in_which_capability_it_lies()
    {
        var files = Source.Files("src/InBeeld/Capabilities", ".cs").Where(f => OwnerOf(f.Path) is not null).ToList();
        var wrong = files.Where(f => !Regex.IsMatch(f.Text, $@"^\s*namespace InBeeld\.Capabilities\.{OwnerOf(f.Path)}\b", RegexOptions.Multiline)).Select(f => f.Path);
        Found.None(wrong);
    }

    [Fact]
    public void The_kernel_knows_no_capability_and_nothing_of_the_application()
    {
        var wrong = Source.Files("src/InBeeld.Kernel", ".cs").Where(f => Regex.IsMatch(f.Text, @"InBeeld\.(Capabilities|Data|Frames|CommandLine)\b")).Select(f => f.Path);
        Found.None(wrong);
    }

    [Fact]
    public void What_a_contract_shows_needs_nothing_behind_it()
    {
        var contracts = typeof(Server).Assembly.GetTypes().Where(t => t.Namespace?.Contains(".Contract", StringComparison.Ordinal) == true && !t.Name.Contains('<', StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(contracts);
        var wrong = contracts.SelectMany(t => t.GetMethods().Where(m => m.DeclaringType == t && m.IsPublic)
                .SelectMany(m => m.GetParameters().Select(p => p.ParameterType).Append(m.ReturnType).Select(shown => (Where: $"{t.Name}.{m.Name}", Shown: Inner(shown)))))
            .Where(x => x.Shown.Namespace?.StartsWith("InBeeld.Capabilities.", StringComparison.Ordinal) == true && !x.Shown.Namespace.Contains(".Contract", StringComparison.Ordinal))
            .Select(x => $"{x.Where} shows {x.Shown}").Distinct();
        Found.None(wrong);
    }

    private static Type Inner(Type type) => type.IsGenericType && type.GetGenericArguments() is [.., var last] ? Inner(last) : type.GetElementType() ?? type;

    private static string? OwnerOf(string path) => path.Split('/') is ["src", "InBeeld", "Capabilities", var owner, _, ..] ? owner : null;

    private static HashSet<string> Folders(string capability) =>
        [.. Directory.GetDirectories(Path.Combine(Source.Root, "src/InBeeld/Capabilities", capability)).Select(f => Path.GetFileName(f)!)];

    [GeneratedRegex(@"(?<whole>InBeeld\.Capabilities\.)(?<capability>\w+)(\.(?<part>\w+))?|(?<![\w.])(?<capability>[A-Z]\w+)\.(?<part>[A-Z]\w+)")]
    private static partial Regex Used();
}
