using System.Diagnostics.CodeAnalysis;
using EnclaveCleanRoom.EnclaveHost.Attesting;
using EnclaveCleanRoom.EnclaveHost.Limits;

namespace EnclaveCleanRoom.EnclaveHost.Startup;

/// <summary>
/// What the operator configures: where things lie and where they are reached. None of it can allow anything: parties,
/// anchors, authorities and budgets come from the agreement alone.
/// </summary>
internal sealed record HostSettings
{
    /// <summary>The signed agreement's file.</summary>
    internal required string AgreementFile { get; init; }

    /// <summary>The folder for ciphertext, ledger and encrypted results. Nothing in it is trusted.</summary>
    internal required string DataFolder { get; init; }

    /// <summary>Address and port to listen on; port 0 takes a free one.</summary>
    internal required Uri Listen { get; init; }

    /// <summary>Where evidence comes from: <c>device</c> (the guest's own), <c>http://localhost:8080</c> (Microsoft's sidecar) or <c>unix:PATH</c>.</summary>
    internal required string EvidenceEndpoint { get; init; }

    /// <summary>The environment, in which the platform says where it laid evidence in.</summary>
    internal required IReadOnlyDictionary<string, string> Platform { get; init; }

    /// <summary>Client id of a user-assigned managed identity, or empty for the system-assigned one.</summary>
    internal required string ManagedIdentityClientId { get; init; }

    /// <summary>How the room is known to vaults and stores.</summary>
    internal required CredentialKind Credential { get; init; }

    /// <summary>Client id of a multi-tenant application that the identity vouches for at vaults of other tenants, or empty.</summary>
    internal required string ApplicationClientId { get; init; }

    /// <summary>
    /// Where ciphertext lies that was not uploaded to this room: a folder, or the address of a blob container with or without a prefix;
    /// empty for nowhere.
    /// </summary>
    internal required string CiphertextPlace { get; init; }

    /// <summary>The shared access signature that opens that container, or empty to use the managed identity. A secret, though it opens ciphertext only.</summary>
    internal required string CiphertextSignature { get; init; }

    /// <summary>Whether the end of standard input ends the host, so that it never outlives who started it.</summary>
    internal required bool StopWithInput { get; init; }

    /// <summary>The operator's collector of telemetry; <see langword="null"/> for none.</summary>
    internal required Uri? Telemetry { get; init; }

    /// <summary>How much the room may take.</summary>
    internal required RoomLimits Limits { get; init; }

    /// <summary>Reads the settings from the environment.</summary>
    /// <param name="environment">Names and values.</param>
    /// <param name="settings">The settings.</param>
    /// <param name="problem">What is missing or malformed, and how to mend it.</param>
    internal static bool TryRead(
        IReadOnlyDictionary<string, string> environment,
        [NotNullWhen(true)] out HostSettings? settings,
        out string problem)
    {
        settings = null;
        problem = "";
        foreach (string name in new[] { "CLEANROOM_AGREEMENT", "CLEANROOM_DATA", "CLEANROOM_EVIDENCE" })
        {
            if (!environment.TryGetValue(name, out string? value) || value.Length == 0)
            {
                problem = $"{name} is not set: see docs/operate.md for the settings of the host";
                return false;
            }
        }

        string listen = environment.GetValueOrDefault("CLEANROOM_LISTEN", "https://0.0.0.0:8443");
        if (!Uri.TryCreate(listen, UriKind.Absolute, out Uri? address) || !IsListenable(address))
        {
            problem = $"CLEANROOM_LISTEN is '{listen}', not an address like https://0.0.0.0:8443 (an IP address or localhost)";
            return false;
        }

        if (!EvidenceSources.IsKnown(environment["CLEANROOM_EVIDENCE"]))
        {
            problem = $"CLEANROOM_EVIDENCE is '{environment["CLEANROOM_EVIDENCE"]}', not device, unix:PATH, or the sidecar on this machine such as http://localhost:8080";
            return false;
        }

        string stop = environment.GetValueOrDefault("CLEANROOM_STOP_WITH_INPUT", "");
        if (stop is not ("" or "1"))
        {
            problem = $"CLEANROOM_STOP_WITH_INPUT is '{stop}': set it to 1, or not at all";
            return false;
        }

        string credential = environment.GetValueOrDefault("CLEANROOM_CREDENTIAL", "");
        if (!TryReadKind(credential, out CredentialKind kind))
        {
            problem = $"CLEANROOM_CREDENTIAL is '{credential}': set it to managed, workload or environment, or not at all";
            return false;
        }

        string collector = environment.GetValueOrDefault("CLEANROOM_OTLP", "");
        if (!TryReadCollector(collector, out Uri? telemetry))
        {
            problem = $"CLEANROOM_OTLP is '{collector}', not the address of a collector such as http://collector:4318, without path, user and query";
            return false;
        }

        if (RoomLimits.From(environment, out problem) is not { } limits)
        {
            return false;
        }

        settings = new HostSettings
        {
            Limits = limits,
            Telemetry = telemetry,
            AgreementFile = environment["CLEANROOM_AGREEMENT"],
            DataFolder = environment["CLEANROOM_DATA"],
            EvidenceEndpoint = environment["CLEANROOM_EVIDENCE"],
            Platform = environment,
            Listen = address,
            ManagedIdentityClientId = environment.GetValueOrDefault("CLEANROOM_IDENTITY", ""),
            Credential = kind,
            ApplicationClientId = environment.GetValueOrDefault("CLEANROOM_IDENTITY_APP", ""),
            CiphertextPlace = environment.GetValueOrDefault("CLEANROOM_CIPHERTEXT", ""),
            CiphertextSignature = environment.GetValueOrDefault("CLEANROOM_CIPHERTEXT_SAS", ""),
            StopWithInput = stop == "1",
        };
        return true;
    }

    private static bool TryReadCollector(string text, out Uri? collector)
    {
        collector = null;
        return text.Length == 0
            || (Uri.TryCreate(text, UriKind.Absolute, out collector)
                && (collector.Scheme == Uri.UriSchemeHttp || collector.Scheme == Uri.UriSchemeHttps)
                && collector.PathAndQuery == "/" && collector.UserInfo.Length == 0 && collector.Fragment.Length == 0);
    }

    private static bool TryReadKind(string text, out CredentialKind kind)
    {
        kind = text switch { "workload" => CredentialKind.Workload, "environment" => CredentialKind.Environment, _ => CredentialKind.Managed };
        return text is "" or "managed" or "workload" or "environment";
    }

    // A name is not resolved: which address it stands for would be the operator's to say.
    private static bool IsListenable(Uri address) =>
        address.Scheme == Uri.UriSchemeHttps
        && (address.HostNameType is UriHostNameType.IPv4 or UriHostNameType.IPv6 || address.Host == "localhost")
        && address.PathAndQuery == "/"
        && address.Fragment.Length == 0
        && address.UserInfo.Length == 0;
}
