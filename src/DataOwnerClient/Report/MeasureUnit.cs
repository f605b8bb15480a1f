namespace EnclaveCleanRoom.DataOwnerClient.Report;

/// <summary>How a figure by group is written.</summary>
internal enum MeasureUnit
{
    /// <summary>A whole number of rows or people.</summary>
    Count,

    /// <summary>A part of rows, 0 to 1, written in percent.</summary>
    Share,

    /// <summary>An amount, or a quotient of figures, in units of its own.</summary>
    Amount,
}
