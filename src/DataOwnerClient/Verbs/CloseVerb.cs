using System.CommandLine;
using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Closing;
using EnclaveCleanRoom.Attestation;
using EnclaveCleanRoom.DataOwnerClient.Keys;
using EnclaveCleanRoom.DataOwnerClient.Owning;
using EnclaveCleanRoom.DataOwnerClient.Rooms;
using EnclaveCleanRoom.DataOwnerClient.Terminal;

namespace EnclaveCleanRoom.DataOwnerClient.Verbs;

/// <summary><c>cleanroom close</c>: ends your grants to an instance; what it did not spend is yours to grant again.</summary>
internal static class CloseVerb
{
    internal static Command Create()
    {
        Argument<string> url = DatasetChoice.UrlArgument();
        Option<string> agreement = DatasetChoice.AgreementOption();
        Option<string> keys = DatasetChoice.KeysOption();
        Command command = new("close", "end your grants to an instance, for good, and take back what it did not spend, by its signed statement") { url, agreement, keys };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            Uri address = DatasetChoice.ParseUrl(parsed.GetValue(url)!);
            SignedAgreement signed = Files.OpenAgreement(parsed.GetValue(agreement)!);
            using PartyKeyFolder owner = PartyKeyFolder.Open(parsed.GetValue(keys)!);
            using GrantRecord record = GrantRecord.Open(signed, owner);
            AttestationResult instance = await Appraisal.RequireAsync(address, signed, cancellationToken);
            using RoomConnection room = new(address, instance, owner);
            (ClosingStatement statement, bool isLedgerSeen) = await GrantEnding.EndAsync(record, room, cancellationToken);
            StepList.Line($"closed {statement.ClosedAt:yyyy-MM-dd HH:mm} UTC: instance {statement.Instance} spends nothing of yours any more");
            IEnumerable<string[]> rows = record.Left().Select(left => new[]
            {
                left.Requester.ToString(),
                BudgetText.Write(SpentOf(statement, left.Requester)),
                BudgetText.Write(left),
            });
            foreach (string line in TextTable.Lines(["requester", "spent here", "left to grant"], rows))
            {
                StepList.Line($"  {line}");
            }

            if (!isLedgerSeen)
            {
                StepList.Line("Its ledger did not grow out of the one you saw last. That is as it must be if you have all agreed to start a new one since; if not, it was rolled back: grant nothing to its operator.");
            }

            return ExitCode.Success;
        });
        return command;
    }

    private static GrantedBudget SpentOf(ClosingStatement statement, PartyId requester)
    {
        SpentBudget? spent = statement.Spent.FirstOrDefault(budget => budget.Requester == requester);
        return new GrantedBudget { Requester = requester, NanoRho = spent?.NanoRho ?? 0, AttoDelta = spent?.AttoDelta ?? 0 };
    }
}
