namespace EnclaveCleanRoom.EnclaveWorkload.Attribution;

/// <summary>Divides a whole number of units by integer weights so that the parts add up to it exactly.</summary>
/// <remarks>
/// The method of largest remainders: every part is rounded down, and the units left over go one each to the largest remainders, of equal ones to the later
/// part. A negative number is divided as its magnitude.
/// </remarks>
internal static class Apportionment
{
    /// <summary>So many parts are divided without memory of their own; terms allow no more than 100.</summary>
    private const int UsualParts = 128;

    /// <param name="units">What is divided; its magnitude is at most 2^53.</param>
    /// <param name="weights">One a part, each at most 2^62, not all 0.</param>
    /// <param name="parts">Receives the parts, as many as weights.</param>
    internal static void Divide(long units, ReadOnlySpan<ulong> weights, Span<long> parts)
    {
        if (weights.Length == 1)
        {
            parts[0] = units;
            return;
        }

        UInt128 sum = 0;
        foreach (ulong weight in weights)
        {
            sum += weight;
        }

        UInt128 magnitude = (UInt128)Math.Abs(units);
        Span<UInt128> remainders = weights.Length <= UsualParts ? stackalloc UInt128[weights.Length] : new UInt128[weights.Length];
        long left = (long)magnitude;
        for (int i = 0; i < weights.Length; i++)
        {
            (UInt128 part, remainders[i]) = UInt128.DivRem(magnitude * weights[i], sum);
            parts[i] = (long)part;
            left -= parts[i];
        }

        for (; left > 0; left--)
        {
            int largest = 0;
            for (int i = 1; i < remainders.Length; i++)
            {
                largest = remainders[i] >= remainders[largest] ? i : largest;
            }

            parts[largest]++;
            remainders[largest] = 0;
        }

        if (units < 0)
        {
            foreach (ref long part in parts[..weights.Length])
            {
                part = -part;
            }
        }
    }
}
