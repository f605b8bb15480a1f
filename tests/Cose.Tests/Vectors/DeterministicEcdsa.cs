using System.Numerics;
using System.Security.Cryptography;

namespace EnclaveCleanRoom.Cose.Tests.Vectors;

/// <summary>ECDSA whose signatures are a function of key and message (RFC 6979 §3.2), so that vectors can be regenerated.</summary>
/// <remarks>For published test keys only: the arithmetic is not constant-time.</remarks>
internal static class DeterministicEcdsa
{
    public static byte[] Sign(ECDsa key, HashAlgorithmName hash, byte[] message)
    {
        ECParameters parameters = key.ExportParameters(true);
        BigInteger order = Order(key.KeySize);
        int size = parameters.D!.Length;
        BigInteger d = Number(parameters.D);
        byte[] digest = CryptographicOperations.HashData(hash, message);
        BigInteger z = Leftmost(digest, key.KeySize) % order;

        foreach (BigInteger k in Candidates(hash, order, key.KeySize, Octets(d, size), Octets(z, size)))
        {
            using ECDsa nonce = ECDsa.Create(new ECParameters { Curve = parameters.Curve, D = Octets(k, size) });
            BigInteger r = Number(nonce.ExportParameters(false).Q.X!) % order;
            BigInteger s = BigInteger.ModPow(k, order - 2, order) * (z + (r * d)) % order;
            return [.. Octets(r, size), .. Octets(s, size)];
        }

        throw new System.Diagnostics.UnreachableException("The candidates never end.");
    }

    private static IEnumerable<BigInteger> Candidates(HashAlgorithmName hash, BigInteger order, int bits, byte[] d, byte[] z)
    {
        int length = CryptographicOperations.HashData(hash, []).Length;
        byte[] v = [.. Enumerable.Repeat((byte)1, length)];
        byte[] k = new byte[length];
        foreach (byte round in new byte[] { 0, 1 })
        {
            k = CryptographicOperations.HmacData(hash, k, (byte[])[.. v, round, .. d, .. z]);
            v = CryptographicOperations.HmacData(hash, k, v);
        }

        while (true)
        {
            List<byte> t = [];
            while (t.Count * 8 < bits)
            {
                v = CryptographicOperations.HmacData(hash, k, v);
                t.AddRange(v);
            }

            BigInteger candidate = Leftmost([.. t], bits);
            if (candidate >= 1 && candidate < order)
            {
                yield return candidate;
            }

            k = CryptographicOperations.HmacData(hash, k, (byte[])[.. v, 0]);
            v = CryptographicOperations.HmacData(hash, k, v);
        }
    }

    private static BigInteger Leftmost(byte[] octets, int bits)
    {
        int excess = (octets.Length * 8) - bits;
        return excess > 0 ? Number(octets) >> excess : Number(octets);
    }

    private static BigInteger Order(int bits) => Number(Convert.FromHexString(bits switch
    {
        256 => "FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551",
        384 => "FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFC7634D81F4372DDF581A0DB248B0A77AECEC196ACCC52973",
        _ => "01FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFA"
            + "51868783BF2F966B7FCC0148F709A5D03BB5C9B8899C47AEBB6FB71E91386409",
    }));

    private static BigInteger Number(byte[] octets) => new(octets, isUnsigned: true, isBigEndian: true);

    private static byte[] Octets(BigInteger number, int size)
    {
        byte[] octets = new byte[size];
        byte[] shortest = number.ToByteArray(isUnsigned: true, isBigEndian: true);
        shortest.CopyTo(octets, size - shortest.Length);
        return octets;
    }
}
