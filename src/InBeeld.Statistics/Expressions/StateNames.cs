using InBeeld.Statistics.Answers;

namespace InBeeld.Statistics.Expressions;

/// <summary>How the state of an answer is written in expressions and files.</summary>
public static class StateNames
{
    /// <summary>"value", "unknown", "not-applicable", "refused", "not-asked" or "missing".</summary>
    public static string Of(AnswerState state) => state switch
    {
        AnswerState.Value => "value",
        AnswerState.Unknown => "unknown",
        AnswerState.NotApplicable => "not-applicable",
        AnswerState.Refused => "refused",
        AnswerState.NotAsked => "not-asked",
        _ => "missing",
    };

    /// <summary>The state with this name, or null.</summary>
    public static AnswerState? Read(string name)
    {
        foreach (var state in Enum.GetValues<AnswerState>())
        {
            if (Of(state) == name)
                return state;
        }

        return null;
    }
}
