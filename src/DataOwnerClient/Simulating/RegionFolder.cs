using System.Globalization;
using System.Text.Json;
using EnclaveCleanRoom.Attestation;
using EnclaveCleanRoom.DataOwnerClient.Demo;
using EnclaveCleanRoom.DataOwnerClient.Ingestion;

namespace EnclaveCleanRoom.DataOwnerClient.Simulating;

/// <summary>
/// The folder of a simulated region that stays up: the region's own state, and what owners and operator take from it. An
/// agreement names the region's addresses, so a region that is started again has the addresses that it had.
/// </summary>
internal sealed class RegionFolder(string path)
{
    /// <summary>The enclave terms of agreements that accept this region; for <c>cleanroom agreement draft --enclave</c>.</summary>
    internal const string EnclaveFile = "enclave.json";

    /// <summary>What an owner's shell reads to find the simulated vault and to be known to it.</summary>
    internal const string OwnerFile = "owner.env";

    private static readonly (string Option, string Endpoint)[] s_ports =
        [("--attestation-port", "attestation"), ("--vault-port", "vault"), ("--identity-port", "identity_endpoint")];

    internal string Path { get; } = System.IO.Path.GetFullPath(path);

    /// <summary>Keys, certificates and vault of the region.</summary>
    internal string StateFolder => At("state");

    private string EndpointsFile => System.IO.Path.Combine(StateFolder, "endpoints.json");

    internal string At(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>The options by which a region that ran before is reached where it was; none for a new one.</summary>
    internal IReadOnlyList<string> PortOptions() => !File.Exists(EndpointsFile)
        ? []
        : [.. s_ports.SelectMany(port => new[] { port.Option, PortOf(ReadEndpoints(), port.Endpoint) })];

    /// <summary>The region that runs on this folder.</summary>
    /// <exception cref="ClientException">None ever ran there.</exception>
    internal SimulatedRegion OpenRegion() => File.Exists(EndpointsFile)
        ? SimulatedRegion.Known(ReadEndpoints())
        : throw ClientException.Usage($"No simulated region has run on {Path}. Start one, in a terminal of its own: cleanroom simulate region {Path}");

    /// <summary>Writes what others take from a region that is ready.</summary>
    /// <param name="region">The region.</param>
    /// <param name="hostData">What the host that was built beside this program measures as.</param>
    internal void Write(SimulatedRegion region, Digest256 hostData)
    {
        byte[] enclave = region.Describe(hostData).WriteJson();
        AtomicFile.Write(At(EnclaveFile), stream => stream.Write(enclave));
        IEnumerable<string> exports = region.IdentityEnvironment.Append(new("VAULT", region.Vault)).Select(variable => $"export {variable.Key}='{variable.Value}'\n");
        File.WriteAllText(At(OwnerFile), string.Concat(exports));
        File.SetUnixFileMode(At(OwnerFile), UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    private JsonElement ReadEndpoints()
    {
        try
        {
            return JsonElement.Parse(File.ReadAllBytes(EndpointsFile));
        }
        catch (JsonException exception)
        {
            throw new ClientException($"{EndpointsFile} is damaged. Take another folder for the region, and draft a new agreement under it.", exception);
        }
    }

    private static string PortOf(JsonElement endpoints, string name) =>
        new Uri(endpoints.GetProperty(name).GetString()!).Port.ToString(CultureInfo.InvariantCulture);
}
