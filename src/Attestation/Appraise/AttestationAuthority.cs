using System.Diagnostics.CodeAnalysis;

namespace EnclaveCleanRoom.Attestation;

/// <summary>
/// An attestation service by its exact issuer name: <c>https://</c>, a host in lower case, an optional port, nothing after it.
/// </summary>
public sealed record AttestationAuthority
{
    private AttestationAuthority(string issuer) => Issuer = issuer;

    /// <summary>What a token's <c>iss</c> must equal, character by character.</summary>
    public string Issuer { get; }

    /// <summary>Where the service publishes its signing keys: issuer + <c>/certs</c>.</summary>
    public Uri Certificates => new(Issuer + "/certs");

    /// <summary>Where the service takes SEV-SNP evidence.</summary>
    public Uri AttestSevSnpVm => new(Issuer + "/attest/SevSnpVm?api-version=2022-08-01");

    /// <summary>Reads an issuer name.</summary>
    /// <returns>False when it is not of the one accepted spelling.</returns>
    public static bool TryParse(string issuer, [NotNullWhen(true)] out AttestationAuthority? authority)
    {
        ArgumentNullException.ThrowIfNull(issuer);
        authority = null;
        if (!Uri.TryCreate(issuer, UriKind.Absolute, out Uri? uri) || uri.Scheme != Uri.UriSchemeHttps
            || issuer != uri.GetLeftPart(UriPartial.Authority) || uri.UserInfo.Length > 0)
        {
            return false;
        }

        authority = new AttestationAuthority(issuer);
        return true;
    }

    /// <summary>Reads an issuer name from a trusted place.</summary>
    /// <exception cref="FormatException">It is not of the one accepted spelling.</exception>
    public static AttestationAuthority Parse(string issuer) =>
        TryParse(issuer, out AttestationAuthority? authority)
            ? authority
            : throw new FormatException("An attestation authority is written https://host or https://host:port.");

    /// <inheritdoc/>
    public override string ToString() => Issuer;
}
