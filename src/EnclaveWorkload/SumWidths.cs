using EnclaveCleanRoom.DifferentialPrivacy;

namespace EnclaveCleanRoom.EnclaveWorkload;

/// <summary>How far the noise of sums of a release's entries reaches, each width computed once from its law.</summary>
internal sealed class SumWidths(CountNoise noise)
{
    private readonly Dictionary<(int Cells, int Together), long> _widths = [];

    /// <summary>The noise, for what is no plain sum.</summary>
    internal CountNoise Noise => noise;

    /// <summary>
    /// A half-width such that this many sums, one of them of so many entries, all lie within theirs with at least 95 % (union bound). A sum of no
    /// entries is known exactly.
    /// </summary>
    /// <param name="cells">Entries of the sum, 0 or more.</param>
    /// <param name="together">Sums that must hold at once, at least 1.</param>
    internal long Of(int cells, int together)
    {
        if (cells == 0)
        {
            return 0;
        }

        if (!_widths.TryGetValue((cells, together), out long width))
        {
            width = noise.HalfWidthOfSum(cells, Rational.One - new Rational(5, 100L * together));
            _widths.Add((cells, together), width);
        }

        return width;
    }
}
