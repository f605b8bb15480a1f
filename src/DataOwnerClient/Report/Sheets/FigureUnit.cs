namespace EnclaveCleanRoom.DataOwnerClient.Report.Sheets;

/// <summary>What a figure is counted in.</summary>
internal enum FigureUnit
{
    /// <summary>People or rows.</summary>
    Count,

    /// <summary>A share, 0 to 1, shown in percent.</summary>
    Share,

    /// <summary>A mean, or an index: two decimals.</summary>
    Number,

    /// <summary>A quality or a log-odds: four decimals, and below 0 too.</summary>
    Score,
}
