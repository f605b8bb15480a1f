namespace EnclaveCleanRoom.Agreements.Queries;

/// <summary>What makes the terms of a lift consistent with the agreement.</summary>
internal static class LiftTermsRules
{
    private const int MostValues = 4;
    private const long LongestWindowSeconds = 366 * 86_400;
    private const long LargestValue = 10_000_000;

    internal static void Check(Agreement agreement, LiftTerms terms, Action<bool, string> require)
    {
        VocabularyDomain? arms = agreement.FindColumn(terms.Arm) is { Role: ColumnRole.Categorical, Domain: VocabularyDomain known } ? known : null;
        require(arms is not null, $"arm {terms.Arm} is a categorical column with a public vocabulary");
        require(
            terms.Treatment != terms.Control && (arms is null || (arms.Values.Contains(terms.Treatment) && arms.Values.Contains(terms.Control))),
            "treatment and control are two different values of the arm's vocabulary");
        require(terms.TreatmentPermille is >= 1 and <= 999, "treatmentPermille is 1 to 999");
        CheckOutcome(agreement, terms, require);
        require(terms.Values.Count <= MostValues && AgreementRules.AreDistinct(terms.Values.Select(value => value.Column)), $"there are at most {MostValues} different values");
        foreach (PersonValue value in terms.Values)
        {
            require(
                value.Column.Dataset == terms.Outcome.Dataset && agreement.FindColumn(value.Column) is { Role: ColumnRole.Numeric },
                $"value {value.Column} is a numeric column of the outcome's dataset");
            require(value.MaximumPerPerson is >= 1 and <= LargestValue, $"value {value.Column}: maximumPerPerson is 1 to {LargestValue}");
        }
    }

    private static void CheckOutcome(Agreement agreement, LiftTerms terms, Action<bool, string> require)
    {
        switch (terms.Outcome)
        {
            case LabelOutcome outcome:
                require(
                    agreement.FindColumn(outcome.Label) is { Role: ColumnRole.Label, Domain: LabelDomain },
                    $"{outcome.Label} is a label column with a stated positive value");
                break;
            case WithinOutcome outcome:
                require(ColumnRules.IsMoment(agreement.FindColumn(outcome.ConvertedAt)), $"{outcome.ConvertedAt} is a timestamp column of type timestamp or date");
                require(
                    outcome.AssignedAt.Dataset == terms.Arm.Dataset && ColumnRules.IsMoment(agreement.FindColumn(outcome.AssignedAt)),
                    $"{outcome.AssignedAt} is a timestamp column of type timestamp or date beside the arm");
                require(outcome.LongestWindowSeconds is >= 1 and <= LongestWindowSeconds, $"longestWindowSeconds is 1 to {LongestWindowSeconds}");
                break;
            default:
                require(false, "its outcome is a label or a window");
                break;
        }
    }
}
