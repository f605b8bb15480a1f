using System.CommandLine;
using System.Globalization;
using EnclaveCleanRoom.DataOwnerClient.Planning;
using EnclaveCleanRoom.DataOwnerClient.Terminal;
using EnclaveCleanRoom.DifferentialPrivacy;

namespace EnclaveCleanRoom.DataOwnerClient.Verbs;

/// <summary><c>cleanroom privacy selection</c>: how likely a group of so many people shows.</summary>
internal static class PrivacySelectionVerb
{
    internal static Command Create()
    {
        Option<long> people = new("--people") { Description = "people in the group", Required = true };
        Option<string?> epsilon = PrivacyOptions.Epsilon("epsilon of one group's decision");
        Option<string?> delta = PrivacyOptions.Delta();
        Option<int> groups = new("--groups") { Description = "groups a person may be in", DefaultValueFactory = _ => 1 };
        Option<int> threshold = new("--threshold") { Description = "groups of fewer people never show", DefaultValueFactory = _ => 1 };
        Option<bool> json = PrivacyOptions.Json();
        Command command = new("selection", "how likely a group whose key is not public shows, by its size") { people, epsilon, delta, groups, threshold, json };
        command.SetAction(parsed => Show(
            parsed.GetValue(people),
            PrivacyOptions.ReadEpsilon(parsed.GetValue(epsilon)),
            PrivacyOptions.ReadDelta(parsed.GetValue(delta)),
            parsed.GetValue(groups),
            parsed.GetValue(threshold),
            parsed.GetValue(json)));
        return command;
    }

    private static int Show(long people, Epsilon epsilon, Rational delta, int groups, int threshold, bool json)
    {
        if (people < 0 || groups < 1 || threshold < 1 || !Delta.TryParse(delta.ToString(), out Delta whole) || whole.Atto == 0)
        {
            throw ClientException.Usage("--people is at least 0, --groups and --threshold at least 1, --delta a multiple of 1e-18 above 0.");
        }

        SelectionRule rule;
        try
        {
            rule = new SelectionRule(epsilon, whole, groups, threshold);
        }
        catch (ArgumentOutOfRangeException exception)
        {
            throw ClientException.Usage(exception.Message, exception);
        }

        double probability = rule.Probability(people).ToDouble();
        StepList.Line(json
            ? FlatJson.Write(("probability", probability), ("alwaysShownFrom", rule.AlwaysShownFrom), ("rho", rule.Cost.NanoRho / 1e9), ("delta", delta.ToDouble()))
            : string.Create(CultureInfo.InvariantCulture, $"a group of {people} shows with probability {probability:R}; from {rule.AlwaysShownFrom} people on it always does"));
        return ExitCode.Success;
    }
}
