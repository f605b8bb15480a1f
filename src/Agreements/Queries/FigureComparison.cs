namespace EnclaveCleanRoom.Agreements.Queries;

/// <summary>How a released figure is compared with a number.</summary>
public enum FigureComparison
{
    /// <summary>It is not below it.</summary>
    AtLeast,

    /// <summary>It is greater.</summary>
    Above,

    /// <summary>It is not greater.</summary>
    AtMost,

    /// <summary>It is below it.</summary>
    Below,
}
