namespace EnclaveCleanRoom.Agreements.Answers;

/// <summary>
/// What a feature takes of a column: of the row itself, where it is a column of the rows; of all rows that the row's person has in the partner's table, where it is one of the partner's.
/// </summary>
public enum FeatureReading
{
    /// <summary>The row's number or category; of a label 1 for positive and 0 for the rest.</summary>
    Value,

    /// <summary>The hour of the row's moment, 0 to 24, with fractions, in UTC; of the partner's rows the mean.</summary>
    Hour,

    /// <summary>The weekday of the row's moment, 0 to 6, Thursday being 0, in UTC; of the partner's rows the mean.</summary>
    Weekday,

    /// <summary>How many different values a multi-valued cell holds.</summary>
    Count,

    /// <summary>The first value of a multi-valued cell.</summary>
    First,

    /// <summary>The mean of the person's numbers, each clamped to its range first.</summary>
    PersonMean,

    /// <summary>The person's most frequent category, and of equally frequent ones that whose text comes last.</summary>
    PersonMode,

    /// <summary>The mean number of different values in the person's multi-valued cells.</summary>
    PersonCount,

    /// <summary>How many rows the person has.</summary>
    PersonRows,
}
