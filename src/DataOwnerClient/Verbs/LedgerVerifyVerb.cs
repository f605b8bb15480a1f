using System.CommandLine;
using System.Globalization;
using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Ledger;
using EnclaveCleanRoom.Agreements.Results;
using EnclaveCleanRoom.Attestation;
using EnclaveCleanRoom.DataOwnerClient.Keys;
using EnclaveCleanRoom.DataOwnerClient.Ledgers;
using EnclaveCleanRoom.DataOwnerClient.Owning;
using EnclaveCleanRoom.DataOwnerClient.Rooms;
using EnclaveCleanRoom.DataOwnerClient.Terminal;

namespace EnclaveCleanRoom.DataOwnerClient.Verbs;

/// <summary><c>cleanroom ledger verify</c>: the whole ledger of a room, or of a copy, entry by entry.</summary>
internal static class LedgerVerifyVerb
{
    internal static Command Create()
    {
        Argument<string> source = new("source") { Description = "the instance's address, or a copy that --save wrote" };
        Option<string> agreement = DatasetChoice.AgreementOption();
        Option<string?> keys = new("--keys") { Description = "your key folder: checks that it is the ledger you saw and holds the grants you gave; needed for an address" };
        Option<string[]> jobs = new("--job") { Description = "jobs whose results must be recorded, their own or the earlier one that answered them, as `cleanroom ask` printed them", AllowMultipleArgumentsPerToken = true };
        Option<string?> save = new("--save") { Description = "keep a copy here, to be checked offline" };
        Command command = new("verify", "check every entry, every instance, and that the ledger is the one you saw; exit code 0 when it holds, 1 when not")
        {
            source, agreement, keys, jobs, save,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            SignedAgreement signed = Files.OpenAgreement(parsed.GetValue(agreement)!);
            JobId[] expected = [.. (parsed.GetValue(jobs) ?? []).Select(AskVerb.ParseJob)];
            using PartyKeyFolder? party = parsed.GetValue(keys) is { } folder ? PartyKeyFolder.Open(folder) : null;
            LedgerCopy copy = await ReadAsync(parsed.GetValue(source)!, signed, party, cancellationToken);
            if (parsed.GetValue(save) is { } path)
            {
                Files.Write(path, copy.Write());
                StepList.Line($"kept a copy in {path}");
            }

            return Check(copy, signed, party, expected, keepsHead: IsAddress(parsed.GetValue(source)!));
        });
        return command;
    }

    private static async Task<LedgerCopy> ReadAsync(string source, SignedAgreement agreement, PartyKeyFolder? party, CancellationToken cancellationToken)
    {
        if (!IsAddress(source))
        {
            return LedgerCopy.Parse(Files.Read(source), source);
        }

        Uri address = DatasetChoice.ParseUrl(source);
        PartyKeyFolder asker = party ?? throw ClientException.Usage("A room shows its ledger to parties only: give --keys.");
        AttestationResult instance = await Appraisal.RequireAsync(address, agreement, cancellationToken);
        using RoomConnection room = new(address, instance, asker);
        return await RoomLedger.CopyAsync(room, cancellationToken);
    }

    private static bool IsAddress(string source) => source.Contains("://", StringComparison.Ordinal);

    /// <summary>Of a copy no head is kept: it may be of another room.</summary>
    private static int Check(LedgerCopy copy, SignedAgreement agreement, PartyKeyFolder? party, IReadOnlyList<JobId> jobs, bool keepsHead)
    {
        (VerificationCheck whole, LedgerAudit? audit) = LedgerCheck.Whole(copy, agreement);
        List<VerificationCheck> checks = [whole];
        using GrantRecord? record = party is null || audit is null ? null : GrantRecord.Open(agreement, party);
        if (audit is not null)
        {
            checks.Add(Amendments(audit, agreement, isOfNow: keepsHead));
            if (record is not null)
            {
                checks.Add(record.SeenHead is { } seen
                    ? LedgerCheck.GrewOutOf(seen, audit)
                    : new VerificationCheck("consistency", "the head you saw", "you have seen none yet", true));
                checks.Add(LedgerCheck.Grants(party!.Id, record.Grants, copy, agreement));
            }

            checks.AddRange(jobs.Select(job => LedgerCheck.Job(job, copy, audit)));
            WriteSpends(LedgerSpend.ReadAll(copy.Leaves));
        }

        foreach (VerificationCheck check in checks)
        {
            StepList.Line($"{(check.Holds ? "ok" : "NO")}  {check.Claim}: {check.Found}{(check.Holds ? "" : $"; wanted {check.Wanted}")}");
        }

        bool holds = checks.TrueForAll(check => check.Holds);
        if (holds && keepsHead)
        {
            record?.KeepHead(LedgerCheck.HeadOf(audit!));
        }

        StepList.Line(holds ? "the ledger holds" : "REFUSED: the ledger does not hold. Grant nothing to this room, and keep the copy as evidence.");
        return holds ? ExitCode.Success : ExitCode.Refused;
    }

    /// <summary>A room must run under every amendment that you hold. A copy may have been kept before you held the newest.</summary>
    private static VerificationCheck Amendments(LedgerAudit audit, SignedAgreement agreement, bool isOfNow)
    {
        VerificationCheck check = LedgerCheck.Amendments(audit, agreement);
        return check.Holds || isOfNow
            ? check
            : check with { Found = $"{audit.Amendments} of the {agreement.Amendments.Count} that you hold: it was kept before the newest, or its room runs without it", Holds = true };
    }

    private static void WriteSpends(IReadOnlyList<LedgerSpend> spends)
    {
        IEnumerable<string[]> rows = spends.SelectMany(spend => spend.Accounts.Select(account => new[]
        {
            spend.Job, account.Requester, account.Owner,
            spend.State == LedgerEntryKind.Released ? "given back" : (spend.NanoRho / 1e9m).ToString(CultureInfo.InvariantCulture),
            spend.State == LedgerEntryKind.Released ? "" : (spend.AttoDelta / 1e18m).ToString(CultureInfo.InvariantCulture),
            spend.State.ToString(), string.Join(", ", spend.EntryNumbers),
        }));
        foreach (string line in TextTable.Lines(["job", "asked by", "people of", "rho", "delta", "state", "entries"], rows))
        {
            StepList.Line($"  {line}");
        }
    }
}
