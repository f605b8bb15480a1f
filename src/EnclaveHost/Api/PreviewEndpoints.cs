using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Documents;
using EnclaveCleanRoom.DifferentialPrivacy;
using EnclaveCleanRoom.EnclaveHost.Instance;
using EnclaveCleanRoom.EnclaveHost.Jobs;

namespace EnclaveCleanRoom.EnclaveHost.Api;

/// <summary>A job's cost and accuracy before it is submitted.</summary>
internal static class PreviewEndpoints
{
    internal static void Map(IEndpointRouteBuilder app, Room room, RequestGate gate, AdmitStep admit) =>
        app.MapPost("/previews", context => Answer.WithAsync(context, gate, request => Post(room, admit, request)));

    private static IResult Post(Room room, AdmitStep admit, PartyRequest request)
    {
        if (!SignedDocument.TryOpen(request.Body, room.Agreement, out SignedDocument<Job>? job, out DocumentRefusal? refusal))
        {
            return Problem.Of(refusal);
        }

        if (job.Signer != request.Party)
        {
            return Problem.Of(RoomProblem.NotEntitled, "the job is another party's");
        }

        return admit.Admit(job).TryGet(out AdmittedJob? admitted, out Denial? denial)
            ? Results.Json(Describe(JobPreview.Of(room, admitted), room))
            : Results.Json(new { denial = DenialAnswer.Of(denial.Reasons) });
    }

    private static object Describe(JobPreview preview, Room room) => new
    {
        denial = DenialAnswer.Of(preview.Denial),
        answeredBy = preview.AnsweredBy?.ToString(),
        nanoRho = preview.Cost.NanoRho,
        attoDelta = preview.Cost.AttoDelta,
        epsilon = MechanismReport.EstimateAt([.. preview.Mechanisms.Select(mechanism => mechanism.Report)], Delta.FromAtto(room.Agreement.Agreement.Privacy.StatementAttoDelta)).Epsilon,
        accounts = preview.Accounts.Select(account => new
        {
            owner = account.Account.Id.Owner,
            requester = account.Account.Id.Requester,
            grantedNanoRho = account.Account.Limit.NanoRho,
            spentNanoRho = account.Spent.NanoRho,
            grantedAttoDelta = account.Account.Limit.AttoDelta,
            spentAttoDelta = account.Spent.AttoDelta,
            remaining = account.Remaining,
        }),
        mechanisms = preview.Mechanisms.Select(mechanism => new
        {
            figure = mechanism.Report.Name,
            mechanism = mechanism.Report.Kind.ToString(),
            scale = mechanism.Report.Scale.ToString(),
            nanoRho = mechanism.Report.Cost.NanoRho,
            halfWidth = mechanism.HalfWidth,
            shownFrom = mechanism.ShownFrom,
            alwaysShownFrom = mechanism.AlwaysShownFrom,
            wrongShare = mechanism.WrongShare,
        }),
    };
}
