namespace EnclaveCleanRoom.EnclaveWorkload.Lift;

/// <summary>Where somebody stands in the experiment.</summary>
internal enum Arm
{
    /// <summary>Not assigned at all: not in the experiment.</summary>
    None,

    /// <summary>Assigned, but to neither arm, or to several, or at no moment.</summary>
    Other,

    /// <summary>Treated.</summary>
    Treatment,

    /// <summary>Held out.</summary>
    Control,
}
