namespace EnclaveCleanRoom.EnclaveWorkload.CtrModel.Features;

/// <summary>Model files allow fewer characters in names than tables do.</summary>
internal static class FeatureName
{
    private const string NotAllowed = "\" =:,[]{}\t\r\n";

    internal static string Of(string dataset, string column, string part)
    {
        string name = part.Length == 0 ? $"{dataset}.{column}" : $"{dataset}.{column}.{part}";
        return string.Concat(name.Select(c => NotAllowed.Contains(c, StringComparison.Ordinal) || char.IsWhiteSpace(c) ? '_' : c));
    }
}
