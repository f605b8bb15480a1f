namespace EnclaveCleanRoom.Boosting.Bins;

/// <summary>Cuts distinct values into bins of about equal counts.</summary>
internal static class GreedyBins
{
    /// <summary>Upper bounds of bins such that zero has one of its own; the last bound is infinite.</summary>
    public static List<double> AroundZero(DistinctValues values, int maxBin, int total, int minDataInBin)
    {
        int zeroStart = 0;
        int negativeRows = 0;
        while (zeroStart < values.Count && values.ValueAt(zeroStart) <= -BinMapper.ZeroThreshold)
        {
            negativeRows += values.RowsAt(zeroStart++);
        }

        int positiveStart = zeroStart;
        int zeroRows = 0;
        while (positiveStart < values.Count && values.ValueAt(positiveStart) <= BinMapper.ZeroThreshold)
        {
            zeroRows += values.RowsAt(positiveStart++);
        }

        List<double> bounds = [];
        if (zeroStart > 0 && maxBin > 1)
        {
            int bins = Math.Max(1, (int)((double)negativeRows / (total - zeroRows) * (maxBin - 1)));
            bounds = Fill(values, 0, zeroStart, bins, negativeRows, minDataInBin);
            bounds[^1] = -BinMapper.ZeroThreshold;
        }

        int binsLeft = maxBin - 1 - bounds.Count;
        if (positiveStart < values.Count && binsLeft > 0)
        {
            bounds.Add(BinMapper.ZeroThreshold);
            bounds.AddRange(Fill(values, positiveStart, values.Count, binsLeft, total - zeroRows - negativeRows, minDataInBin));
        }
        else
        {
            bounds.Add(double.PositiveInfinity);
        }

        return bounds;
    }

    private static List<double> Fill(DistinctValues values, int start, int end, int maxBin, int total, int minDataInBin) =>
        end - start <= maxBin ? FillByValue(values, start, end, minDataInBin) : FillByCount(values, start, end, maxBin, total, minDataInBin);

    private static List<double> FillByValue(DistinctValues values, int start, int end, int minDataInBin)
    {
        List<double> bounds = [];
        int inBin = 0;
        for (int i = start; i < end - 1; i++)
        {
            inBin += values.RowsAt(i);
            if (inBin >= minDataInBin && AddBetween(bounds, values.ValueAt(i), values.ValueAt(i + 1)))
            {
                inBin = 0;
            }
        }

        bounds.Add(double.PositiveInfinity);
        return bounds;
    }

    private static List<double> FillByCount(DistinctValues values, int start, int end, int maxBin, int total, int minDataInBin)
    {
        maxBin = Math.Max(1, Math.Min(maxBin, total / minDataInBin));
        double mean = (double)total / maxBin;
        int binsLeft = maxBin;
        int rowsLeft = total;
        bool[] isLarge = new bool[end - start];
        for (int i = start; i < end; i++)
        {
            if (values.RowsAt(i) >= mean)
            {
                isLarge[i - start] = true;
                binsLeft--;
                rowsLeft -= values.RowsAt(i);
            }
        }

        mean = (double)rowsLeft / binsLeft;
        List<double> bounds = [];
        int inBin = 0;
        int bins = 0;
        for (int i = start; i < end - 1 && bins < maxBin - 1; i++)
        {
            bool large = isLarge[i - start];
            rowsLeft -= large ? 0 : values.RowsAt(i);
            inBin += values.RowsAt(i);
            if (large || inBin >= mean || (isLarge[i - start + 1] && inBin >= Math.Max(1.0, mean * 0.5)))
            {
                AddBetween(bounds, values.ValueAt(i), values.ValueAt(i + 1));
                bins++;
                inBin = 0;
                if (!large)
                {
                    binsLeft--;
                    mean = (double)rowsLeft / binsLeft;
                }
            }
        }

        bounds.Add(double.PositiveInfinity);
        return bounds;
    }

    /// <summary>Adds the bound half-way between two values, one unit up so that the half-way value itself lies below it.</summary>
    private static bool AddBetween(List<double> bounds, double below, double above)
    {
        double bound = Math.BitIncrement((below + above) / 2.0);
        if (bounds.Count > 0 && bound <= Math.BitIncrement(bounds[^1]))
        {
            return false;
        }

        bounds.Add(bound);
        return true;
    }
}
