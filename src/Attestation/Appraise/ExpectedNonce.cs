using System.Security.Cryptography;

namespace EnclaveCleanRoom.Attestation;

/// <summary>
/// Which nonce evidence must carry. Live evidence must answer a nonce of one's own; evidence kept inside a result was made for
/// somebody else's, which <see cref="Any"/> says by name.
/// </summary>
public sealed class ExpectedNonce
{
    private readonly byte[]? _nonce;

    private ExpectedNonce(byte[]? nonce) => _nonce = nonce;

    /// <summary>Any nonce: freshness is not claimed. Reports show it so.</summary>
    public static ExpectedNonce Any { get; } = new(null);

    /// <summary>This nonce alone.</summary>
    /// <param name="nonce"><see cref="RuntimeClaims.MinNonceSize"/> to <see cref="RuntimeClaims.MaxNonceSize"/> bytes.</param>
    /// <exception cref="ArgumentException">The length is outside that range.</exception>
    public static ExpectedNonce Exactly(ReadOnlySpan<byte> nonce) =>
        nonce.Length is >= RuntimeClaims.MinNonceSize and <= RuntimeClaims.MaxNonceSize
            ? new ExpectedNonce(nonce.ToArray())
            : throw new ArgumentException("A nonce has 16 to 64 bytes.", nameof(nonce));

    /// <summary>For reading: the nonce in base64url, or <c>any (freshness not claimed)</c>.</summary>
    public override string ToString() => _nonce is null ? "any (freshness not claimed)" : Base64UrlText.Encode(_nonce);

    internal bool IsSatisfiedBy(ReadOnlySpan<byte> nonce) => _nonce is null || CryptographicOperations.FixedTimeEquals(_nonce, nonce);
}
