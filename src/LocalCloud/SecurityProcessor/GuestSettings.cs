namespace EnclaveCleanRoom.LocalCloud.SecurityProcessor;

/// <summary>
/// The properties of the simulated guest and its machine. Whatever they are, the reports are genuine under the SIMULATED root:
/// what differs from <see cref="Production"/> is for relying parties to refuse.
/// </summary>
internal sealed record GuestSettings
{
    /// <summary>What a confidential container group has: no debugger, no migration, VMPL 0, current firmware.</summary>
    public static GuestSettings Production { get; } = new();

    /// <summary>Guest policy bit 19: the host may read and write the guest's memory through the debugging interface.</summary>
    public bool IsDebuggable { get; init; }

    /// <summary>Guest policy bit 18: a migration agent may be associated with the guest.</summary>
    public bool IsMigrationAllowed { get; init; }

    /// <summary>Whether report and VCEK show the older firmware levels.</summary>
    public bool HasOldFirmware { get; init; }

    /// <summary>The virtual machine privilege level of who asks, 0 (the most privileged) to 3.</summary>
    public uint Vmpl { get; init; }
}
