using System.CommandLine;
using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Admission;
using EnclaveCleanRoom.Agreements.Queries;
using EnclaveCleanRoom.Attestation;
using EnclaveCleanRoom.DataOwnerClient.Asking;
using EnclaveCleanRoom.DataOwnerClient.Keys;
using EnclaveCleanRoom.DataOwnerClient.Owning;
using EnclaveCleanRoom.DataOwnerClient.Rooms;
using EnclaveCleanRoom.DataOwnerClient.Synthesis;
using EnclaveCleanRoom.DataOwnerClient.Terminal;

namespace EnclaveCleanRoom.DataOwnerClient.Verbs;

/// <summary><c>cleanroom synth</c>: from a preview to synthetic rows on disk, with their signed manifest beside them. Interrupted, the same command goes on.</summary>
internal static class SynthVerb
{
    internal static Command Create()
    {
        Argument<string> url = DatasetChoice.UrlArgument();
        Option<string> agreement = DatasetChoice.AgreementOption();
        Option<string> keys = DatasetChoice.KeysOption();
        Option<string> query = new("--query") { Description = "the question as JSON, of kind synthetic", Required = true };
        Option<string> output = new("--out") { Description = "where the rows are written: a name that ends in .csv or .parquet; their manifest goes beside them, as NAME.manifest.cose", DefaultValueFactory = _ => "rows.csv" };
        Option<string?> report = ReportFile.Option();
        Option<string?> job = new("--job") { Description = "a name for the job; without, one is made up and kept beside the table until that is there" };
        Option<bool> yes = new("--yes") { Description = "spend without asking" };
        Option<bool> preview = new("--preview") { Description = "only show what it would cost, its expected error and run time; nothing is spent" };
        Command command = new("synth", "make synthetic rows: preview, spend, wait, download, verify, write") { url, agreement, keys, query, output, report, job, yes, preview };
        command.Subcommands.Add(SynthWriteVerb.Create());
        command.Subcommands.Add(SynthCheckVerb.Create());
        command.SetAction(async (parsed, cancellationToken) =>
        {
            Uri address = DatasetChoice.ParseUrl(parsed.GetValue(url)!);
            bool isPreview = parsed.GetValue(preview);
            SyntheticOutput rows = new(parsed.GetValue(output)!, parsed.GetValue(report));
            if (!isPreview)
            {
                rows.RequireAbsent();
            }

            SignedAgreement signed = Files.OpenAgreement(parsed.GetValue(agreement)!);
            using PartyKeyFolder requester = PartyKeyFolder.Open(parsed.GetValue(keys)!);
            SyntheticQuery question = Read(parsed.GetValue(query)!, signed, requester);
            PendingJob? begun = PendingJob.Find(rows.Path, signed.Hash, question);
            JobId id = IdOf(parsed.GetValue(job), begun);
            AttestationResult instance = await Appraisal.RequireAsync(address, signed, cancellationToken);
            using RoomConnection room = new(address, instance, requester);
            SyntheticRequest request = new(room, signed, requester, question, id);
            if (isPreview)
            {
                return await request.PreviewAsync(cancellationToken) ? ExitCode.Success : ExitCode.Refused;
            }

            if (!await JobSubmission.IsKnownAsync(room, id, cancellationToken))
            {
                if (!await request.PreviewAsync(cancellationToken))
                {
                    return ExitCode.Refused;
                }

                if (!Confirmation.Ask("Spend it?", parsed.GetValue(yes)))
                {
                    StepList.Line("nothing was sent and nothing is spent");
                    return ExitCode.Refused;
                }

                begun = PendingJob.Begin(rows.Path, signed.Hash, question, id);
                await request.PostAsync(cancellationToken);
            }
            else
            {
                StepList.Line($"job {id} was begun before: it is not asked, and not paid for, again");
            }

            return await request.FinishAsync(rows, begun, cancellationToken);
        });
        return command;
    }

    private static JobId IdOf(string? name, PendingJob? begun)
    {
        JobId? named = name is null ? null : AskVerb.ParseJob(name);
        return named is { } id && begun is not null && begun.Job != id
            ? throw ClientException.Usage($"{begun.Path} says that these rows were begun as job {begun.Job}. Leave --job out to go on with it, or name another --out.")
            : named ?? begun?.Job ?? JobId.Parse($"job-{Guid.NewGuid():n}");
    }

    private static SyntheticQuery Read(string path, SignedAgreement agreement, PartyKeyFolder requester)
    {
        Query question = QueryFile.Parse(Files.Read(path), path, agreement.Agreement);
        if (question is not SyntheticQuery synthetic)
        {
            throw ClientException.Usage($"{path} asks another kind of question; `cleanroom ask` puts it. This verb is for questions of kind synthetic.");
        }

        IReadOnlyList<DenialReason> outside = QueryAdmission.Check(agreement.Agreement, requester.Id, question);
        return outside.Count == 0
            ? synthetic
            : throw new ClientException("The agreement does not allow this question, so it was not sent and nothing is spent:\n  " + string.Join("\n  ", outside));
    }
}
