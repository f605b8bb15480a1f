namespace EnclaveCleanRoom.EnclaveWorkload.Tests.Samples;

/// <summary>One row of the advertiser.</summary>
internal sealed record AdRow(string? Id, string? Slot, string? Campaign, string? Tags, long Price, long Label)
{
    public string? Bought { get; init; }

    public double? Margin { get; init; }
}
