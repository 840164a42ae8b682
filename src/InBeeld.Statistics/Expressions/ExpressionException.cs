using System.Globalization;

namespace InBeeld.Statistics.Expressions;

/// <summary>Stops the reading at the first fault; does not leave this folder.</summary>
internal sealed class ExpressionException(ExpressionError error) : Exception(error.Message)
{
    public ExpressionError Error { get; } = error;

    public static ExpressionException At(int position, ExpressionFault fault, string about = "") => new(Of(position, fault, about));

    public static ExpressionError Of(int position, ExpressionFault fault, string about = "") =>
        new(position, fault, about, string.Create(CultureInfo.InvariantCulture, $"position {position + 1}: {Reason(fault, about)}"));

    private static string Reason(ExpressionFault fault, string about) => fault switch
    {
        ExpressionFault.Empty => "nothing is written",
        ExpressionFault.TooLong => $"longer than {Expression.MostCharacters} characters",
        ExpressionFault.TooDeep => $"more than {Expression.MostDepth} brackets within each other",
        ExpressionFault.TooMany => $"more than {Expression.MostParts} parts",
        ExpressionFault.Sign => $"\"{about}\" means nothing here",
        ExpressionFault.NotClosed => $"{about} is not closed",
        ExpressionFault.Number => $"\"{about}\" is not a number; write 12 or 12.5, at most 28 digits",
        ExpressionFault.Unexpected => $"\"{about}\" was not expected here",
        ExpressionFault.Ends => "it ends too early",
        ExpressionFault.Function => $"there is no function \"{about}\"",
        ExpressionFault.Arguments => $"\"{about}\" takes another number of values",
        _ => $"there is nothing with the name \"{about}\"",
    };
}
