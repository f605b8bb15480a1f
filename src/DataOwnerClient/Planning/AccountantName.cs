using EnclaveCleanRoom.DifferentialPrivacy;

namespace EnclaveCleanRoom.DataOwnerClient.Planning;

/// <summary>The accountants as the command line calls them.</summary>
internal static class AccountantName
{
    internal static IReadOnlyList<string> All { get; } = ["pld", "rdp", "zcdp", "exact", "best"];

    /// <exception cref="ClientException">It is none of <see cref="All"/>.</exception>
    internal static Accountant Parse(string name) => name switch
    {
        "pld" => Accountant.PrivacyLoss,
        "rdp" => Accountant.Renyi,
        "zcdp" => Accountant.ZeroConcentrated,
        "exact" => Accountant.Exact,
        "best" => Accountant.Best,
        _ => throw ClientException.Usage($"There is no accountant '{name}'; write one of {string.Join(", ", All)}."),
    };

    internal static string Of(Accountant accountant) => accountant switch
    {
        Accountant.PrivacyLoss => "pld",
        Accountant.Renyi => "rdp",
        Accountant.ZeroConcentrated => "zcdp",
        Accountant.Exact => "exact",
        Accountant.Best => "best",
        _ => throw new ArgumentOutOfRangeException(nameof(accountant)),
    };
}
