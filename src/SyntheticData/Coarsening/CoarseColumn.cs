namespace EnclaveCleanRoom.SyntheticData.Coarsening;

/// <summary>
/// A column whose rare codes are put together, because noise would drown them in a table of pairs: neighbours with neighbours where codes are ordered, all into one "other" where they are not.
/// What is put together is decided by noisy counts alone.
/// </summary>
internal sealed class CoarseColumn
{
    private CoarseColumn(int[] places, int size, double[] shares)
    {
        (Places, Size) = (places, size);
        Within = new double[size * places.Length];
        for (int code = 0; code < places.Length; code++)
        {
            Within[(places[code] * places.Length) + code] = shares[code];
        }
    }

    /// <summary>The coarse code of each code.</summary>
    public int[] Places { get; }

    /// <summary>How many coarse codes there are.</summary>
    public int Size { get; }

    /// <summary>For each coarse code the weights of all codes, of which only its own are above 0.</summary>
    public double[] Within { get; }

    /// <summary>Puts codes together.</summary>
    /// <param name="column">The column.</param>
    /// <param name="estimate">Its noisy counts.</param>
    /// <param name="rare">Codes below this count are put together.</param>
    /// <param name="light">Runs of ordered codes are put together up to this count.</param>
    /// <param name="signatures">Codes of different numbers are never put together, because different combinations with them cannot occur.</param>
    public static CoarseColumn Of(DiscreteColumn column, ColumnEstimate estimate, double rare, double light, int[] signatures)
    {
        int[] places = column.IsOrdered ? Runs(estimate.Noisy, rare, Math.Max(rare, light), signatures) : Others(estimate.Noisy, rare, signatures);
        int size = places.Max() + 1;
        return new CoarseColumn(places, size, Shares(estimate, places, size));
    }

    /// <summary>The noisy counts of the coarse codes.</summary>
    public double[] Sum(double[] noisy)
    {
        double[] sums = new double[Size];
        for (int code = 0; code < noisy.Length; code++)
        {
            sums[Places[code]] += noisy[code];
        }

        return sums;
    }

    /// <summary>How many codes each coarse code stands for.</summary>
    public int[] Members()
    {
        int[] members = new int[Size];
        foreach (int place in Places)
        {
            members[place]++;
        }

        return members;
    }

    private static int[] Others(double[] noisy, double rare, int[] signatures)
    {
        int[] places = new int[noisy.Length];
        Dictionary<int, int> others = [];
        int next = 0;
        for (int code = 0; code < noisy.Length; code++)
        {
            if (noisy[code] >= rare)
            {
                places[code] = next++;
            }
            else if (!others.TryGetValue(signatures[code], out places[code]))
            {
                others[signatures[code]] = places[code] = next++;
            }
        }

        return places;
    }

    private static int[] Runs(double[] noisy, double rare, double light, int[] signatures)
    {
        int[] places = new int[noisy.Length];
        List<double> bins = [];
        for (int code = 0; code < noisy.Length; code++)
        {
            bool joins = code > 0 && signatures[code] == signatures[code - 1] && bins[^1] < light && (noisy[code] < light || bins[^1] < rare);
            if (joins)
            {
                bins[^1] += noisy[code];
            }
            else
            {
                bins.Add(noisy[code]);
            }

            places[code] = bins.Count - 1;
        }

        // A last bin that stayed too small joins the one before it.
        if (bins.Count > 1 && bins[^1] < rare)
        {
            int last = Array.IndexOf(places, bins.Count - 1);
            if (signatures[last] == signatures[last - 1])
            {
                for (int code = last; code < places.Length; code++)
                {
                    places[code]--;
                }
            }
        }

        return places;
    }

    // Within a coarse code, the nearest counts not below 0; evenly where noise says that there are none.
    private static double[] Shares(ColumnEstimate estimate, int[] places, int size)
    {
        double[] shares = new double[places.Length];
        for (int place = 0; place < size; place++)
        {
            int[] members = [.. Enumerable.Range(0, places.Length).Where(code => places[code] == place)];
            double[] values = [.. members.Select(code => estimate.Noisy[code])];
            SimplexProjection.Apply(values, values.Sum());
            double sum = values.Sum();
            for (int i = 0; i < members.Length; i++)
            {
                shares[members[i]] = sum > 0 ? values[i] / sum : 1.0 / members.Length;
            }
        }

        return shares;
    }
}
