using System.CommandLine;
using System.Globalization;
using EnclaveCleanRoom.DataOwnerClient.Planning;
using EnclaveCleanRoom.DataOwnerClient.Terminal;
using EnclaveCleanRoom.DifferentialPrivacy;

namespace EnclaveCleanRoom.DataOwnerClient.Verbs;

/// <summary><c>cleanroom privacy error</c>: how far off the counts of a planned query will be.</summary>
internal static class PrivacyErrorVerb
{
    internal static Command Create()
    {
        Option<string?> rho = new("--rho") { Description = "what the counts may cost, as the ledger counts; or give --epsilon and --delta" };
        Option<string?> epsilon = PrivacyOptions.Epsilon("what the counts may cost when they are asked alone");
        Option<string?> delta = PrivacyOptions.Delta();
        Option<int> groups = new("--groups") { Description = "groups a person may be in", DefaultValueFactory = _ => 1 };
        Option<int> rows = new("--rows") { Description = "rows a person may have in a group", DefaultValueFactory = _ => 1 };
        Option<int> parts = new("--parts") { Description = "kinds into which rows are counted: 2 for clicks and non-clicks", DefaultValueFactory = _ => 1 };
        Option<bool> json = PrivacyOptions.Json();
        Command command = new("error", "how far off each count of a planned query will be") { rho, epsilon, delta, groups, rows, parts, json };
        command.SetAction(parsed =>
        {
            ContributionBounds bounds = ReadBounds(parsed.GetValue(groups), parsed.GetValue(rows), parsed.GetValue(parts));
            Sensitivity sensitivity = bounds.OfRowsPerGroup(parsed.GetValue(parts));
            return Show(Choose(sensitivity, parsed.GetValue(rho), parsed.GetValue(epsilon), parsed.GetValue(delta)), parsed.GetValue(json));
        });
        return command;
    }

    private static ContributionBounds ReadBounds(int groups, int rows, int parts) => groups >= 1 && rows >= 1 && parts >= 1
        ? new ContributionBounds(groups, rows)
        : throw ClientException.Usage("--groups, --rows and --parts are at least 1.");

    private static CountNoise Choose(Sensitivity sensitivity, string? rhoText, string? epsilonText, string? deltaText)
    {
        if ((rhoText is null) == (epsilonText is null))
        {
            throw ClientException.Usage("Give either --rho, or --epsilon and --delta.");
        }

        if (rhoText is not null)
        {
            return Rho.TryParse(rhoText, out Rho rho) && rho.Nano > 0
                ? CountNoise.ForRho(sensitivity, rho)
                : throw ClientException.Usage($"--rho {rhoText} is no multiple of 1e-9 above 0.");
        }

        return Delta.TryParse(deltaText, out Delta delta)
            ? CountNoise.ForEpsilonDelta(sensitivity, PrivacyOptions.ReadEpsilon(epsilonText), delta)
            : throw ClientException.Usage("--delta is a multiple of 1e-18 between 0 and 1, such as 1e-6.");
    }

    private static int Show(CountNoise noise, bool json)
    {
        Rational coverage = new(95, 100);
        string kind = noise.Kind == NoiseKind.DiscreteLaplace ? "discrete-laplace" : "discrete-gaussian";
        double deviation = Math.Sqrt(noise.Variance);
        long half = noise.HalfWidth(coverage);
        StepList.Line(json
            ? FlatJson.Write(
                ("meanAbsoluteError", noise.MeanAbsoluteError), ("standardDeviation", deviation), ("halfWidth95", half),
                ("coverage", noise.Coverage(half)), ("noise", kind), ("rho", noise.Cost.NanoRho / 1e9))
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{kind}: each count is off by {noise.MeanAbsoluteError:G4} on average, and within {half} in {noise.Coverage(half):P1} of cases; what bounds cut away comes on top"));
        return ExitCode.Success;
    }
}
