using EnclaveCleanRoom.Attestation;

namespace EnclaveCleanRoom.DataOwnerClient.Attesting;

/// <summary>Reads <c>--trust-root milan:SHA256</c>: a hardware root that the asker believes beside AMD's, such as that of a simulated region.</summary>
internal static class TrustRoot
{
    /// <exception cref="ClientException">A root is malformed.</exception>
    internal static IReadOnlyList<HardwareAnchor> Parse(IEnumerable<string> texts) => [.. HardwareAnchor.Amd, .. texts.Select(Parse)];

    private static HardwareAnchor Parse(string text)
    {
        string[] halves = text.Split(':');
        return halves.Length == 2 && Enum.TryParse(halves[0], ignoreCase: true, out SnpProduct product) && Enum.IsDefined(product)
            && Digest256.TryParse(halves[1], out Digest256 fingerprint)
                ? HardwareAnchor.OfYourOwn(product, fingerprint)
                : throw new ClientException($"--trust-root is LINE:SHA256, the line and the root certificate's SHA-256 in 64 lower-case hexadecimal digits, not '{text}'.");
    }
}
