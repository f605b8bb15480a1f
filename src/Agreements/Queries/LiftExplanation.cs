namespace EnclaveCleanRoom.Agreements.Queries;

/// <summary>The terms of a lift in plain words.</summary>
internal static class LiftExplanation
{
    internal static string Describe(LiftTerms terms)
    {
        string outcome = terms.Outcome switch
        {
            LabelOutcome label => $"have a positive {label.Label}",
            WithinOutcome within => $"stand in {within.Dataset} within at most {within.LongestWindowSeconds} seconds after they were assigned",
            _ => "are converted",
        };
        string values = string.Concat(terms.Values.Select(value => $"; and the mean of {value.Column}, of which a person counts with 0 to {value.MaximumPerPerson}"));
        return $"how many more people of '{terms.Treatment}' than of '{terms.Control}' ({terms.Arm}, planned {terms.TreatmentPermille} to {1000 - terms.TreatmentPermille}) {outcome}; each person counts once{values}";
    }
}
