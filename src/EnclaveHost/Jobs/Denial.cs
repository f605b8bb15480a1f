using EnclaveCleanRoom.Agreements.Admission;

namespace EnclaveCleanRoom.EnclaveHost.Jobs;

/// <summary>Every reason why a job is not run. Nothing was opened and nothing is spent.</summary>
internal sealed record Denial(IReadOnlyList<DenialReason> Reasons)
{
    internal Denial(DenialCode code, string claim, string found, string wanted, string askedBy)
        : this([new DenialReason { Code = code, Claim = claim, Found = found, Wanted = wanted, AskedBy = askedBy }])
    {
    }
}
