using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using EnclaveCleanRoom.Attestation;

namespace EnclaveCleanRoom.EnclaveHost.Attesting.Platform;

/// <summary>The certificates that the host keeps for its chip, and the firmware version that they were issued for.</summary>
/// <param name="Document">The host's JSON object as it is: evidence carries it so.</param>
/// <param name="Tcb">The field <c>tcbm</c>: the 64 bits of a reported TCB version.</param>
/// <remarks>Source: Azure's host service for AMD certificates (THIM); security context of confidential container groups.</remarks>
internal sealed record HostCertificates(byte[] Document, ulong Tcb)
{
    /// <summary>Reads the object.</summary>
    /// <returns>False when it is not that object, holds no chain, or does not say for which firmware it is.</returns>
    internal static bool TryParse(byte[] document, [NotNullWhen(true)] out HostCertificates? certificates)
    {
        certificates = null;
        if (!StrictJson.TryParse(document, out JsonElement root) || root.ValueKind != JsonValueKind.Object
            || !root.TryGetProperty("tcbm", out JsonElement member) || member.ValueKind != JsonValueKind.String
            || !ulong.TryParse(member.GetString(), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ulong tcb)
            || !CertificateChain.TryParse(document, out _, out _))
        {
            return false;
        }

        certificates = new HostCertificates(document, tcb);
        return true;
    }
}
