namespace EnclaveCleanRoom.DifferentialPrivacy.Accounting.Fourier;

/// <summary>The 2^k-th roots of one, each to within a unit in the last place: sines and cosines of an eighth of the circle, the rest by symmetry.</summary>
internal sealed class UnitRoots
{
    private const int LeastLevels = 3;
    private readonly double[] _cosines;
    private readonly double[] _sines;
    private readonly int _finer;

    public UnitRoots(int levels)
    {
        _finer = Math.Max(0, LeastLevels - levels);
        int eighth = 1 << (levels + _finer - LeastLevels);
        (_cosines, _sines) = (new double[eighth + 1], new double[eighth + 1]);
        for (int j = 0; j <= eighth; j++)
        {
            (_sines[j], _cosines[j]) = Math.SinCos(Math.PI / 4 * j / eighth);
        }
    }

    /// <summary>Cosine and sine of <paramref name="index"/> 2^k-ths of the circle, for an index that is not negative.</summary>
    public (double Cosine, double Sine) At(long index)
    {
        int eighth = _cosines.Length - 1;
        long place = index << _finer;
        int rest = (int)(place & ((2L * eighth) - 1));
        (double cosine, double sine) = rest <= eighth ? (_cosines[rest], _sines[rest]) : (_sines[(2 * eighth) - rest], _cosines[(2 * eighth) - rest]);
        return ((place / (2L * eighth)) & 3) switch
        {
            0 => (cosine, sine),
            1 => (-sine, cosine),
            2 => (-cosine, -sine),
            _ => (sine, -cosine),
        };
    }
}
