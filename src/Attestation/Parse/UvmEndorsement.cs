using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using EnclaveCleanRoom.Cose;

namespace EnclaveCleanRoom.Attestation;

/// <summary>
/// The statement of a utility VM's publisher that a launch measurement is that of a release, with its security version
/// number. Parsed, not yet believed.
/// </summary>
/// <remarks>
/// A COSE_Sign1 whose protected header carries the chain, the issuer as a did:x509 and the feed. The number is the utility VM's,
/// not the guest SVN of the report. Source: Microsoft's confidential container groups, "reference info".
/// </remarks>
public sealed class UvmEndorsement
{
    private const string MeasurementClaim = "x-ms-sevsnpvm-launchmeasurement";
    private const string SvnTextClaim = "x-ms-sevsnpvm-guestsvn";
    private const string SvnNumberClaim = "x-ms-sevsnpvm-guestsvn-int";
    private const string Json = "application/json";
    private const int MaxChain = 6;

    private UvmEndorsement(CoseSign1 message, string issuer, string feed, IReadOnlyList<CertificateDer> chain)
    {
        Message = message;
        Issuer = issuer;
        Feed = feed;
        Chain = chain;
    }

    /// <summary>The message as received.</summary>
    public ReadOnlyMemory<byte> Encoded => Message.Encoded;

    /// <summary>The issuer that the header claims: a did:x509.</summary>
    public string Issuer { get; }

    /// <summary>The feed that the header claims: which product of the issuer this is a release of.</summary>
    public string Feed { get; }

    internal CoseSign1 Message { get; }

    /// <summary>The certificates of the header, the signer's first.</summary>
    internal IReadOnlyList<CertificateDer> Chain { get; }

    /// <summary>The endorsed launch measurement, to be read only from a genuine endorsement.</summary>
    internal Digest384 LaunchMeasurement { get; private init; }

    /// <summary>The release's security version number.</summary>
    internal int Svn { get; private init; }

    /// <summary>Reads an endorsement.</summary>
    /// <param name="encoded">The whole message.</param>
    /// <param name="endorsement">The endorsement.</param>
    /// <param name="failure">Why it was refused.</param>
    public static bool TryParse(
        ReadOnlyMemory<byte> encoded, [NotNullWhen(true)] out UvmEndorsement? endorsement, out UvmEndorsementFailure failure)
    {
        endorsement = null;
        failure = UvmEndorsementFailure.Message;
        if (!CoseSign1.TryDecode(encoded, CoseTolerance.UnsortedKeys, out CoseSign1? message, out _)
            || message.Payload is not ReadOnlyMemory<byte> payload)
        {
            return false;
        }

        failure = UvmEndorsementFailure.Header;
        if (message.Protected.ContentType != Json
            || !message.Protected.TryGetText("iss", out string? issuer) || !message.Protected.TryGetText("feed", out string? feed))
        {
            return false;
        }

        failure = UvmEndorsementFailure.Certificates;
        if (!TryReadChain(message.Protected.X5Chain, out List<CertificateDer>? chain))
        {
            return false;
        }

        failure = UvmEndorsementFailure.Payload;
        if (!StrictJson.TryParse(payload, out JsonElement claims) || claims.ValueKind != JsonValueKind.Object)
        {
            return false;
        }

        failure = UvmEndorsementFailure.Measurement;
        if (!claims.TryGetProperty(MeasurementClaim, out JsonElement member)
            || !StrictJsonText.TryGetString(member, out string? text) || !Digest384.TryParse(text, out Digest384 measurement))
        {
            return false;
        }

        failure = UvmEndorsementFailure.Svn;
        if (!TryReadSvn(claims, out int svn))
        {
            return false;
        }

        endorsement = new UvmEndorsement(message, issuer, feed, chain) { LaunchMeasurement = measurement, Svn = svn };
        failure = UvmEndorsementFailure.None;
        return true;
    }

    private static bool TryReadChain(IReadOnlyList<ReadOnlyMemory<byte>> encoded, [NotNullWhen(true)] out List<CertificateDer>? chain)
    {
        chain = null;
        if (encoded.Count is < 2 or > MaxChain)
        {
            return false;
        }

        List<CertificateDer> found = [];
        foreach (ReadOnlyMemory<byte> der in encoded)
        {
            if (!CertificateDer.TryParse(der, out CertificateDer? certificate))
            {
                return false;
            }

            found.Add(certificate);
        }

        chain = found;
        return true;
    }

    // Older releases state the number as text only, newer ones as a number too.
    private static bool TryReadSvn(JsonElement claims, out int svn)
    {
        svn = 0;
        if (!claims.TryGetProperty(SvnTextClaim, out JsonElement member) || !StrictJsonText.TryGetString(member, out string? text)
            || !int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out svn))
        {
            return false;
        }

        return !claims.TryGetProperty(SvnNumberClaim, out JsonElement again)
            || (again.ValueKind == JsonValueKind.Number && again.TryGetInt32(out int number) && number == svn);
    }
}
