using System.Diagnostics.CodeAnalysis;
using System.Formats.Cbor;
using System.Security.Cryptography;
using EnclaveCleanRoom.Cose.Headers;

namespace EnclaveCleanRoom.Cose.Encryption;

/// <summary>The sender's one-time public key as a COSE_Key. Source: RFC 9053 §7.1.1; both coordinates, no compression.</summary>
internal static class EphemeralKey
{
    private const int KeyType = 1;
    private const int KeyTypeEc2 = 2;
    private const int Curve = -1;
    private const int CurveP384 = 2;
    private const int X = -2;
    private const int Y = -3;

    public static void Write(CborWriter writer, ECPoint point)
    {
        writer.WriteStartMap(4);
        writer.WriteInt32(KeyType);
        writer.WriteInt32(KeyTypeEc2);
        writer.WriteInt32(Curve);
        writer.WriteInt32(CurveP384);
        writer.WriteInt32(X);
        writer.WriteByteString(point.X.AsSpan());
        writer.WriteInt32(Y);
        writer.WriteByteString(point.Y.AsSpan());
        writer.WriteEndMap();
    }

    /// <summary>Reads the key and checks that it is a point on the curve: any other would leak the recipient's private key.</summary>
    public static bool TryRead(HeaderMap header, [NotNullWhen(true)] out ECDiffieHellman? key)
    {
        key = null;
        if (header.Find(HeaderLabel.EphemeralKey) is not CborReader reader ||
            !HeaderMap.TryRead(reader.ReadEncodedValue(), out HeaderMap? map, out _) || map.Count != 4 ||
            !Is(map, KeyType, KeyTypeEc2) || !Is(map, Curve, CurveP384) ||
            !TryCoordinate(map, X, out byte[] x) || !TryCoordinate(map, Y, out byte[] y))
        {
            return false;
        }

        try
        {
            key = ECDiffieHellman.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP384, Q = new ECPoint { X = x, Y = y } });
            return true;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    private static bool Is(HeaderMap map, int label, int wanted) =>
        map.Find(label) is CborReader reader && HeaderValue.TryInteger(reader, out long value) && value == wanted;

    private static bool TryCoordinate(HeaderMap map, int label, out byte[] coordinate)
    {
        coordinate = [];
        if (map.Find(label) is not CborReader reader || !HeaderValue.TryBytes(reader, out ReadOnlyMemory<byte> bytes) ||
            bytes.Length != EncryptionParameters.CoordinateSize)
        {
            return false;
        }

        coordinate = bytes.ToArray();
        return true;
    }
}
