namespace EnclaveCleanRoom.Agreements.Queries;

/// <summary>How one conversion's credit is divided among the exposures before it.</summary>
public enum AttributionModelKind
{
    /// <summary>All of it to the latest exposure.</summary>
    LastTouch,

    /// <summary>All of it to the earliest exposure in the window.</summary>
    FirstTouch,

    /// <summary>The same to each exposure.</summary>
    Linear,

    /// <summary>To each exposure half as much for every half-life that it lies further back.</summary>
    TimeDecay,

    /// <summary>Stated shares to the earliest and the latest exposure, the rest evenly to those between.</summary>
    PositionBased,
}
