using System.Text;

namespace EnclaveCleanRoom.Attestation.Tests;

/// <summary>The formats with committed mutated inputs, and what becomes of an input of each.</summary>
internal static class MutationFormats
{
    private static readonly CertificateChain s_chain = SimulatedChain.Parse(MutationFormat.Read("chain.pem"));
    private static readonly SnpReport s_report = ParseReport(MutationFormat.Read("report.bin"));
    private static readonly HardwareAnchor[] s_hardware = [new("simulated", SnpProduct.Milan, s_chain.RootFingerprint)];

    public static IReadOnlyDictionary<string, MutationFormat> All { get; } = new Dictionary<string, MutationFormat>
    {
        ["report"] = new("report.bin", 1, 300, [(0x000, 0x050), (0x180, 0x210), (0x2A0, 0x340)], Report),
        ["chain"] = new("chain.pem", 2, 300, [(0, 40), (2000, 2100), (4300, 4400)], Chain),
        ["endorsement"] = new("endorsement.cose", 3, 300, [(0, 40), (2400, 2899)], Endorsement),
        ["evidence"] = new("evidence.json", 4, 300, [(0, 30), (1580, 1640)], EvidenceDocument),
        ["token"] = new("token.jwt", 5, 300, [(0, 600)], Token),
        ["claims"] = new("claims.json", 6, 300, [], Claims),
    };

    private static string Report(byte[] bytes) =>
        !SnpReport.TryParse(bytes, out SnpReport? report, out SnpReportFailure parse) ? $"Parse.{parse}"
        : !SnpVerifier.TryAuthenticate(report, s_chain, s_hardware, SimulatedEvidence.At, out _, out SnpAuthenticationFailure failure) ? $"Authenticate.{failure}"
        : "Accepted";

    // Accepted is one that decodes to the same three certificates: other white space around the same PEM.
    private static string Chain(byte[] bytes) =>
        !CertificateChain.TryParse(bytes, out CertificateChain? chain, out CertificateChainFailure parse) ? $"Parse.{parse}"
        : !SnpVerifier.TryAuthenticate(s_report, chain, s_hardware, SimulatedEvidence.At, out _, out SnpAuthenticationFailure failure) ? $"Authenticate.{failure}"
        : chain.ToPem() == s_chain.ToPem() ? "Accepted.Same" : "Accepted";

    private static string Endorsement(byte[] bytes) =>
        !UvmEndorsement.TryParse(bytes, out UvmEndorsement? endorsement, out UvmEndorsementFailure parse) ? $"Parse.{parse}"
        : !UvmVerifier.TryAuthenticate(endorsement, [SimulatedEndorsement.Anchor], out _, out UvmAuthenticationFailure failure) ? $"Authenticate.{failure}"
        : "Accepted";

    private static string EvidenceDocument(byte[] bytes)
    {
        if (!Evidence.TryParse(bytes, out Evidence? evidence, out EvidenceFailure parse))
        {
            return $"Parse.{parse}";
        }

        TrustAnchors anchors = SimulatedEvidence.Anchors with { Hardware = s_hardware };
        return Appraiser.TryAppraise(
            evidence, anchors, SimulatedEvidence.Values, SimulatedEvidence.Agreement, ExpectedNonce.Exactly(SimulatedEvidence.Nonce), SimulatedEvidence.At,
            out _, out AppraisalReport report)
            ? "Accepted"
            : $"{report.Verdict}.{string.Join('+', report.Refusals.Select(check => check.Claim))}";
    }

    private static string Token(byte[] bytes) =>
        !AttestationToken.TryParse(Encoding.Latin1.GetString(bytes), out AttestationToken? token, out AttestationTokenFailure parse) ? $"Parse.{parse}"
        : !TokenVerifier.TryAuthenticate(
            token, SimulatedEvidence.Authority, SimulatedToken.Keys, TokenSignerTrust.AsPublished, SimulatedToken.Now, out _, out TokenAuthenticationFailure failure)
            ? $"Authenticate.{failure}"
        : "Accepted";

    // The signature is made anew over the mutated payload, so that what comes after it is reached.
    private static string Claims(byte[] bytes)
    {
        string text = new SimulatedToken { Payload = Encoding.Latin1.GetString(bytes) }.ToString();
        if (!AttestationToken.TryParse(text, out AttestationToken? token, out AttestationTokenFailure parse))
        {
            return $"Parse.{parse}";
        }

        if (!TokenVerifier.TryAuthenticate(
            token, SimulatedEvidence.Authority, SimulatedToken.Keys, TokenSignerTrust.AsPublished, SimulatedToken.Now, out GenuineToken? genuine, out TokenAuthenticationFailure failure))
        {
            return $"Authenticate.{failure}";
        }

        Assert.True(Evidence.TryParse(MutationFormat.Read("evidence.json"), out Evidence? evidence, out _));
        return TokenAppraiser.TryAppraise(
            genuine, evidence, SimulatedEvidence.Values, SimulatedEvidence.Agreement, SimulatedToken.RequestNonce, out _, out AppraisalReport report)
            ? "Accepted"
            : $"{report.Verdict}.{string.Join('+', report.Refusals.Select(check => check.Claim))}";
    }

    private static SnpReport ParseReport(byte[] bytes)
    {
        Assert.True(SnpReport.TryParse(bytes, out SnpReport? report, out _));
        return report;
    }
}
