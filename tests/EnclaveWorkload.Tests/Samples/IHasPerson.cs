namespace EnclaveCleanRoom.EnclaveWorkload.Tests.Samples;

/// <summary>A row of somebody, or of nobody.</summary>
internal interface IHasPerson
{
    public string? Id { get; }
}
