using System.CommandLine;
using System.Globalization;
using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.DataOwnerClient.Ingestion;
using EnclaveCleanRoom.DataOwnerClient.Keys;
using EnclaveCleanRoom.DataOwnerClient.Owning;
using EnclaveCleanRoom.DataOwnerClient.Terminal;
using EnclaveCleanRoom.KeyRelease;

namespace EnclaveCleanRoom.DataOwnerClient.Verbs;

/// <summary><c>cleanroom encrypt</c>: from a table on the owner's machine to a sealed file and its manifest, or to a file under a key of one's own.</summary>
internal static class EncryptVerb
{
    internal static Command Create()
    {
        Argument<string> file = new("file") { Description = "your table, CSV or Parquet" };
        OwnKeyOptions own = new();
        Option<string> agreement = DatasetChoice.AgreementOption();
        Option<string> dataset = DatasetChoice.DatasetOption();
        Option<int?> version = new("--version") { Description = "1 for the first, and one more for every refresh" };
        Option<string> keys = DatasetChoice.KeysOption();
        (agreement.Required, dataset.Required, keys.Required) = (false, false, false);
        Option<string> output = new("--out") { Description = "a folder for the encrypted file and its manifest", Required = true };
        Option<string[]> digits = new("--digits") { Description = "columns that write moments as digits, such as 20260131", AllowMultipleArgumentsPerToken = true };
        Option<double> badShare = new("--max-bad") { Description = "refuse the file when more than this share of its rows is bad", DefaultValueFactory = _ => IngestionPlan.DefaultMaximumBadShare };
        Option<string?> cutOff = new("--consent-until") { Description = "withdrawals of consent until then are honoured in the table; by default now" };
        Option<string?> identity = VaultCredential.CreateOption();
        Command command = new("encrypt", "read a table as the agreement says, encrypt it, and sign a manifest over it; nothing leaves this machine")
        {
            file, agreement, dataset, version, keys, output, digits, badShare, cutOff, identity,
        };
        own.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            bool isForAgreement = parsed.GetValue(agreement) is not null && parsed.GetValue(dataset) is not null && parsed.GetValue(keys) is not null && parsed.GetValue(version) is not null;
            bool isForNobody = parsed.GetValue(agreement) is null && parsed.GetValue(dataset) is null && parsed.GetValue(keys) is null && parsed.GetValue(version) is null;
            if (own.AreGiven(parsed) ? !isForNobody : !isForAgreement)
            {
                throw ClientException.Usage("Give --agreement, --dataset, --version and --keys for a room, or --footer-key for nobody but yourself; not both.");
            }

            if (own.AreGiven(parsed))
            {
                return await own.RunAsync(parsed, parsed.GetValue(file)!, parsed.GetValue(output)!, cancellationToken);
            }

            SignedAgreement signed = Files.OpenAgreement(parsed.GetValue(agreement)!);
            using PartyKeyFolder owner = PartyKeyFolder.Open(parsed.GetValue(keys)!);
            DatasetEncryption encryption = new()
            {
                Agreement = signed,
                Terms = DatasetChoice.Find(signed, parsed.GetValue(dataset)!),
                Owner = owner,
                Version = parsed.GetValue(version)!.Value,
                Folder = parsed.GetValue(output)!,
                DigitMoments = parsed.GetValue(digits) ?? [],
                MaximumBadShare = parsed.GetValue(badShare) is >= 0 and <= 1 and double share ? share : throw ClientException.Usage("--max-bad is a share from 0 to 1."),
                ConsentCutOff = ParseTime(parsed.GetValue(cutOff)),
            };
            string? endpoint = parsed.GetValue(identity);
            return await RunAsync(encryption, parsed.GetValue(file)!, async () => (await KekVerb.EnsureAsync(signed, encryption.Terms, endpoint, cancellationToken)).CreateWrapper(), cancellationToken);
        });
        return command;
    }

    /// <summary>Encrypts, and reports to the owner.</summary>
    /// <param name="encryption">What is encrypted, and how.</param>
    /// <param name="file">The table.</param>
    /// <param name="wrapper">Gives the public half of the dataset's key; asked only when the table is good.</param>
    /// <param name="cancellationToken">Stops between rows.</param>
    internal static async Task<int> RunAsync(DatasetEncryption encryption, string file, Func<Task<DekWrapper>> wrapper, CancellationToken cancellationToken)
    {
        encryption.Check();
        if (!File.Exists(file))
        {
            throw ClientException.Usage($"There is no file {file}.");
        }

        IngestionOutcome? read = null;
        SealedDataset? sealedData = null;
        await new StepList().RunAsync($"encrypt {encryption.Terms.Id}", async progress =>
        {
            progress.Report((0.05, "read the table"));
            read = encryption.Ingest(file, cancellationToken);
            if (!read.IsAccepted)
            {
                return "refused";
            }

            progress.Report((0.6, "fetch the key's public half"));
            using DekWrapper kek = await wrapper();
            progress.Report((0.65, "encrypt"));
            sealedData = encryption.Seal(read.Table, kek);
            return SizeText.Write(sealedData.Manifest.FileLength);
        });
        if (read!.Report is { } report)
        {
            StepList.Line("for you alone, because these counts are data about people:");
            foreach (string line in IngestionReportText.Lines(report))
            {
                StepList.Line($"  {line}");
            }
        }

        if (sealedData is null)
        {
            throw new ClientException($"{file}: {read.Refusal}\nNothing was written. Mend the file, or look at the agreement's columns with `cleanroom agreement explain`.");
        }

        StepList.Line($"encrypted {sealedData.Path}");
        if (encryption.Terms.DualRelease)
        {
            StepList.Line($"share     {new ShareFolder(encryption.Owner, encryption.Agreement.Hash).PathOf(encryption.Terms.Id)}; nothing opens the file without it, so back up your key folder now");
        }

        StepList.Line($"manifest  {SealedFiles.ManifestPath(encryption.Folder, encryption.Terms.Id, encryption.Version)}");
        return ExitCode.Success;
    }

    private static DateTimeOffset ParseTime(string? text) =>
        text is null ? DateTimeOffset.UtcNow
        : DateTimeOffset.TryParseExact(
            text, "yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out DateTimeOffset time) ? time
        : throw ClientException.Usage("--consent-until is written such as 2026-11-22T10:00:00Z.");
}
