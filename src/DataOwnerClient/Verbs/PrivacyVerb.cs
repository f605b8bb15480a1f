using System.CommandLine;
using System.Globalization;
using EnclaveCleanRoom.DataOwnerClient.Planning;
using EnclaveCleanRoom.DataOwnerClient.Terminal;
using EnclaveCleanRoom.DifferentialPrivacy;

namespace EnclaveCleanRoom.DataOwnerClient.Verbs;

/// <summary><c>cleanroom privacy</c>: what releases cost together, before any is made and without data.</summary>
internal static class PrivacyVerb
{
    internal static Command Create()
    {
        Argument<string[]> releases = new("releases") { Description = $"each SPEC is one of {ReleaseSpec.Forms}", Arity = ArgumentArity.ZeroOrMore };
        Option<string?> delta = PrivacyOptions.Delta();
        Option<string> accountant = PrivacyOptions.AccountantOption();
        Option<bool> json = PrivacyOptions.Json();
        Command command = new("privacy", "what releases cost together, how much noise a budget needs, and what a query will be worth; no data is looked at")
        {
            releases, delta, accountant, json,
        };
        command.Subcommands.Add(PrivacyNoiseVerb.Create());
        command.Subcommands.Add(PrivacySelectionVerb.Create());
        command.Subcommands.Add(PrivacyErrorVerb.Create());
        command.Subcommands.Add(PrivacyLiftVerb.Create());
        command.SetAction(parsed => Account(
            parsed.GetValue(releases)!, parsed.GetValue(delta), AccountantName.Parse(parsed.GetValue(accountant)!), parsed.GetValue(json)));
        return command;
    }

    private static int Account(string[] specs, string? deltaText, Accountant accountant, bool json)
    {
        if (specs.Length == 0)
        {
            throw ClientException.Usage($"Name at least one release: {ReleaseSpec.Forms}.");
        }

        Rational delta = PrivacyOptions.ReadDelta(deltaText);
        PrivacyComposition composition = new([.. specs.Select(ReleaseSpec.Parse)]);
        if (!composition.TryEpsilonAt(delta, accountant, out PrivacyEstimate estimate, out AccountingRefusal? refusal))
        {
            throw new ClientException(refusal == AccountingRefusal.LatticeTooFine
                ? "These losses have no common lattice that is coarse enough to be summed exactly. Use --accountant pld."
                : "Laplace noise, sampling and zCDP have no exact sum. Use --accountant pld or best.");
        }

        if (json)
        {
            Console.Out.WriteLine(FlatJson.Write(
                ("epsilon", estimate.Epsilon), ("delta", delta.ToDouble()), ("accountant", AccountantName.Of(estimate.Accountant)), ("adjacency", "add-or-remove-one-person")));
        }

        if (!double.IsFinite(estimate.Epsilon))
        {
            throw new ClientException($"At delta {deltaText} no epsilon holds: the releases fail with at least that probability, or are not pure.");
        }

        if (!json)
        {
            StepList.Line(string.Create(
                CultureInfo.InvariantCulture, $"epsilon {estimate.Epsilon:R} at delta {deltaText}, by {AccountantName.Of(estimate.Accountant)}; neighbours differ in one person"));
        }

        return ExitCode.Success;
    }
}
