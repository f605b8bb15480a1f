using EnclaveCleanRoom.Boosting.Training;

namespace EnclaveCleanRoom.Boosting.Bins;

/// <summary>Makes binned tables of raw ones.</summary>
internal static class TableBinner
{
    private const int RowsAPiece = 1 << 16;
    private const int MostBins = 1 << 16;

    public static BinnedTable FindAndBin(FeatureTable features, BinOptions options, int threads)
    {
        using Team team = new(threads);
        int rowCount = features.RowCount;
        int[]? sampledRows = rowCount <= options.SampleCount ? null : new LinearCongruential(options.Seed).Sample(rowCount, options.SampleCount);
        int sampleCount = sampledRows?.Length ?? rowCount;

        // A bin that the sample cannot show to hold the smallest leaf is useless; the limit shrinks with the sample.
        int leastOnEachSide = (int)((double)options.MinDataInLeaf * sampleCount / rowCount);
        BinMapper[] mappers = new BinMapper[features.Columns.Count];
        team.Run(mappers.Length, (_, feature) => mappers[feature] = Find(features.Columns[feature], sampledRows, options.OfFeature(feature), leastOnEachSide));

        BinnedTable table = new(rowCount, [.. features.Columns.Select(column => column.Name)], mappers, options);
        Fill(table, features, team);
        return table;
    }

    public static BinnedTable BinLike(BinnedTable reference, FeatureTable features)
    {
        bool same = features.Columns.Count == reference.Names.Count;
        for (int feature = 0; same && feature < reference.Names.Count; feature++)
        {
            FeatureColumn column = features.Columns[feature];
            same = column.Name == reference.Names[feature] && column.IsCategorical == reference.Mappers[feature].IsCategorical;
        }

        if (!same)
        {
            throw new TrainingDataException(TrainingDataFault.FeaturesDiffer, "The features differ from the training data's in number, name or kind.");
        }

        using Team team = new(1);
        BinnedTable table = new(features.RowCount, reference.Names, reference.Mappers, reference.Options);
        Fill(table, features, team);
        return table;
    }

    private static BinMapper Find(FeatureColumn column, int[]? sampledRows, BinOptions options, int leastOnEachSide)
    {
        int[]? entryRows = column.Entries?.Count(sampledRows);
        if (!column.IsCategorical)
        {
            return entryRows is null
                ? NumericBinFinder.Find(Sample(column.Numbers.Span, sampledRows), options, leastOnEachSide)
                : NumericBinFinder.Find(column.Entries!.Dictionary, entryRows, options, leastOnEachSide);
        }

        BinMapper mapper = entryRows is null
            ? CategoricalBinFinder.Find(Sample(column.Codes.Span, sampledRows), options, leastOnEachSide)
            : CategoricalBinFinder.Find(column.Entries!.Dictionary, entryRows, options, leastOnEachSide);
        return mapper.BinCount <= MostBins
            ? mapper
            : throw new TrainingDataException(TrainingDataFault.TooManyCategories, $"Feature '{column.Name}' needs more than {MostBins} bins; raise min_data_in_bin or merge categories.");
    }

    private static T[] Sample<T>(ReadOnlySpan<T> values, int[]? rows)
    {
        if (rows is null)
        {
            return values.ToArray();
        }

        T[] sample = new T[rows.Length];
        for (int i = 0; i < rows.Length; i++)
        {
            sample[i] = values[rows[i]];
        }

        return sample;
    }

    private static void Fill(BinnedTable table, FeatureTable features, Team team)
    {
        int slices = (table.RowCount + RowsAPiece - 1) / RowsAPiece;
        ColumnBinner[] binners = new ColumnBinner[table.Columns.Count];
        team.Run(binners.Length, (_, column) => binners[column] = new ColumnBinner(table.Columns[column], features.Columns[table.Columns[column].Feature]));
        team.Run(table.Columns.Count * slices, (_, piece) =>
        {
            int start = piece % slices * RowsAPiece;
            binners[piece / slices].Fill(start, Math.Min(RowsAPiece, table.RowCount - start));
        });
    }
}
