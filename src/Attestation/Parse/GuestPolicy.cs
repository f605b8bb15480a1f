namespace EnclaveCleanRoom.Attestation;

/// <summary>The guest policy with which a virtual machine was launched: 64 bits that its owner chose and the hardware enforces.</summary>
/// <param name="Value">The field as it lies in the report.</param>
/// <remarks>Source: AMD publication 56860 (SEV-SNP firmware ABI), §4.3.</remarks>
public readonly record struct GuestPolicy(ulong Value)
{
    private const int SmtBit = 16;
    private const int ReservedOneBit = 17;
    private const int MigrationAgentBit = 18;
    private const int DebugBit = 19;
    private const int SingleSocketBit = 20;
    private const int CxlBit = 21;
    private const int FirstUnknownBit = 26;

    /// <summary>True when the guest may share a core with another through simultaneous multithreading.</summary>
    public bool AllowsSmt => Has(SmtBit);

    /// <summary>True when a migration agent may be bound to the guest, and with it move its memory elsewhere.</summary>
    public bool AllowsMigrationAgent => Has(MigrationAgentBit);

    /// <summary>True when the host may decrypt the guest's memory for debugging: no secret is safe in such a guest.</summary>
    public bool AllowsDebug => Has(DebugBit);

    /// <summary>True when the guest runs on one socket only.</summary>
    public bool RequiresSingleSocket => Has(SingleSocketBit);

    /// <summary>True when memory devices on CXL may be populated.</summary>
    public bool AllowsCxl => Has(CxlBit);

    /// <summary>False when bit 17 is zero or a bit from 26 up is one: such a policy says something that is not understood here.</summary>
    public bool IsUnderstood => Has(ReservedOneBit) && Value >> FirstUnknownBit == 0;

    private bool Has(int bit) => ((Value >> bit) & 1) == 1;
}
