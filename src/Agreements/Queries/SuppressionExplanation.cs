namespace EnclaveCleanRoom.Agreements.Queries;

/// <summary>Puts terms of a suppression list into a sentence.</summary>
internal static class SuppressionExplanation
{
    internal static string Describe(SuppressionTerms terms) =>
        $"which people of {terms.Own} are in {terms.Partner}, as a list of hashed ids in which everybody's answer is wrong with a stated probability; of at most {terms.MaximumPeople} people";
}
