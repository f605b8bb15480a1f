using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;

namespace EnclaveCleanRoom.DataOwnerClient.Drafting;

/// <summary>
/// Lets a draft accept a simulated region, and says SIMULATED while doing so: anchors and authority become the region's, and
/// every dataset's key moves to its vault.
/// </summary>
internal static class SimulatedEnclave
{
    /// <param name="root">The draft.</param>
    /// <param name="endpoints">What the region wrote into its <c>endpoints.json</c>.</param>
    internal static void Apply(JsonNode root, JsonObject endpoints)
    {
        if (root["enclave"] is not JsonObject enclave || root["datasets"] is not JsonArray datasets)
        {
            throw new ClientException("The plan has no enclave or no datasets. Start from a sample.");
        }

        enclave["minimumTcb"] = new JsonArray(new JsonObject
        {
            ["product"] = "milan",
            ["bootloader"] = 3,
            ["tee"] = 0,
            ["snp"] = 20,
            ["microcode"] = 200,
            ["fmc"] = 0,
        });
        enclave["minimumUvmSvn"] = Node(endpoints, "uvm_svn");
        enclave["hardwareRoots"] = new JsonArray(new JsonObject
        {
            ["name"] = "SIMULATED hardware root",
            ["product"] = "milan",
            ["certificate"] = Node(endpoints, "hardware_root_sha256"),
        });
        enclave["uvmIssuer"] = Node(endpoints, "uvm_issuer");
        enclave["uvmFeed"] = Node(endpoints, "uvm_feed");
        enclave["attestationAuthority"] = Node(endpoints, "attestation");
        using X509Certificate2 services = X509Certificate2.CreateFromPem(Node(endpoints, "services_root_pem").GetValue<string>());
        enclave["serviceRoots"] = new JsonObject
        {
            ["kind"] = "named",
            ["certificates"] = new JsonArray(JsonValue.Create(Convert.ToBase64String(services.RawData))),
        };
        string vault = Node(endpoints, "vault").GetValue<string>().TrimEnd('/');
        foreach (JsonObject dataset in datasets.OfType<JsonObject>())
        {
            dataset["keyEncryptionKey"] = $"{vault}/keys/{dataset["id"]}";
        }
    }

    private static JsonNode Node(JsonObject endpoints, string name) => endpoints[name]?.DeepClone()
        ?? throw new ClientException($"The endpoints of the simulated region have no '{name}'. Give the endpoints.json that LocalCloud wrote.");
}
