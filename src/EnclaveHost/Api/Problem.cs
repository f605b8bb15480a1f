using System.Text.Json;
using EnclaveCleanRoom.Agreements.Admission;
using EnclaveCleanRoom.Agreements.Documents;
using EnclaveCleanRoom.Agreements.Requests;

namespace EnclaveCleanRoom.EnclaveHost.Api;

/// <summary>Error answers: problem details (RFC 9457) with a stable code, whether trying again helps, and who can mend it.</summary>
internal static class Problem
{
    private const string Requester = "requester";
    private const string Owner = "owner";
    private const string Operator = "operator";

    /// <summary>The request is not accepted as a party's.</summary>
    internal static IResult Of(RequestFailure failure) =>
        Make("request", failure.ToString(), 401, failure is RequestFailure.NotCurrent or RequestFailure.Replayed, Requester, "the request is not accepted as a party's");

    /// <summary>A signed document is not accepted.</summary>
    internal static IResult Of(DocumentRefusal refusal) =>
        Make("document", refusal.Reason.ToString(), 422, false, refusal.Reason == DocumentFailure.SignatureMissing ? "all" : Requester, refusal.Detail);

    /// <summary>Anything else.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="detail">What exactly; nothing that was derived from data.</param>
    internal static IResult Of(RoomProblem problem, string detail)
    {
        (int status, bool retryable, string who) = Describe(problem);
        return Make("room", problem.ToString(), status, retryable, who, detail);
    }

    internal static (int Status, bool Retryable, string Who) Describe(RoomProblem problem) => problem switch
    {
        RoomProblem.BodyTooLarge => (413, false, Requester),
        RoomProblem.ParameterMalformed => (400, false, Requester),
        RoomProblem.NotEntitled => (403, false, Requester),
        RoomProblem.GrantForOtherInstance or RoomProblem.GrantExpired or RoomProblem.GrantsClosed or RoomProblem.TooManyGrants => (409, false, Owner),
        RoomProblem.LedgerRolledBack or RoomProblem.GrantForOtherAmendment => (409, false, Operator),
        RoomProblem.Superseded or RoomProblem.JobIdReused => (409, false, Requester),
        RoomProblem.UploadOffset or RoomProblem.NotReady => (409, true, Requester),
        RoomProblem.NotFound => (404, false, Requester),
        RoomProblem.JobDenied => (409, false, Owner),
        RoomProblem.JobFailed => (410, false, Requester),
        RoomProblem.QueueFull or RoomProblem.TooManyUnpaid => (429, true, Requester),
        RoomProblem.ModelRefused => (422, false, Requester),
        RoomProblem.RateLimited => (429, true, Requester),
        RoomProblem.ResultMissing => (410, false, Operator),
        RoomProblem.EvidenceUnavailable or RoomProblem.LedgerUnwritable or RoomProblem.Stopping => (503, true, Operator),
        RoomProblem.Busy => (503, true, Requester),
        RoomProblem.DiskFull => (507, true, Operator),
        _ => (500, true, Operator),
    };

    /// <summary>The stable code of a denial's reason.</summary>
    internal static string CodeOf(DenialCode code) => CodeOf("denial", code.ToString());

    private static string CodeOf(string area, string member) => $"{area}.{JsonNamingPolicy.CamelCase.ConvertName(member)}";

    private static IResult Make(string area, string member, int status, bool retryable, string who, string detail)
    {
        string code = CodeOf(area, member);
        return Results.Problem(
            detail,
            statusCode: status,
            title: code,
            type: $"urn:cleanroom:problem:{code}",
            extensions: new Dictionary<string, object?> { ["code"] = code, ["retryable"] = retryable, ["who"] = who });
    }
}
