namespace EnclaveCleanRoom.Agreements.Documents;

/// <summary>Why a signed document is not accepted, for a person and for a program.</summary>
/// <param name="Reason">The reason.</param>
/// <param name="Detail">What exactly, in a few words; holds nothing secret.</param>
public sealed record DocumentRefusal(DocumentFailure Reason, string Detail)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Reason}: {Detail}";
}
