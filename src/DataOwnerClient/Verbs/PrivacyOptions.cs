using System.CommandLine;
using EnclaveCleanRoom.DataOwnerClient.Planning;
using EnclaveCleanRoom.DifferentialPrivacy;

namespace EnclaveCleanRoom.DataOwnerClient.Verbs;

/// <summary>What the verbs about privacy have in common.</summary>
internal static class PrivacyOptions
{
    internal static Option<string?> Delta() => new("--delta") { Description = "the probability of failure that is accepted, such as 1e-6" };

    internal static Option<string?> Epsilon(string description) => new("--epsilon") { Description = description };

    internal static Option<bool> Json() => new("--json") { Description = "print one JSON object" };

    internal static Option<string> AccountantOption()
    {
        Option<string> option = new("--accountant")
        {
            Description = $"how it is counted: {string.Join(", ", AccountantName.All)}; best takes the smallest valid bound",
            DefaultValueFactory = _ => "best",
        };
        option.CompletionSources.Add([.. AccountantName.All]);
        return option;
    }

    internal static Rational ReadDelta(string? text) => text is null
        ? throw ClientException.Usage("--delta is missing: the probability of failure that is accepted, such as 1e-6.")
        : Rational.TryParse(text, out Rational delta) && delta.Sign >= 0 && delta <= Rational.One
            ? delta
            : throw ClientException.Usage($"--delta {text} is no number between 0 and 1.");

    internal static Epsilon ReadEpsilon(string? text) =>
        text is not null && DifferentialPrivacy.Epsilon.TryParse(text, out Epsilon epsilon) && epsilon.Value.Sign > 0
            ? epsilon
            : throw ClientException.Usage("--epsilon is a number above 0, such as 0.5.");
}
