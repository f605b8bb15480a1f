using System.Text.Json.Nodes;
using EnclaveCleanRoom.Attestation;
using EnclaveCleanRoom.LocalCloud.Http;
using EnclaveCleanRoom.LocalCloud.Measurement;

namespace EnclaveCleanRoom.LocalCloud.SecurityProcessor;

/// <summary>Writes a measurement as a policy document.</summary>
internal sealed record PolicyDocument(Digest256 HostData)
{
    public static PolicyDocument Of(WorkloadMeasurement measurement) => new(Digest256.Of(JsonExchange.ToUtf8(new JsonObject
    {
        ["executable"] = measurement.Executable,
        ["files"] = Files(measurement.Files),
        ["runtime"] = Files(measurement.Runtime),
        ["arguments"] = Names(measurement.Arguments),
        ["any_arguments"] = Names(measurement.AnyValueArguments),
        ["variables"] = Names(measurement.Variables.Select(pair => $"{pair.Key}={pair.Value}")),
        ["any_variables"] = Names(measurement.AnyValueVariables),
        ["foreign"] = Files(measurement.ForeignCode),
    })));

    private static JsonArray Files(IEnumerable<DigestedFile> files) => Names(files.Select(file => $"{file.Digest}  {file.Path}"));

    private static JsonArray Names(IEnumerable<string> names) => [.. names.Select(name => JsonValue.Create(name))];
}
