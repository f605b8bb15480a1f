using System.Numerics;

namespace EnclaveCleanRoom.DifferentialPrivacy.Sampling;

/// <summary>
/// Noise of a very large scale is confined to ±2^120. The sum with a 64-bit figure is confined to 64 bits afterwards, and a noise of that
/// size leads to the same confined sum as the noise itself: no law is changed.
/// </summary>
internal static class Confinement
{
    private static readonly BigInteger s_limit = BigInteger.One << 120;

    public static Int128 Of(BigInteger noise) => (Int128)BigInteger.Clamp(noise, -s_limit, s_limit);
}
