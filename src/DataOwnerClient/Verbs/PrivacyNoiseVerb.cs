using System.CommandLine;
using System.Globalization;
using EnclaveCleanRoom.DataOwnerClient.Planning;
using EnclaveCleanRoom.DataOwnerClient.Terminal;
using EnclaveCleanRoom.DifferentialPrivacy;

namespace EnclaveCleanRoom.DataOwnerClient.Verbs;

/// <summary><c>cleanroom privacy noise</c>: the smallest noise that a budget allows.</summary>
internal static class PrivacyNoiseVerb
{
    internal static Command Create()
    {
        Argument<string> release = new("release") { Description = "a SPEC of noise without its sigma or scale, such as gaussian:count=20" };
        Option<string?> epsilon = PrivacyOptions.Epsilon("the budget's epsilon");
        Option<string?> delta = PrivacyOptions.Delta();
        Option<string> accountant = PrivacyOptions.AccountantOption();
        Option<bool> json = PrivacyOptions.Json();
        Command command = new("noise", "the smallest noise that keeps releases within a budget") { release, epsilon, delta, accountant, json };
        command.SetAction(parsed => Find(
            parsed.GetValue(release)!,
            PrivacyOptions.ReadEpsilon(parsed.GetValue(epsilon)),
            PrivacyOptions.ReadDelta(parsed.GetValue(delta)),
            AccountantName.Parse(parsed.GetValue(accountant)!),
            parsed.GetValue(json)));
        return command;
    }

    private static int Find(string spec, Epsilon epsilon, Rational delta, Accountant accountant, bool json)
    {
        (string parameter, Func<Rational, CountedEvent> family, Rational lowest) = ReleaseSpec.ParseFamily(spec);
        double scale = SmallestNoise.For(value => new PrivacyComposition(family(value)), epsilon, delta, accountant, lowest)
            ?? throw new ClientException("No noise of this kind keeps within the budget, or the accountant does not apply. At delta 0 use Laplace noise.");
        StepList.Line(json
            ? FlatJson.Write((parameter, scale), ("epsilon", epsilon.Value.ToDouble()), ("delta", delta.ToDouble()))
            : string.Create(CultureInfo.InvariantCulture, $"{parameter} {scale:R} keeps {spec} within epsilon {epsilon.Value.ToDouble():R}"));
        return ExitCode.Success;
    }
}
