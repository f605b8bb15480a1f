using System.CommandLine;
using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Admission;
using EnclaveCleanRoom.Agreements.Queries;
using EnclaveCleanRoom.Agreements.Results;
using EnclaveCleanRoom.Attestation;
using EnclaveCleanRoom.DataOwnerClient.Asking;
using EnclaveCleanRoom.DataOwnerClient.Keys;
using EnclaveCleanRoom.DataOwnerClient.Owning;
using EnclaveCleanRoom.DataOwnerClient.Rooms;
using EnclaveCleanRoom.DataOwnerClient.Terminal;

namespace EnclaveCleanRoom.DataOwnerClient.Verbs;

/// <summary><c>cleanroom ask</c>: puts a question, waits, and verifies what comes back.</summary>
internal static class AskVerb
{
    internal static Command Create()
    {
        Argument<string> url = DatasetChoice.UrlArgument();
        Option<string> agreement = DatasetChoice.AgreementOption();
        Option<string> keys = DatasetChoice.KeysOption();
        Option<string?> query = new("--query") { Description = "the question as JSON: kind, terms and what it may spend" };
        Option<string?> sql = new("--sql") { Description = "the question as SQL, such as SELECT key, COUNT(*) FROM a JOIN b ON a.id = b.id GROUP BY key; it is compiled here, and shown" };
        Option<string?> rho = new("--rho") { Description = "with --sql: what it may spend, such as 0.05" };
        Option<string?> delta = new("--delta") { Description = "with --sql: what finding out its groups may spend, such as 1e-7; by default as much as the terms allow" };
        Option<string?> terms = new("--terms") { Description = "with --sql: the terms under which it is asked; by default the first of the agreement that allow it, unless others that do have other recipients" };
        Option<string> output = new("--out") { Description = "where the signed result is written", DefaultValueFactory = _ => "result.cose" };
        Option<string?> job = new("--job") { Description = "a name for the job; the same name never computes twice" };
        Option<string?> model = ModelFiles.Option();
        Option<bool> preview = new("--preview") { Description = "only show what it would cost, how sure the answer would be, and how many like it remain; nothing is spent" };
        Command command = new("ask", "ask a question, wait for its answer, verify it") { url, agreement, keys, query, sql, rho, delta, terms, output, model, job, preview };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            Uri address = DatasetChoice.ParseUrl(parsed.GetValue(url)!);
            SignedAgreement signed = Files.OpenAgreement(parsed.GetValue(agreement)!);
            using PartyKeyFolder requester = PartyKeyFolder.Open(parsed.GetValue(keys)!);
            Query question = (parsed.GetValue(query), parsed.GetValue(sql)) switch
            {
                ({ }, null) when (parsed.GetValue(rho) ?? parsed.GetValue(delta) ?? parsed.GetValue(terms)) is not null => throw ClientException.Usage("--rho, --delta and --terms go with --sql: a question in a file says them itself."),
                ({ } file, null) => QueryFile.Parse(Files.Read(file), file, signed.Agreement),
                (null, { } text) => SqlQuestion.Compile(signed.Agreement, requester.Id, text, new SqlOptions(parsed.GetValue(rho), parsed.GetValue(delta), parsed.GetValue(terms), parsed.GetValue(preview))),
                _ => throw ClientException.Usage("A question is either --query FILE or --sql TEXT."),
            };
            JobId id = ParseJob(parsed.GetValue(job) ?? $"job-{Guid.NewGuid():n}");
            IReadOnlyList<DenialReason> outside = QueryAdmission.Check(signed.Agreement, requester.Id, question);
            if (outside.Count > 0)
            {
                throw new ClientException("The agreement does not allow this question, so it was not sent and nothing is spent:\n  " + string.Join("\n  ", outside));
            }

            AttestationResult instance = await Appraisal.RequireAsync(address, signed, cancellationToken);
            using RoomConnection room = new(address, instance, requester);
            byte[] signedJob = JobSubmission.Sign(signed, requester, instance.InstanceId, id, question);
            if (parsed.GetValue(preview))
            {
                (IReadOnlyList<string> lines, bool wouldRun) = await JobPreviews.ReadAsync(room, id, signedJob, cancellationToken);
                foreach (string line in lines)
                {
                    StepList.Line(line);
                }

                return wouldRun ? ExitCode.Success : ExitCode.Refused;
            }

            StepList.Line($"job {id}");
            JobOutcome outcome = new(id, null, []);
            await new StepList().RunAsync($"ask {question.Terms}", async progress =>
            {
                outcome = await JobSubmission.RunAsync(room, signed, requester, id, signedJob, stage => progress.Report((StageProgress.ShareOf(stage), stage)), cancellationToken);
                return outcome.SignedResult is null ? "not answered" : "answered";
            });
            return Finish(outcome, signed, requester, parsed.GetValue(output)!, parsed.GetValue(model));
        });
        return command;
    }

    /// <exception cref="ClientException">It is no name of a job.</exception>
    internal static JobId ParseJob(string text) =>
        JobId.TryParse(text, out JobId id) ? id : throw ClientException.Usage("--job is 1 to 64 lower-case letters, digits and hyphens, and begins with a letter.");

    /// <summary>Stores a result and verifies it, or says why there is none.</summary>
    /// <param name="outcome">What came of the job.</param>
    /// <param name="agreement">The agreement.</param>
    /// <param name="recipient">Whose key opened the result.</param>
    /// <param name="output">Where the result is written.</param>
    /// <param name="model">Where a released model is written; <see langword="null"/> for nowhere.</param>
    internal static int Finish(JobOutcome outcome, SignedAgreement agreement, PartyKeyFolder recipient, string output, string? model)
    {
        if (outcome.SignedResult is null)
        {
            StepList.Line("not answered:");
            foreach (string reason in outcome.Denial)
            {
                StepList.Line($"  {reason}");
            }

            return ExitCode.Refused;
        }

        if (outcome.AnsweredBy is { } earlier)
        {
            StepList.Line($"asked before: answered with the result of {earlier}, at no cost");
        }

        Files.Write(output, outcome.SignedResult);
        string? asked = WriteAsked(outcome, output);
        ResultVerification verification = ResultVerifier.Verify(
            outcome.SignedResult, agreement, AgreementAnchor.HeldKeys([recipient.SigningKey.Thumbprint], recipient.Path), outcome.Expected());
        foreach (string line in VerificationText.Summarise(verification))
        {
            StepList.Line(line);
        }

        ModelFiles.Write(verification, model);
        StepList.Line($"result {output}; every check, offline: cleanroom verify {output} --agreement FILE --keys {recipient.Path}{(asked is null ? "" : $" --asked {asked}")}");
        return VerificationText.ExitCodeOf(verification);
    }

    /// <summary>Keeps the signed job beside its own result, so that both can be compared offline; another job's result has it not.</summary>
    private static string? WriteAsked(JobOutcome outcome, string output)
    {
        if (outcome.Asked is null || outcome.AnsweredBy is not null)
        {
            return null;
        }

        string path = Path.ChangeExtension(output, ".job.cose");
        Files.Write(path, outcome.Asked.Encoded);
        return path;
    }
}
