using System.Collections.Immutable;
using EnclaveCleanRoom.Agreements.Answers;

namespace EnclaveCleanRoom.EnclaveWorkload.ModelRelease.Selection;

/// <summary>A feature whose domain is known by now, and of a number where its thresholds lie.</summary>
/// <param name="Feature">The feature.</param>
/// <param name="Thresholds">Ascending, between the bounds; empty for a category, and for a number whose range was agreed.</param>
internal sealed record SelectedFeature(ModelFeature Feature, ImmutableArray<double> Thresholds)
{
    /// <summary>A category of these values; of one class where there is none, so that a value that is there is still told from one that is missing.</summary>
    internal static SelectedFeature Categories(ModelFeature planned, IEnumerable<string> values)
    {
        string[] vocabulary = [.. values.Order(StringComparer.Ordinal)];
        return new SelectedFeature(planned with { Domain = vocabulary.Length > 0 ? new CategoryDomain { Values = vocabulary } : new HashedDomain { Buckets = 1 } }, []);
    }

    /// <summary>A number within these bounds.</summary>
    /// <param name="planned">The feature.</param>
    /// <param name="low">Finite.</param>
    /// <param name="high">Finite; where it is not above the lower one, the next number is taken.</param>
    /// <param name="thresholds">In any order; those that do not lie between the bounds are left out.</param>
    internal static SelectedFeature Number(ModelFeature planned, double low, double high, IEnumerable<double> thresholds)
    {
        double highest = high > low ? high : low + Math.Max(1, Math.Abs(low) / 2);
        return new SelectedFeature(
            planned with { Domain = new NumberDomain { Low = low, High = highest } },
            [.. thresholds.Where(threshold => threshold >= low && threshold < highest).Distinct().Order()]);
    }
}
