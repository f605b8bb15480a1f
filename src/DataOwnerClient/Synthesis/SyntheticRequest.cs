using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Answers;
using EnclaveCleanRoom.Agreements.Queries;
using EnclaveCleanRoom.Agreements.Results;
using EnclaveCleanRoom.DataOwnerClient.Asking;
using EnclaveCleanRoom.DataOwnerClient.Keys;
using EnclaveCleanRoom.DataOwnerClient.Rooms;
using EnclaveCleanRoom.DataOwnerClient.Terminal;

namespace EnclaveCleanRoom.DataOwnerClient.Synthesis;

/// <summary>One request for synthetic rows: 1 preview, 2 post, 3 wait and download, 4 verify, 5 write. Steps 3 to 5 can be done again at any time.</summary>
internal sealed class SyntheticRequest(RoomConnection room, SignedAgreement agreement, PartyKeyFolder requester, SyntheticQuery query, JobId id)
{
    private const double ShareOfWaiting = 0.9;

    private SyntheticTerms Terms => (SyntheticTerms)agreement.Agreement.FindTerms(query.Terms)!;

    /// <summary>Shows cost, what is left, expected error and run time.</summary>
    /// <returns>Whether it would be run as things stand.</returns>
    internal async Task<bool> PreviewAsync(CancellationToken cancellationToken)
    {
        (IReadOnlyList<string> lines, bool wouldRun) = await JobPreviews.ReadAsync(room, id, Sign(), cancellationToken);
        foreach (string line in lines.Concat(SyntheticPreview.Write(agreement.Agreement, Terms, query)))
        {
            StepList.Line(line);
        }

        return wouldRun;
    }

    /// <summary>Sends it.</summary>
    internal async Task PostAsync(CancellationToken cancellationToken)
    {
        StepList.Line($"job {id}");
        await JobSubmission.PostAsync(room, id, Sign(), cancellationToken);
    }

    /// <summary>Waits for a job that was sent, now or before, and writes what it comes to.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="begun">The note beside the table, where there is one.</param>
    /// <param name="cancellationToken">Stops waiting; the job goes on in the room.</param>
    /// <returns>What the program ends with.</returns>
    internal async Task<int> FinishAsync(SyntheticOutput output, PendingJob? begun, CancellationToken cancellationToken)
    {
        JobOutcome outcome = await WaitAsync(cancellationToken);
        if (outcome.SignedResult is null)
        {
            return Explain(outcome, begun);
        }

        if (outcome.AnsweredBy is { } earlier)
        {
            StepList.Line($"asked before: answered with the rows of {earlier}, at no cost");
        }

        ResultVerification verification = ResultVerifier.Verify(
            outcome.SignedResult, agreement, AgreementAnchor.HeldKeys([requester.SigningKey.Thumbprint], requester.Path), outcome.Expected(query));
        foreach (string line in VerificationText.Summarise(verification))
        {
            StepList.Line(line);
        }

        if (verification is not { Verdict: VerificationVerdict.Verified, Result.Answer: SyntheticAnswer })
        {
            StepList.Line("nothing was written; the room keeps the result, and the same command fetches it again");
            return ExitCode.Refused;
        }

        await output.WriteAsync(agreement, outcome.SignedResult, verification, cancellationToken);
        begun?.End();
        return ExitCode.Success;
    }

    private async Task<JobOutcome> WaitAsync(CancellationToken cancellationToken)
    {
        JobOutcome outcome = new(id, null, []);
        try
        {
            await new StepList().RunAsync("make rows in the room", async progress =>
            {
                using (DeadlineProgress stages = new(new Waiting(progress), Terms.AnswerAfterSeconds))
                {
                    await JobSubmission.FollowAsync(room, id, stages.Enter, cancellationToken);
                }

                outcome = await JobSubmission.FetchAsync(
                    room, agreement, requester, id, cancellationToken, share => progress.Report((ShareOfWaiting + ((1 - ShareOfWaiting) * share), "download")));
                return outcome.SignedResult is null ? "not answered" : $"answered, {SizeText.Write(outcome.SignedResult.Length)}";
            });
            return outcome;
        }
        catch (Exception exception) when (exception is OperationCanceledException or HttpRequestException or IOException)
        {
            Console.Error.WriteLine($"Job {id} goes on in the room, and nothing of it is lost: the same command waits for it again and fetches the rows.");
            throw;
        }
    }

    private static int Explain(JobOutcome outcome, PendingJob? begun)
    {
        StepList.Line("not answered:");
        foreach (string reason in outcome.Denial)
        {
            StepList.Line($"  {reason}");
        }

        switch (outcome.Ending)
        {
            case JobEnding.Denied:
                StepList.Line("  Nothing is spent; the same command asks anew.");
                begun?.End();
                break;
            case JobEnding.Failed:
                // Why, nobody is told: a check that holds rows back looks at true ones. The note stays, so that a script that says --yes does not pay again and again.
                StepList.Line("  What it was to cost is spent. Rows that the safety check holds back end so too. To ask again, and to pay again: ask for fewer columns or fewer rows, or spend less, "
                    + (begun is null ? "under another --job." : $"and delete {begun.Path} first."));
                break;
            default:
                StepList.Line("  It still runs; the same command goes on waiting.");
                break;
        }

        return ExitCode.Refused;
    }

    private byte[] Sign() => JobSubmission.Sign(agreement, requester, room.Instance.InstanceId, id, query);

    /// <summary>Waiting is most of the bar; the download is the rest.</summary>
    private sealed class Waiting(IProgress<(double Share, string Word)> progress) : IProgress<(double Share, string Word)>
    {
        public void Report((double Share, string Word) value) => progress.Report((ShareOfWaiting * value.Share, value.Word));
    }
}
