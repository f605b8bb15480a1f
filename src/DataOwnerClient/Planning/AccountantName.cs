using EnclaveCleanRoom.DifferentialPrivacy;

namespace EnclaveCleanRoom.DataOwnerClient.Planning;

/// <summary>The accountants as the command line calls them.</summary>
internal static class AccountantName
{
    internal static IReadOnlyList<string> All { get; } = ["pld", "rdp", "zcdp", "exact", "best"];

    internal static Accountant Parse(string name) => name switch
    {
        "pld" => Accountant.PrivacyLoss,
        "rdp" => Accountant.Renyi,
        "zcdp" => Accountant.ZeroConcentrated,
        "exact" => Accountant.Exact,
        _ => Accountant.Best,
    };

    internal static string Of(Accountant accountant) => accountant switch
    {
        Accountant.PrivacyLoss => "pld",
        Accountant.Renyi => "rdp",
        Accountant.ZeroConcentrated => "zcdp",
        Accountant.Exact => "exact",
        _ => "best",
    };
}
