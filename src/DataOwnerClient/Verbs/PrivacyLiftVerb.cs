using System.CommandLine;
using System.Globalization;
using EnclaveCleanRoom.Agreements.Queries;
using EnclaveCleanRoom.DataOwnerClient.Planning;
using EnclaveCleanRoom.DataOwnerClient.Terminal;
using EnclaveCleanRoom.DifferentialPrivacy;

namespace EnclaveCleanRoom.DataOwnerClient.Verbs;

/// <summary><c>cleanroom privacy lift</c>: how small a lift a planned experiment can tell from none.</summary>
internal static class PrivacyLiftVerb
{
    internal static Command Create()
    {
        Option<long> treated = new("--treated") { Description = "people to be treated", Required = true };
        Option<long> heldOut = new("--held-out") { Description = "people to be held out", Required = true };
        Option<double> baseline = new("--baseline") { Description = "the share of people held out that is expected to convert, such as 0.02", Required = true };
        Option<string> rho = new("--rho") { Description = "what the numbers of people may cost: all of a query without values, half of one with values", Required = true };
        Option<double> power = new("--power") { Description = "how often a lift of that size must be found", DefaultValueFactory = _ => 0.8 };
        Option<bool> json = PrivacyOptions.Json();
        Command command = new("lift", "the smallest lift that a planned holdout experiment can tell from none, sampling and noise counted in") { treated, heldOut, baseline, rho, power, json };
        command.SetAction(parsed => Show(
            Read(parsed.GetValue(treated), parsed.GetValue(heldOut), parsed.GetValue(baseline), parsed.GetValue(rho)!), ReadPower(parsed.GetValue(power)), parsed.GetValue(json)));
        return command;
    }

    private static LiftDesign Read(long treated, long heldOut, double baseline, string rhoText)
    {
        if (treated < 1 || heldOut < 1 || baseline is not (> 0 and < 1))
        {
            throw ClientException.Usage("--treated and --held-out are at least 1, --baseline lies between 0 and 1.");
        }

        return Rho.TryParse(rhoText, out Rho rho) && rho.Nano > 0
            ? new LiftDesign { Treated = treated, HeldOut = heldOut, Baseline = baseline, NanoRho = rho.Nano }
            : throw ClientException.Usage($"--rho {rhoText} is no multiple of 1e-9 above 0.");
    }

    private static double ReadPower(double power) => power is > 0.5 and < 1 ? power : throw ClientException.Usage("--power lies between 0.5 and 1, such as 0.8.");

    private static int Show(LiftDesign design, double power, bool json)
    {
        (double? lift, double? alone) = (design.MinimumDetectableLift(power), design.MinimumDetectableLiftWithoutNoise(power));
        if (json)
        {
            Console.Out.WriteLine(FlatJson.Write(
                ("absoluteLift", lift ?? double.NaN), ("relativeLift", (lift ?? double.NaN) / design.Baseline), ("absoluteLiftWithoutNoise", alone ?? double.NaN), ("power", power)));
            return ExitCode.Success;
        }

        StepList.Line(lift is { } found
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"a lift of {found * 100:0.###} percentage points ({found / design.Baseline:P1} of the baseline) is told from none in {power:P0} of experiments; without noise {alone * 100:0.###}")
            : "no lift that this baseline leaves room for would be told from none: take more people, or more of rho");
        return ExitCode.Success;
    }
}
