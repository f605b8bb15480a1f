namespace EnclaveCleanRoom.Attestation;

/// <summary>Whom to believe, and what is acceptable, where no agreement says it.</summary>
public sealed record HandedEvidenceValues
{
    /// <summary>The lowest TCB version for each of AMD's lines that is used when nobody asks for a higher one.</summary>
    /// <remarks>
    /// Milan and Genoa: the SNP firmware with which a report shows that the microcode loader verifies signatures soundly (AMD-SB-3019).
    /// Microcode numbers are left open, because they count by stepping: 219 is current on Milan where 68 is on Milan-X. Turin came
    /// with the repair; every numbered production firmware is accepted. Floors age: later bulletins ask for more (AMD-SB-3020, SNP
    /// 27 on Genoa), which not every platform in service has. Who holds data names a floor of its own.
    /// </remarks>
    public static IReadOnlyDictionary<SnpProduct, TcbVersion> PublishedTcbFloor { get; } = new Dictionary<SnpProduct, TcbVersion>
    {
        [SnpProduct.Milan] = new TcbVersion(0, 0, 24, 0),
        [SnpProduct.Genoa] = new TcbVersion(0, 0, 23, 0),
        [SnpProduct.Turin] = new TcbVersion(1, 1, 1, 0),
    };

    /// <summary>AMD's roots, Microsoft's utility VMs from security version 100 on, and <see cref="PublishedTcbFloor"/>.</summary>
    public static HandedEvidenceValues Default { get; } = new()
    {
        Hardware = HardwareAnchor.Amd,
        UtilityVms = [UvmAnchor.MicrosoftContainerPlatform],
        MinimumTcb = PublishedTcbFloor,
        MinimumUvmSvn = 100,
    };

    /// <summary>The hardware roots.</summary>
    public required IReadOnlyList<HardwareAnchor> Hardware { get; init; }

    /// <summary>The publishers of utility VMs.</summary>
    public required IReadOnlyList<UvmAnchor> UtilityVms { get; init; }

    /// <summary>The lowest TCB version by processor line; a line that is absent is not accepted.</summary>
    public required IReadOnlyDictionary<SnpProduct, TcbVersion> MinimumTcb { get; init; }

    /// <summary>The lowest security version number of the utility VM, where its endorsement is handed in.</summary>
    public required int MinimumUvmSvn { get; init; }
}
