namespace EnclaveCleanRoom.Agreements.Admission;

/// <summary>What an admission found against a query, in the order in which it looked.</summary>
internal sealed class Findings
{
    /// <summary>Reasons that are told. A question that is wrong in more ways is made for something else than an answer, and denials are kept.</summary>
    private const int MostReasons = 32;

    /// <summary>Characters of what was found, and of what was wanted, in one reason.</summary>
    private const int LongestText = 2_000;

    private readonly List<DenialReason> _reasons = [];

    internal IReadOnlyList<DenialReason> Reasons => _reasons;

    /// <summary>A reason that follows from the agreement, which all parties signed.</summary>
    internal static DenialReason Reason(DenialCode code, string claim, string found, string wanted) =>
        new() { Code = code, Claim = claim, Found = found, Wanted = wanted, AskedBy = "agreement" };

    internal void Add(DenialReason reason)
    {
        if (_reasons.Count < MostReasons)
        {
            _reasons.Add(reason);
        }
    }

    /// <summary>Adds a reason when a parameter lies outside its limits.</summary>
    internal void Within(string claim, long value, long minimum, long maximum)
    {
        if (value < minimum || value > maximum)
        {
            Outside(claim, $"{value}", $"{minimum} to {maximum}");
        }
    }

    /// <summary>Adds a reason when one stands twice, and for each that the terms do not name.</summary>
    internal void DistinctAndAmong<T>(string claim, IReadOnlyList<T> asked, IReadOnlyCollection<T> allowed)
    {
        if (asked.Distinct().Count() != asked.Count)
        {
            Outside(claim, "one of them twice", "different ones");
        }

        foreach (T other in asked.Where(each => !allowed.Contains(each)).Distinct())
        {
            Outside(claim, $"{other}", allowed.Count == 0 ? "none" : "one of " + string.Join(", ", allowed));
        }
    }

    /// <summary>Adds a reason for a parameter that its terms do not allow.</summary>
    internal void Outside(string claim, string found, string wanted) =>
        Add(Reason(DenialCode.ParameterOutsideTerms, claim, Shortened(found), Shortened(wanted)));

    private static string Shortened(string text) => text.Length <= LongestText ? text : text[..LongestText] + " …";
}
