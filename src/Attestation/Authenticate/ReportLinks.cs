using System.Security.Cryptography;

namespace EnclaveCleanRoom.Attestation;

/// <summary>The links from the endorsement key to the report: one processor line, one kind of key, one firmware, one chip, one signature.</summary>
internal static class ReportLinks
{
    /// <summary>What the certificate and the report both state must be the same.</summary>
    public static IEnumerable<SnpAuthenticationStep> Binding(SnpReport report, EndorsementKey key, SnpProduct product, out ReportTcb? tcb)
    {
        bool isLayout = ReportTcb.TryDecode(report, product, out ReportTcb decoded);
        tcb = isLayout ? decoded : null;
        List<SnpAuthenticationStep> steps = [Product(report, key, product), Signed(report), Kind(report, key)];
        steps.Add(new SnpAuthenticationStep(
            SnpAuthenticationFailure.TcbLayout, "report.tcb_layout", $"four versions in {product}'s layout", isLayout ? "such versions" : "bytes that this layout reserves", isLayout));
        steps.Add(new SnpAuthenticationStep(
            SnpAuthenticationFailure.TcbMismatch, "report.tcb", $"the certificate's: {key.Tcb}", $"{decoded.Reported}", decoded.Reported == key.Tcb));
        if (key.Kind == SnpSigningKey.Vcek)
        {
            steps.Add(Chip(report, key));
        }

        return steps;
    }

    /// <summary>The endorsement key signed the report, and its field holds nothing beside that signature.</summary>
    public static SnpAuthenticationStep Signature(SnpReport report, CertificateDer leaf)
    {
        bool isSigned = IsSignedBy(report, leaf);
        string found = !isSigned ? "a signature that this key did not make"
            : report.HasPlainSignature ? "such a signature"
            : "such a signature, and bytes beside it that no hardware wrote";
        return new SnpAuthenticationStep(
            SnpAuthenticationFailure.ReportSignature,
            "report.signature",
            $"over 672 bytes, by the key of '{leaf.CommonName}'",
            found,
            isSigned && report.HasPlainSignature);
    }

    private static SnpAuthenticationStep Product(SnpReport report, EndorsementKey key, SnpProduct product) => new(
        SnpAuthenticationFailure.ProductMismatch,
        "report.product",
        $"{product}, the root's",
        $"certificate {key.ProductName}, report {report.Product?.ToString() ?? "does not say"}",
        key.IsFor(product) && (report.Product is null || report.Product == product));

    private static SnpAuthenticationStep Signed(SnpReport report) => new(
        SnpAuthenticationFailure.NotSigned,
        "report.signed",
        "signed",
        report.SigningKey == SnpSigningKey.None ? "the report says that it is not" : "signed",
        report.SigningKey != SnpSigningKey.None);

    // A platform that masks its chip key cannot have signed with it.
    private static SnpAuthenticationStep Kind(SnpReport report, EndorsementKey key) => new(
        SnpAuthenticationFailure.KeyKind,
        "report.signing_key",
        key.Kind == SnpSigningKey.Vcek ? "VCEK, the chip's own key, not masked" : $"VLEK, the key loaded for {key.ProviderId}",
        $"{Name(report.SigningKey)}{(report.MasksChipKey ? ", chip key masked" : "")}",
        report.SigningKey == key.Kind && !(report.MasksChipKey && key.Kind == SnpSigningKey.Vcek));

    private static SnpAuthenticationStep Chip(SnpReport report, EndorsementKey key) => new(
        SnpAuthenticationFailure.ChipMismatch,
        "report.chip",
        "the certificate's: " + Convert.ToHexStringLower(key.HardwareId.Span),
        Convert.ToHexStringLower(report.ChipId),
        IsChip(report.ChipId, key.HardwareId.Span));

    private static string Name(SnpSigningKey key) => key switch
    {
        SnpSigningKey.Vcek => "VCEK",
        SnpSigningKey.Vlek => "VLEK",
        SnpSigningKey.None => "none",
        _ => $"reserved value {(int)key}",
    };

    // Turin's identifier is 8 bytes, which the report pads with zeros to 64. An identifier of zeros names no chip.
    private static bool IsChip(ReadOnlySpan<byte> chipId, ReadOnlySpan<byte> hardwareId) =>
        chipId[..hardwareId.Length].SequenceEqual(hardwareId)
        && !chipId[hardwareId.Length..].ContainsAnyExcept((byte)0)
        && hardwareId.ContainsAnyExcept((byte)0);

    private static bool IsSignedBy(SnpReport report, CertificateDer leaf)
    {
        if (!AmdCertificateProfile.TryGetP384(leaf, out ECDsa? key))
        {
            return false;
        }

        using (key)
        {
            return key.VerifyData(
                report.SignedBytes, report.SignatureP1363(), HashAlgorithmName.SHA384, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        }
    }
}
