using System.Globalization;

namespace InBeeld.Statistics.Expressions;

internal enum TokenKind
{
    End,
    Number,
    Text,
    Name,
    Word,
    Sign,
}

/// <summary>A word of an expression. A Name was written in square brackets; a Word may be a name, a keyword or a function.</summary>
internal readonly record struct Token(TokenKind Kind, int Position, string Text, decimal Number = 0)
{
    public bool Is(string sign) => Kind is TokenKind.Sign or TokenKind.Word && Text == sign;
}

/// <summary>Cuts a text into words.</summary>
internal static class Tokens
{
    private static readonly string[] Signs = ["<=", ">=", "!=", "<>", "=", "<", ">", "+", "-", "*", "/", "(", ")", ","];

    public static List<Token> Of(string text)
    {
        if (text.Length > Expression.MostCharacters)
            throw ExpressionException.At(Expression.MostCharacters, ExpressionFault.TooLong);
        var tokens = new List<Token>();
        for (var at = 0; at < text.Length;)
        {
            var c = text[at];
            if (char.IsWhiteSpace(c))
            {
                at++;
                continue;
            }

            var token = c switch
            {
                '\'' or '"' => Quoted(text, at),
                '[' => Bracketed(text, at),
                _ when char.IsAsciiDigit(c) => Number(text, at),
                _ when char.IsLetter(c) || c == '_' => Word(text, at),
                _ => Sign(text, at),
            };
            at += token.Length;
            tokens.Add(token.Token);
        }

        tokens.Add(new(TokenKind.End, text.Length, ""));
        return tokens;
    }

    private static (Token Token, int Length) Quoted(string text, int at)
    {
        // A quote within is written twice.
        var content = new System.Text.StringBuilder();
        for (var i = at + 1; i < text.Length; i++)
        {
            if (text[i] != text[at])
                content.Append(text[i]);
            else if (i + 1 < text.Length && text[i + 1] == text[at])
                content.Append(text[i++]);
            else
                return (new(TokenKind.Text, at, content.ToString()), i + 1 - at);
        }

        throw ExpressionException.At(at, ExpressionFault.NotClosed, "a quote");
    }

    private static (Token Token, int Length) Bracketed(string text, int at)
    {
        var end = text.IndexOf(']', at);
        if (end < 0)
            throw ExpressionException.At(at, ExpressionFault.NotClosed, "[");
        return end == at + 1
            ? throw ExpressionException.At(at, ExpressionFault.Sign, "[]")
            : (new(TokenKind.Name, at, text[(at + 1)..end]), end + 1 - at);
    }

    private static (Token Token, int Length) Number(string text, int at)
    {
        var end = at;
        while (end < text.Length && (char.IsLetterOrDigit(text[end]) || text[end] is '.' or '_'))
            end++;
        var written = text[at..end];
        var plain = written.All(c => char.IsAsciiDigit(c) || c == '.') && written.Count(c => c == '.') <= 1 && written[^1] != '.' && written.Count(char.IsAsciiDigit) <= 28;
        return plain && decimal.TryParse(written, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            ? (new(TokenKind.Number, at, written, number), end - at)
            : throw ExpressionException.At(at, ExpressionFault.Number, written);
    }

    private static (Token Token, int Length) Word(string text, int at)
    {
        var end = at;
        while (end < text.Length && (char.IsLetterOrDigit(text[end]) || text[end] is '.' or '_'))
            end++;
        return (new(TokenKind.Word, at, text[at..end]), end - at);
    }

    private static (Token Token, int Length) Sign(string text, int at)
    {
        foreach (var sign in Signs)
        {
            if (string.CompareOrdinal(text, at, sign, 0, sign.Length) == 0)
                return (new(TokenKind.Sign, at, sign), sign.Length);
        }

        throw ExpressionException.At(at, ExpressionFault.Sign, text[at].ToString());
    }
}
