using EnclaveCleanRoom.Agreements.Answers;
using EnclaveCleanRoom.EnclaveWorkload.ModelRelease.Coding;
using EnclaveCleanRoom.EnclaveWorkload.ModelRelease.Selection;
using EnclaveCleanRoom.PrivateModels;

namespace EnclaveCleanRoom.EnclaveWorkload.ModelRelease;

/// <summary>Coded rows, bounded a person, split by person into those that train and those that measure. Nothing here leads back to the tables.</summary>
internal sealed class ModelExamples : BoundedTable
{
    /// <summary>The features, in the order of the plan.</summary>
    internal required IReadOnlyList<ModelColumn> Columns { get; init; }

    /// <summary>The outcome of each primary row.</summary>
    internal required bool[] Labels { get; init; }

    /// <summary>The person of each primary row; those of bounded rows are 0 or more.</summary>
    internal required int[] People { get; init; }

    /// <summary>How many people there may be.</summary>
    internal required int PeopleCount { get; init; }

    /// <summary>The segment of each primary row; empty where none is asked for.</summary>
    internal required int[] Segments { get; init; }

    /// <summary>Primary rows to train on, after bounding.</summary>
    internal required int[] Training { get; init; }

    /// <summary>Primary rows to measure on, after bounding; of other people.</summary>
    internal required int[] HeldOut { get; init; }

    /// <summary>One primary row of each person that trains or measures, by which open domains are closed.</summary>
    internal required int[] OneEach { get; init; }

    /// <summary>A feature in one row of each person, while its domain is open.</summary>
    internal OneRowEach OneRowEachOf(int feature) => Columns[feature].Feature.Domain is OpenCategoryDomain
        ? new OneRowEach(Columns[feature].ReadTexts(OneEach), [])
        : new OneRowEach([], Columns[feature].Read(OneEach));

    /// <summary>The same rows with closed domains.</summary>
    internal ModelExamples Close(IReadOnlyList<SelectedFeature> features) => new()
    {
        Columns = [.. Columns.Zip(features, (column, closed) => column.Close(closed.Feature))],
        Labels = Labels,
        People = People,
        PeopleCount = PeopleCount,
        Segments = Segments,
        Training = Training,
        HeldOut = HeldOut,
        OneEach = OneEach,
    };

    /// <summary>The rows that train, with the first so many features.</summary>
    internal PrivateExamples TrainingExamples(int features) => new(
        ColumnsOf(Training, features),
        Training.Select(row => Labels[row]).ToArray(),
        Training.Select(row => People[row]).ToArray(),
        PeopleCount);

    /// <summary>All rows that count, with all features.</summary>
    internal PrivateExamples AllExamples()
    {
        int[] rows = [.. Training, .. HeldOut];
        return new PrivateExamples(ColumnsOf(rows, Columns.Count), rows.Select(row => Labels[row]).ToArray(), rows.Select(row => People[row]).ToArray(), PeopleCount);
    }

    /// <summary>The first so many features of some rows.</summary>
    internal IReadOnlyList<PrivateColumn> ColumnsOf(int[] rows, int features) => [.. Columns.Take(features).Select(column => Read(column, rows))];

    private static PrivateColumn Read(ModelColumn column, int[] rows)
    {
        double[] values = column.Read(rows);
        return column.Feature.Domain is NumberDomain
            ? PrivateColumn.Numeric(values)
            : PrivateColumn.Categorical(Array.ConvertAll(values, value => double.IsNaN(value) ? int.MaxValue : (int)value));
    }
}
