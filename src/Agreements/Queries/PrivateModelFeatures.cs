using EnclaveCleanRoom.Agreements.Answers;

namespace EnclaveCleanRoom.Agreements.Queries;

/// <summary>The features of a private model, which follow from the agreement alone; and their domains, but for those that are left open, to be selected privately and paid for, or read off rows that the one recipient owns.</summary>
public static class PrivateModelFeatures
{
    /// <summary>More values than this in one multi-valued cell count as this many.</summary>
    private const double MostValuesOfCell = 64;

    /// <summary>More rows of a person than this count as this many.</summary>
    private const double MostRows = 1000;

    private const string NotAllowedInNames = "\" =:,[]{}";

    /// <summary>The features of the terms: first those of the rows' own columns, then those of the partner's.</summary>
    /// <param name="agreement">The agreement, whose rules hold.</param>
    /// <param name="terms">The terms.</param>
    /// <param name="selects">Whether vocabularies that are left to be discovered are open; otherwise these categories are hashed. Numbers without a range are open in any case.</param>
    /// <returns>At least one of the rows; of the partner's the last is always how many rows a person has there, and where the terms do not read the partner's rows there is none.</returns>
    public static IReadOnlyList<ModelFeature> Of(Agreement agreement, PrivateModelTerms terms, bool selects)
    {
        ArgumentNullException.ThrowIfNull(agreement);
        ArgumentNullException.ThrowIfNull(terms);
        List<ModelFeature> features = [];
        void Add(ColumnReference column, FeatureReading reading, FeatureDomain domain) =>
            features.Add(new ModelFeature
            {
                Name = NameOf(features.Count, column, reading),
                Column = column,
                Reading = reading,
                Domain = domain,
                Source = domain is not (OpenNumberDomain or OpenCategoryDomain) ? DomainSource.Agreed : terms.Knows(column) ? DomainSource.Known : DomainSource.Selected,
            });

        foreach (ColumnReference column in terms.Features.Where(column => column.Dataset == terms.Rows))
        {
            AddOwn(column, ColumnOf(agreement, column), described => Categories(column, described, terms, selects), Add);
        }

        if (!terms.ReadsPartner)
        {
            return features;
        }

        foreach (ColumnReference column in terms.Features.Where(column => column.Dataset == terms.Partner))
        {
            AddPartners(column, ColumnOf(agreement, column), described => Categories(column, described, terms, selects), Add);
        }

        DatasetTerms partner = agreement.FindDataset(terms.Partner) ?? throw new ArgumentException($"The agreement has no dataset '{terms.Partner}'.", nameof(terms));
        ColumnReference id = new() { Dataset = terms.Partner, Column = partner.Columns.Single(column => column.Role == ColumnRole.Id).Name };
        Add(id, FeatureReading.PersonRows, Number(0, Math.Min(partner.MaximumRowsPerPerson, MostRows)));
        return features;
    }

    private static void AddOwn(ColumnReference column, ColumnTerms described, Func<ColumnTerms, FeatureDomain> categories, Action<ColumnReference, FeatureReading, FeatureDomain> add)
    {
        switch (described.Role)
        {
            case ColumnRole.Timestamp when described.Type == ColumnType.Timestamp:
                add(column, FeatureReading.Hour, Number(0, 24));
                add(column, FeatureReading.Weekday, Number(0, 6));
                break;
            case ColumnRole.Timestamp:
                add(column, FeatureReading.Weekday, Number(0, 6));
                break;
            case ColumnRole.MultiValued:
                add(column, FeatureReading.Count, Number(0, MostValuesOfCell));
                add(column, FeatureReading.First, categories(described));
                break;
            case ColumnRole.Categorical:
                add(column, FeatureReading.Value, categories(described));
                break;
            default:
                add(column, FeatureReading.Value, Numbers(described));
                break;
        }
    }

    private static void AddPartners(ColumnReference column, ColumnTerms described, Func<ColumnTerms, FeatureDomain> categories, Action<ColumnReference, FeatureReading, FeatureDomain> add)
    {
        switch (described.Role)
        {
            case ColumnRole.Timestamp when described.Type == ColumnType.Timestamp:
                add(column, FeatureReading.Hour, Number(0, 24));
                break;
            case ColumnRole.Timestamp:
                add(column, FeatureReading.Weekday, Number(0, 6));
                break;
            case ColumnRole.MultiValued:
                add(column, FeatureReading.PersonCount, Number(0, MostValuesOfCell));
                add(column, FeatureReading.PersonMode, categories(described));
                break;
            case ColumnRole.Categorical:
                add(column, FeatureReading.PersonMode, categories(described));
                break;
            default:
                add(column, FeatureReading.PersonMean, Numbers(described));
                break;
        }
    }

    private static ColumnTerms ColumnOf(Agreement agreement, ColumnReference column) =>
        agreement.FindColumn(column) ?? throw new ArgumentException($"The agreement has no column {column}.", nameof(column));

    private static NumberDomain Number(double low, double high) => new() { Low = low, High = high };

    /// <summary>A number's public range; an outcome is 0 or 1.</summary>
    private static FeatureDomain Numbers(ColumnTerms column) => column.Domain switch
    {
        RangeDomain range => Number(range.Minimum, range.Maximum),
        LabelDomain => Number(0, 1),
        _ => new OpenNumberDomain(),
    };

    private static FeatureDomain Categories(ColumnReference column, ColumnTerms described, PrivateModelTerms terms, bool selects) => described.Domain switch
    {
        VocabularyDomain vocabulary => new CategoryDomain { Values = vocabulary.Values },
        DiscoveredDomain when selects => new OpenCategoryDomain { Most = terms.HashBuckets },
        _ when selects && terms.Knows(column) => new OpenCategoryDomain { Most = terms.HashBuckets },
        _ => new HashedDomain { Buckets = terms.HashBuckets },
    };

    // Model files allow fewer characters in names than tables do; the number keeps two columns apart that differ in those alone.
    private static string NameOf(int index, ColumnReference column, FeatureReading reading) => string.Concat(
        $"{index}.{column.Dataset}.{column.Column}.{reading}".Select(c => NotAllowedInNames.Contains(c, StringComparison.Ordinal) || char.IsWhiteSpace(c) || char.IsControl(c) ? '_' : c));
}
