using System.Globalization;
using System.Text;
using InBeeld.Statistics.Expressions;

namespace InBeeld.Statistics.Questionnaires;

/// <summary>An expression in the words of SurveyJS, as far as it has them.</summary>
internal static class SurveyJsExpression
{
    /// <summary>Null when a function, or an item with a value per location, cannot be said.</summary>
    public static string? Of(string text, Item asked, Dictionary<string, Item> items)
    {
        if (!Expression.Parse(text).Fine)
            return null;
        var tokens = Tokens.Of(text);
        var said = new StringBuilder();
        for (var i = 0; i < tokens.Count && tokens[i].Kind != TokenKind.End; i++)
        {
            if (Function(tokens, i, asked, items) is ({ } call, var length))
            {
                said.Append(call).Append(' ');
                i += length - 1;
                continue;
            }

            if (One(tokens[i], tokens[i + 1], asked, items) is not { } word)
                return null;
            said.Append(word).Append(' ');
        }

        return said.ToString().TrimEnd();
    }

    // known(x) and includes(x, 'code') are operators there.
    private static (string? Call, int Length) Function(List<Token> tokens, int at, Item asked, Dictionary<string, Item> items)
    {
        if (tokens[at].Kind != TokenKind.Word || at + 3 >= tokens.Count || !tokens[at + 1].Is("(") || Name(tokens[at + 2], asked, items) is not { } name)
            return default;
        return tokens[at].Text switch
        {
            "known" when tokens[at + 3].Is(")") => ($"({name} notempty)", 4),
            "includes" when at + 5 < tokens.Count && tokens[at + 3].Is(",") && tokens[at + 4].Kind == TokenKind.Text && tokens[at + 5].Is(")") => ($"({name} contains {Quoted(tokens[at + 4].Text)})", 6),
            _ => default,
        };
    }

    private static string? One(Token token, Token next, Item asked, Dictionary<string, Item> items) => token.Kind switch
    {
        TokenKind.Number => token.Number.ToString(CultureInfo.InvariantCulture),
        TokenKind.Text => Quoted(token.Text),
        TokenKind.Sign when token.Text is "<>" => "!=",
        TokenKind.Sign when token.Text is not "," => token.Text,
        TokenKind.Word when token.Text is "and" or "or" => token.Text,
        TokenKind.Word when token.Text is "true" => "1",
        TokenKind.Word when token.Text is "false" => "0",
        TokenKind.Name => Name(token, asked, items),
        TokenKind.Word when token.Text is not ("not" or "in") && !next.Is("(") => Name(token, asked, items),
        _ => null,
    };

    private static string? Name(Token token, Item asked, Dictionary<string, Item> items) => !items.TryGetValue(token.Text, out var item) ? null
        : item.Level == ItemLevel.Library ? $"{{{item.Key}}}"
        : asked.Level == ItemLevel.Location && item.Section == asked.Section ? $"{{row.{item.Key}}}"
        : null;

    private static string? Quoted(string text) => text.Contains('\'', StringComparison.Ordinal) ? null : $"'{text}'";
}
