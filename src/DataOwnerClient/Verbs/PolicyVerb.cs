using System.CommandLine;
using System.Text;
using EnclaveCleanRoom.Attestation;
using EnclaveCleanRoom.DataOwnerClient.Policies;
using EnclaveCleanRoom.DataOwnerClient.Terminal;

namespace EnclaveCleanRoom.DataOwnerClient.Verbs;

/// <summary><c>cleanroom policy</c>: the CCE policy of a container group on Azure, and the host data that it will be measured as.</summary>
internal static class PolicyVerb
{
    internal static Command Create()
    {
        Option<string> settings = new("--settings") { Description = "the container's settings, such as infra/policy.json", Required = true };
        Option<string> layers = new("--layers") { Description = "the image's layers by their dm-verity hashes, as `az confcom acipolicygen --print-policy` shows them", Required = true };
        Option<string> rules = new("--rules") { Description = "the workload's own measurement.json, from its publish folder", Required = true };
        Option<string?> output = new("--out") { Description = "write the policy here, for the parties to compare" };
        Option<string?> base64 = new("--base64") { Description = "write it here as the deployment template takes it (ccePolicy)" };
        Command command = new("policy", "write the policy of a container group on Azure from its settings, the same bytes on every machine, and print its host data: the value that goes into the agreement")
        {
            settings, layers, rules, output, base64,
        };
        command.SetAction(parsed =>
        {
            byte[] policy = Write(parsed.GetValue(settings)!, parsed.GetValue(layers)!, parsed.GetValue(rules)!);
            if (parsed.GetValue(output) is { } path)
            {
                Files.Write(path, policy);
            }

            if (parsed.GetValue(base64) is { } encoded)
            {
                Files.Write(encoded, Encoding.ASCII.GetBytes(Convert.ToBase64String(policy)));
            }

            StepList.Line(Digest256.Of(policy).ToString());
            return ExitCode.Success;
        });
        return command;
    }

    /// <summary>The policy that follows from three files.</summary>
    /// <exception cref="ClientException">One of them cannot be read or is malformed.</exception>
    internal static byte[] Write(string settings, string layers, string rules) => MeasurementRules.TryParse(Files.Read(rules), out MeasurementRules? measured)
        ? ContainerPolicy.Write(ContainerSettings.Parse(Files.Read(settings), settings), ImageLayers.Parse(Files.Read(layers), layers), measured)
        : throw ClientException.Usage($"{rules} is malformed.");
}
