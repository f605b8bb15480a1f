namespace EnclaveCleanRoom.DifferentialPrivacy.Accounting.Fourier;

/// <summary>One radix-4 stage over blocks of 4·Quarter numbers: the roots w^j, w^2j and w^3j, w being e^(-2πi/4Quarter).</summary>
internal sealed class Stage
{
    public Stage(UnitRoots roots, int rootLevels, int quarter)
    {
        Quarter = quarter;
        (Cosines1, Sines1) = Powers(1);
        (Cosines2, Sines2) = Powers(2);
        (Cosines3, Sines3) = Powers(3);

        (double[] Cosines, double[] Sines) Powers(int power)
        {
            long stride = power * ((1L << rootLevels) / (4L * quarter));
            (double[] cosines, double[] sines) = (new double[quarter], new double[quarter]);
            for (int j = 0; j < quarter; j++)
            {
                (cosines[j], sines[j]) = roots.At(j * stride);
            }

            return (cosines, sines);
        }
    }

    public int Quarter { get; }

    public double[] Cosines1 { get; }

    public double[] Sines1 { get; }

    public double[] Cosines2 { get; }

    public double[] Sines2 { get; }

    public double[] Cosines3 { get; }

    public double[] Sines3 { get; }
}
