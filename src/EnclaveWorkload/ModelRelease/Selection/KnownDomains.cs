using EnclaveCleanRoom.Agreements.Answers;

namespace EnclaveCleanRoom.EnclaveWorkload.ModelRelease.Selection;

/// <summary>Domains read off rows that the model's one recipient owns and knows: nothing about them is protected from it, so nothing is charged.</summary>
internal static class KnownDomains
{
    internal static SelectedFeature Of(ModelFeature feature, int mostThresholds, OneRowEach rows) =>
        feature.Domain is OpenCategoryDomain open ? Frequent(feature, open.Most, rows) : Quantiles(feature, mostThresholds, rows);

    /// <summary>The values that most people have; of equally frequent ones the first in their order.</summary>
    private static SelectedFeature Frequent(ModelFeature feature, int most, OneRowEach rows)
    {
        (string[] values, long[] people) = VocabularySelection.Tally(rows);
        return SelectedFeature.Categories(feature, values.Zip(people).OrderByDescending(value => value.Second).ThenBy(value => value.First, StringComparer.Ordinal).Take(most).Select(value => value.First));
    }

    private static SelectedFeature Quantiles(ModelFeature feature, int mostThresholds, OneRowEach rows)
    {
        double[] numbers = [.. rows.Numbers.Where(number => !double.IsNaN(number)).Select(NumberScale.Clamp).Order()];
        return numbers.Length == 0
            ? SelectedFeature.Number(feature, 0, 1, [])
            : SelectedFeature.Number(feature, numbers[0], numbers[^1], Enumerable.Range(1, mostThresholds).Select(i => numbers[(int)((long)i * (numbers.Length - 1) / (mostThresholds + 1))]));
    }
}
