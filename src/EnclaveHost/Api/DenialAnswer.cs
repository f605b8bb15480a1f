using EnclaveCleanRoom.Agreements.Admission;

namespace EnclaveCleanRoom.EnclaveHost.Api;

/// <summary>A denial as it is answered: every reason with its stable code, what was found, what was wanted, and whose rule it is.</summary>
internal static class DenialAnswer
{
    internal static IEnumerable<object> Of(IEnumerable<DenialReason> reasons) => reasons.Select(reason => new
    {
        code = Problem.CodeOf(reason.Code),
        claim = reason.Claim,
        found = reason.Found,
        wanted = reason.Wanted,
        askedBy = reason.AskedBy,
    });
}
