using Azure.Core;
using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Answers;
using EnclaveCleanRoom.Agreements.Documents;
using EnclaveCleanRoom.Agreements.Queries;
using EnclaveCleanRoom.Agreements.Results;
using EnclaveCleanRoom.Attestation;
using EnclaveCleanRoom.DataOwnerClient.Asking;
using EnclaveCleanRoom.DataOwnerClient.Ingestion;
using EnclaveCleanRoom.DataOwnerClient.Keys;
using EnclaveCleanRoom.DataOwnerClient.Owning;
using EnclaveCleanRoom.DataOwnerClient.Rooms;
using EnclaveCleanRoom.DataOwnerClient.Terminal;
using EnclaveCleanRoom.KeyRelease;

namespace EnclaveCleanRoom.DataOwnerClient.Demo;

/// <summary>
/// The straight path, played by both owners on one machine: tables, agreement, keys, encryption, appraisal, grants, upload,
/// questions, verification; then three refusals. What it starts it stops.
/// </summary>
internal sealed class DemoRun(DemoOptions options, StepList steps)
{
    private static readonly TimeSpan s_grantLifetime = TimeSpan.FromHours(12);

    private readonly string _private = Path.Combine(options.Out, "private");
    private SignedAgreement? _agreement;
    private byte[] _agreementBytes = [];

    private SignedAgreement Agreement => _agreement ?? throw new InvalidOperationException("There is no agreement yet.");

    internal async Task RunAsync(CancellationToken cancellationToken)
    {
        DemoPrograms programs = DemoPrograms.Find();
        Directory.CreateDirectory(_private);
        SimulatedRegion? region = null;
        RoomProcess? room = null;
        try
        {
            await steps.RunAsync("start the simulated region", async _ =>
            {
                region = await SimulatedRegion.StartAsync(programs.LocalCloud, Path.Combine(_private, "region"), [], cancellationToken);
                return "SIMULATED: it protects nothing";
            });
            using PartyKeyFolder publisherKeys = PartyKeyFolder.OpenOrCreate(KeysOf("publisher"), PartyId.Parse("publisher"), "Publisher");
            using PartyKeyFolder advertiserKeys = PartyKeyFolder.OpenOrCreate(KeysOf("advertiser"), PartyId.Parse("advertiser"), "Advertiser");
            (DemoTable publisher, DemoTable advertiser) = await InferAsync(publisherKeys, advertiserKeys);
            await AgreeAsync(publisher, advertiser, region!, programs);
            TokenCredential credential = region!.CreateCredential();
            SealedDataset publisherData = await SealAsync(publisher, credential, cancellationToken);
            SealedDataset advertiserData = await SealAsync(advertiser, credential, cancellationToken);
            await steps.RunAsync("start the room (instance)", async _ =>
            {
                room = await RoomProcess.StartAsync(programs.EnclaveHostFolder, AgreementFile, NewDataFolder(), region, cancellationToken);
                return room.Address.ToString();
            });
            DemoRoom demo = new(Agreement, room!.Address, publisher, advertiser);
            await AppraiseAndGrantAsync(demo, publisherData, advertiserData, cancellationToken);
            List<DemoAnswer> answers = await AskAsync(demo, cancellationToken);
            IReadOnlyList<Report.RefusalLine> refusals = await new DemoRefusals(Agreement, demo, programs, region, credential, _private)
                .ShowAsync(steps, answers, AgreementFile, cancellationToken);
            WriteReport(answers, refusals);
        }
        finally
        {
            if (room is not null)
            {
                await room.DisposeAsync();
            }

            if (region is not null)
            {
                await region.DisposeAsync();
            }
        }
    }

    private string AgreementFile => Path.Combine(options.Out, "agreement.cose");

    private string KeysOf(string party) => Path.Combine(options.Out, "keys", party);

    /// <summary>Each run has a ledger of its own: the demo's budgets are made up with its agreement.</summary>
    private string NewDataFolder() => Path.Combine(_private, "room", Agreement.Hash.ToString()[..16]);

    private async Task<(DemoTable Publisher, DemoTable Advertiser)> InferAsync(PartyKeyFolder publisherKeys, PartyKeyFolder advertiserKeys)
    {
        DemoTable? publisher = null;
        DemoTable? advertiser = null;
        if (options.Publisher is null)
        {
            await steps.RunAsync("generate both tables", _ => Task.FromResult(DemoData.Generate(_private, options.Rows)));
        }

        await steps.RunAsync("infer types and roles", _ =>
        {
            string[] ids = options.Publisher is null ? ["u_userId", "user_id"] : DemoData.SplitId(options.Id);
            publisher = DemoTable.Infer(
                publisherKeys, DatasetId.Parse("publisher-feeds"), options.Publisher ?? DemoData.FeedsFile(_private), "What readers saw and read.",
                ids[0], options.Label, options.Positive);
            advertiser = DemoTable.Infer(
                advertiserKeys, DatasetId.Parse("advertiser-ads"), options.Advertiser ?? DemoData.AdsFile(_private), "Advertisements shown, and whether they were clicked.",
                ids[1], options.Label, options.Positive);
            if (options.Label.Length > 0 && publisher.Label is null && advertiser.Label is null)
            {
                throw ClientException.Usage($"Neither table has a column '{options.Label}' that could be the label.");
            }

            return Task.FromResult($"{publisher.Columns.Count} and {advertiser.Columns.Count} columns; labels: {Name(publisher)}, {Name(advertiser)}");
        });
        return (publisher!, advertiser!);

        static string Name(DemoTable table) => table.Label is null ? "none" : $"{table.Dataset}.{table.Label.Name}";
    }

    private Task AgreeAsync(DemoTable publisher, DemoTable advertiser, SimulatedRegion region, DemoPrograms programs) =>
        steps.RunAsync("draft the agreement, both sign", async _ =>
        {
            MeasuredPolicy policy = RoomProcess.Predict(programs.EnclaveHostFolder);
            byte[] json = AgreementDraft.WriteJson(DemoAgreement.Draft(publisher, advertiser, region, policy.HostData, options.AnswerAfter));
            byte[] bySender = Open(AgreementDraft.TryOpenJson(json, out AgreementDraft? draft, out DocumentRefusal? refusal), draft, refusal)
                .Sign(publisher.Owner.Signer);
            _agreementBytes = Open(AgreementDraft.TryOpenSigned(bySender, out AgreementDraft? half, out refusal), half, refusal)
                .Sign(advertiser.Owner.Signer);
            if (!SignedAgreement.TryOpen(_agreementBytes, out _agreement, out refusal))
            {
                throw new ClientException($"The agreement is not accepted: {refusal}");
            }

            await File.WriteAllBytesAsync(AgreementFile, _agreementBytes);
            await File.WriteAllTextAsync(Path.Combine(options.Out, "agreement.txt"), AgreementExplanation.Write(_agreement.Agreement));
            await File.WriteAllBytesAsync(Path.Combine(options.Out, "measured-policy.txt"), policy.Document.ToArray());
            return $"agreement {_agreement.Hash.ToString()[..16]}…";
        });

    private async Task<SealedDataset> SealAsync(DemoTable table, TokenCredential credential, CancellationToken cancellationToken)
    {
        SealedDataset? sealedData = null;
        DatasetTerms terms = Agreement.Agreement.FindDataset(table.Dataset)!;
        await steps.RunAsync($"{table.Owner.Id}: make key, ingest, encrypt", async _ =>
        {
            KeyVaultKey kek = await KeyEncryptionKeys.EnsureAsync(Agreement, terms, credential, cancellationToken);
            using FileStream csv = File.OpenRead(table.CsvPath);
            IngestionPlan plan = new() { Columns = table.Columns, IdNormalisation = terms.IdNormalisation };
            IngestionOutcome outcome = CsvIngestion.Ingest(csv, plan, null, cancellationToken);
            if (outcome.Table is null)
            {
                throw new ClientException($"{table.CsvPath}: {outcome.Refusal}");
            }

            using DekWrapper wrapper = kek.CreateWrapper();
            string path = Path.Combine(_private, $"{table.Dataset}.parquet");
            sealedData = DatasetSealing.Seal(Agreement, terms, 1, outcome.Table, DateTimeOffset.UtcNow, wrapper, table.Owner, path);
            IngestionReport report = outcome.Report!;
            return $"{report.RowsKept:#,0} rows, {SizeText.Write(sealedData.Manifest.FileLength)}";
        });
        return sealedData!;
    }

    private async Task AppraiseAndGrantAsync(DemoRoom demo, SealedDataset publisherData, SealedDataset advertiserData, CancellationToken cancellationToken)
    {
        foreach ((DemoTable table, SealedDataset data) in new[] { (demo.Publisher, publisherData), (demo.Advertiser, advertiserData) })
        {
            AttestationResult? instance = null;
            await steps.RunAsync($"{table.Owner.Id}: appraise the instance", async _ =>
            {
                instance = await Appraisal.RequireAsync(demo.Address, Agreement, cancellationToken);
                return $"{instance.Appraisal.Checks.Count} checks hold";
            });
            await steps.RunAsync($"{table.Owner.Id}: grant and upload", async progress =>
            {
                using RoomConnection room = new(demo.Address, instance!, table.Owner);
                await Uploading.UploadAsync(
                    room, data, new Progress<long>(sent => progress.Report((sent / (double)data.Manifest.FileLength, "upload"))), cancellationToken);
                using GrantRecord record = GrantRecord.Open(Agreement, table.Owner);
                GrantOffer offer = new() { Datasets = [data], Budgets = record.Left(), Lifetime = s_grantLifetime, StartsNewLedger = false };
                await GrantGiving.GiveAsync(Agreement, table.Owner, record, instance!, room, offer, cancellationToken);
                return $"all of its budgets; ledger head {record.SeenHead!.Size}";
            });
        }
    }

    private async Task<List<DemoAnswer>> AskAsync(DemoRoom demo, CancellationToken cancellationToken)
    {
        List<DemoAnswer> answers = [];
        Query overlap = new OverlapQuery { Terms = DemoAgreement.OverlapTermsId, NanoRho = DemoAgreement.OverlapNanoRho };
        answers.Add(await AskAsync(demo, demo.Advertiser, "overlap", overlap, cancellationToken));
        if (answers[0].Result.Answer is OverlapAnswer found && !AnswerSense.IsInformative(found))
        {
            // Judged by the released figure alone, so that it tells nothing more than that figure does.
            StepList.Line($"      {AnswerSense.NothingMoreToAsk}");
            await File.WriteAllBytesAsync(Path.Combine(options.Out, "result.cose"), answers[0].Signed, cancellationToken);
            return answers;
        }

        foreach (DemoTable table in new[] { demo.Advertiser, demo.Publisher }.Where(table => table.Label is not null))
        {
            if (DemoQuestions.Segments(Agreement, demo, table) is { } segments)
            {
                answers.Add(await AskAsync(demo, table, $"segments-{table.Owner.Id}", segments, cancellationToken));
            }

            if (DemoQuestions.Model(Agreement, table, options.Rounds) is { } model)
            {
                answers.Add(await AskAsync(demo, table, $"model-{table.Owner.Id}", model, cancellationToken));
            }
        }

        DemoAnswer main = answers.LastOrDefault(answer => answer.Name == "model-advertiser") ?? answers[^1];
        await File.WriteAllBytesAsync(Path.Combine(options.Out, "result.cose"), main.Signed, cancellationToken);
        return answers;
    }

    private async Task<DemoAnswer> AskAsync(DemoRoom demo, DemoTable requester, string name, Query query, CancellationToken cancellationToken)
    {
        DemoAnswer? answer = null;
        await steps.RunAsync($"{requester.Owner.Id} asks: {name}", async progress =>
        {
            JobOutcome outcome = await demo.AskAsync(requester, query, stage => progress.Report((StageProgress.ShareOf(stage), stage)), cancellationToken);
            if (outcome.SignedResult is null)
            {
                throw new ClientException($"'{name}' was not answered:\n" + string.Join('\n', outcome.Denial));
            }

            ResultVerification verification = ResultVerifier.Verify(
                outcome.SignedResult, Agreement, AgreementAnchor.HeldKeys([requester.Owner.SigningKey.Thumbprint], requester.Owner.Path), outcome.Expected());
            answer = new DemoAnswer(name, outcome.SignedResult, verification);
            string folder = Path.Combine(options.Out, "results");
            Directory.CreateDirectory(folder);
            await File.WriteAllBytesAsync(Path.Combine(folder, $"{name}.cose"), outcome.SignedResult, cancellationToken);
            return $"{verification.Verdict}: {verification.Checks.Count} checks";
        });
        foreach (string line in AnswerText.Write(answer!.Result))
        {
            StepList.Line($"      {line}");
        }

        return answer;
    }

    private void WriteReport(List<DemoAnswer> answers, IReadOnlyList<Report.RefusalLine> refusals)
    {
        string path = Path.Combine(options.Out, "report.html");
        AtomicFile.Write(path, stream => stream.Write(System.Text.Encoding.UTF8.GetBytes(
            Report.ReportWriter.Write(DemoReport.Describe(Agreement, answers, refusals, steps.Steps)))));
        StepList.Line($"report: {path}");
        StepList.Line($"verify it yourself: cleanroom verify {Path.Combine(options.Out, "result.cose")} --keys {Path.Combine(options.Out, "keys")}");
    }

    private static AgreementDraft Open(bool isAccepted, AgreementDraft? draft, DocumentRefusal? refusal) =>
        isAccepted ? draft! : throw new ClientException($"The draft is not accepted: {refusal}");
}
