using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Answers;
using EnclaveCleanRoom.Agreements.Documents;
using EnclaveCleanRoom.DifferentialPrivacy;
using EnclaveCleanRoom.EnclaveWorkload;

namespace EnclaveCleanRoom.EnclaveHost.Jobs;

/// <summary>
/// The straight path of a job. Each step changes the type in hand, so that a wrong order does not compile:
/// <list type="number">
/// <item>admit: agreement + manifests + grants + signed job → <see cref="AdmittedJob"/>, or a denial; a question that was asked before ends here, with the answer that is recorded</item>
/// <item>attest: instance keys + nonce → evidence → attestation token → <see cref="AttestedJob"/>, or a denial</item>
/// <item>unlock: token → key vault → released key → the data keys of the columns needed → <see cref="UnlockedJob"/>, or a denial</item>
/// <item>spend: the ledger reserves → <see cref="ChargedJob"/>, whose <see cref="BudgetGrant"/> is durable before the next line, or a denial</item>
/// <item>open: encrypted Parquet + data keys + grant → <see cref="OpenedTable"/>, whose columns are decrypted as the next steps come to them; one opaque failure from here on</item>
/// <item>join: tables → <see cref="JoinedTable"/></item>
/// <item>bound: joined rows + contribution bounds → <see cref="BoundedTable"/>, per person and per key</item>
/// <item>compute: workload(bounded table, grant) → <see cref="PrivateRelease{T}"/></item>
/// <item>sign: release + evidence → signed result, encrypted to its recipients, stored at the deadline that the agreement sets</item>
/// </list>
/// </summary>
internal sealed class JobPipeline(AdmitStep admit, AttestStep attest, UnlockStep unlock, SpendStep spend, SignStep sign)
{
    private readonly QuestionTurns _turns = new();

    /// <summary>Takes one job down the path.</summary>
    /// <param name="signed">A job whose signature was verified.</param>
    /// <param name="progress">Told the step that begins.</param>
    /// <param name="slot">The job's right to run; given up while another job is at the same question.</param>
    /// <param name="beforeSpend">Stops the job as long as nothing is paid for.</param>
    /// <param name="cancellationToken">Stops the job; a spend whose pages were touched is kept.</param>
    /// <returns>Why it was denied, or <see langword="null"/> when its result is stored, or an earlier one answers it.</returns>
    /// <exception cref="JobFailedException">It failed after data was opened.</exception>
    internal async Task<Denial?> RunAsync(
        SignedDocument<Job> signed, JobProgress progress, JobSlot slot, CancellationToken beforeSpend, CancellationToken cancellationToken)
    {
        // 1 admit
        progress.Begin(JobStage.Admit);
        if (!admit.Admit(signed).TryGet(out AdmittedJob? admitted, out Denial? denial))
        {
            return denial;
        }

        // One whose result answers nobody else makes nobody wait: each of them is paid for.
        using IDisposable? turn = admitted.AnswersOthers ? await _turns.TakeAsync(admitted.Question, slot, beforeSpend) : null;
        if (slot.HasWaited && !admit.AdmitAgain(admitted).TryGet(out admitted, out denial))
        {
            return denial;
        }

        if (admit.FindAnswer(admitted) is { } earlier)
        {
            // Exactly this was asked before: its result is a release already, and costs nobody anything.
            return admit.AnswerFromRecord(admitted, earlier);
        }

        // 2 attest
        progress.Begin(JobStage.Attest);
        if (!(await attest.AttestAsync(admitted, beforeSpend)).TryGet(out AttestedJob? attested, out denial))
        {
            return denial;
        }

        // 3 unlock
        progress.Begin(JobStage.Unlock);
        if (!(await unlock.UnlockAsync(attested, beforeSpend)).TryGet(out UnlockedJob? unlocked, out denial))
        {
            return denial;
        }

        using (unlocked)
        {
            // 4 spend
            beforeSpend.ThrowIfCancellationRequested();
            progress.Begin(JobStage.Spend);
            if (!spend.Spend(unlocked).TryGet(out ChargedJob? charged, out denial))
            {
                return denial;
            }

            using (charged)
            {
                await FinishOpaquelyAsync(charged, sign.Frame(charged.Job), progress, cancellationToken);
            }
        }

        return null;
    }

    /// <summary>
    /// Steps 5 to 9. Whatever goes wrong in them may have been caused by data, so all of it looks the same, and at the same moment as a result: how a job ended is recorded at its deadline,
    /// and a computation that has no answer by then has failed.
    /// </summary>
    internal async Task FinishOpaquelyAsync(ChargedJob job, AnswerFrame frame, JobProgress progress, CancellationToken cancellationToken)
    {
        using CancellationTokenSource limit = frame.Deadline.LimitComputing(cancellationToken);
        Task<SealedAnswer?> answering = Task.Factory.StartNew(
            () => AnswerOrNothing(job, frame, progress, limit.Token), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        bool isStored = false;
        try
        {
            await frame.Deadline.WaitAsync(answering, cancellationToken);
            if (answering is { IsCompleted: true, Result: { } answer })
            {
                sign.Store(job, answer);
                isStored = true;
            }
        }
#pragma warning disable CA1031 // The room is being stopped, or the ledger cannot be written: the job's end must look the same.
        catch (Exception)
#pragma warning restore CA1031
        {
            // Below.
        }

        if (!isStored)
        {
            Fail(job);
        }

        progress.Begin(JobStage.Finished);

        // One that outlived its deadline still holds keys and memory: no other job takes its place before it has stopped.
        await limit.CancelAsync();
        await answering;
        if (!isStored)
        {
            throw new JobFailedException();
        }
    }

    /// <summary>Steps 5 to 7, in a method of their own: when it returns, the rows that were opened are out of reach.</summary>
    private static BoundedTable OpenAndBound(ChargedJob job, JobProgress progress, CancellationToken cancellationToken)
    {
        // 5 open
        progress.Begin(JobStage.Open);
        IReadOnlyList<OpenedTable> tables = OpenStep.Open(job.Unlocked, job.Grant, cancellationToken);

        // 6 join
        progress.Begin(JobStage.Join);
        JoinedTable joined;
        using (PersonSecret secret = new(SystemEntropy.Instance))
        using (SecretOrder order = job.Grant.CreateSecretOrder())
        {
            joined = JoinedTable.Join(tables, secret, order, cancellationToken);
        }

        // 7 bound
        cancellationToken.ThrowIfCancellationRequested();
        progress.Begin(JobStage.Bound);
        return job.Job.Plan.Bound(joined, job.Grant);
    }

    private SealedAnswer? AnswerOrNothing(ChargedJob job, AnswerFrame frame, JobProgress progress, CancellationToken cancellationToken)
    {
        try
        {
            BoundedTable bounded = OpenAndBound(job, progress, cancellationToken);

            // Nothing refers to the opened tables any more. Their memory goes back before the computation asks for its own.
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);

            // 8 compute
            progress.Begin(JobStage.Compute);
            PrivateRelease<Answer> release = job.Job.Plan.Compute(bounded, job.Grant, Environment.ProcessorCount, cancellationToken);

            // 9 sign
            progress.Begin(JobStage.Sign);
            return sign.Sign(job, release, frame);
        }
#pragma warning disable CA1031 // The outermost edge of everything that saw data: no exception of it may be told apart.
        catch (Exception)
#pragma warning restore CA1031
        {
            return null;
        }
    }

    /// <summary>If even this cannot be written, the next instance finds the spend opened and calls it lost itself.</summary>
    private void Fail(ChargedJob job)
    {
        try
        {
            sign.Fail(job);
        }
#pragma warning disable CA1031 // Whatever went wrong with the ledger, the job's end must look the same.
        catch (Exception)
#pragma warning restore CA1031
        {
            // The charge stands either way.
        }
    }
}
