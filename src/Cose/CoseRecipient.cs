using System.Security.Cryptography;

namespace EnclaveCleanRoom.Cose;

/// <summary>Somebody a message is encrypted to: a public key on P-384 and the identifier by which its holder finds the message.</summary>
public sealed class CoseRecipient
{
    /// <summary>Names a recipient.</summary>
    /// <param name="publicKey">A public key on P-384.</param>
    /// <param name="keyId">The key identifier, 1 to 256 bytes. It travels in the clear and is not authenticated.</param>
    /// <exception cref="ArgumentException">The key lies on another curve or is no point on it, or the identifier is empty or too long.</exception>
    public CoseRecipient(ECParameters publicKey, ReadOnlyMemory<byte> keyId)
    {
        if (keyId.Length is < 1 or > 256)
        {
            throw new ArgumentException("A key identifier has 1 to 256 bytes.", nameof(keyId));
        }

        if (publicKey.Curve.Oid?.Value != ECCurve.NamedCurves.nistP384.Oid.Value || publicKey.Q.X?.Length != 48 || publicKey.Q.Y?.Length != 48)
        {
            throw new ArgumentException("Recipients' keys lie on P-384.", nameof(publicKey));
        }

        try
        {
            using ECDiffieHellman key = ECDiffieHellman.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP384, Q = publicKey.Q });
        }
        catch (CryptographicException exception)
        {
            throw new ArgumentException("The key is no point on P-384.", nameof(publicKey), exception);
        }

        PublicPoint = publicKey.Q;
        KeyId = keyId.ToArray();
    }

    /// <summary>The key identifier.</summary>
    public ReadOnlyMemory<byte> KeyId { get; }

    internal ECPoint PublicPoint { get; }
}
