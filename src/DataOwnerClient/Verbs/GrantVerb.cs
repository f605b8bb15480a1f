using System.CommandLine;
using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Documents;
using EnclaveCleanRoom.Attestation;
using EnclaveCleanRoom.DataOwnerClient.Keys;
using EnclaveCleanRoom.DataOwnerClient.Owning;
using EnclaveCleanRoom.DataOwnerClient.Rooms;
using EnclaveCleanRoom.DataOwnerClient.Terminal;

namespace EnclaveCleanRoom.DataOwnerClient.Verbs;

/// <summary><c>cleanroom grant</c>: lets one appraised instance spend a budget of yours until a given time.</summary>
internal static class GrantVerb
{
    private const int MaximumHours = 24 * 366;

    internal static Command Create()
    {
        Argument<string> url = DatasetChoice.UrlArgument();
        Option<string> agreement = DatasetChoice.AgreementOption();
        Option<string> keys = DatasetChoice.KeysOption();
        Option<string[]> manifests = new("--manifest") { Description = "manifests of the versions that may be opened", AllowMultipleArgumentsPerToken = true };
        Option<string[]> rho = new("--rho") { Description = "REQUESTER=RHO or REQUESTER=RHO,DELTA: how much a requester may spend", AllowMultipleArgumentsPerToken = true };
        Option<bool> all = new("--all") { Description = "all that is left of your budgets; an instance that dies takes its grant with it" };
        Option<int> hours = new("--hours") { Description = "how long it is good for", DefaultValueFactory = _ => 12 };
        Option<bool> resend = new("--resend") { Description = "grant nothing new: send this instance again what it was granted, in case it did not arrive" };
        Option<bool> newLedger = new("--new-ledger") { Description = "accept a ledger that does not hold what you saw, because all of you started a new one" };
        Command command = new("grant", "appraise an instance, then grant it a budget; never more in total than the agreement allows")
        {
            url, agreement, keys, manifests, rho, all, hours, resend, newLedger,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            Uri address = DatasetChoice.ParseUrl(parsed.GetValue(url)!);
            SignedAgreement signed = Files.OpenAgreement(parsed.GetValue(agreement)!);
            using PartyKeyFolder owner = PartyKeyFolder.Open(parsed.GetValue(keys)!);
            using GrantRecord record = GrantRecord.Open(signed, owner);
            if (parsed.GetValue(resend))
            {
                return await ResendAsync(address, signed, owner, record, cancellationToken);
            }

            SealedDataset[] datasets = [.. (parsed.GetValue(manifests) ?? []).Select(path => SealedFiles.Open(path, Files.Read(path), signed))];
            IReadOnlyList<GrantedBudget> budgets = Choose(parsed.GetValue(all), parsed.GetValue(rho) ?? [], datasets, record);
            int lifetime = parsed.GetValue(hours) is >= 1 and <= MaximumHours and int given ? given : throw ClientException.Usage($"--hours is 1 to {MaximumHours}.");
            record.Require(budgets);
            GrantOffer offer = new() { Datasets = datasets, Budgets = budgets, Lifetime = TimeSpan.FromHours(lifetime), StartsNewLedger = parsed.GetValue(newLedger) };
            AttestationResult instance = await Appraisal.RequireAgreedAsync(address, signed, cancellationToken);
            StepList.Line($"acceptable: instance {instance.InstanceId}, {instance.Appraisal.Checks.Count} checks hold");
            using RoomConnection room = new(address, instance, owner);
            Write(await GrantGiving.GiveAsync(signed, owner, record, instance, room, offer, cancellationToken), record);
            return ExitCode.Success;
        });
        return command;
    }

    private static GrantedBudget[] Choose(bool all, string[] asked, SealedDataset[] datasets, GrantRecord record)
    {
        if (all == (asked.Length > 0))
        {
            throw ClientException.Usage("Say how much: --rho REQUESTER=RHO for each requester, or --all.");
        }

        if (datasets.Length == 0)
        {
            throw ClientException.Usage("Say what may be opened: --manifest FILE for each of your datasets. `cleanroom encrypt` writes them.");
        }

        GrantedBudget[] budgets = all
            ? [.. record.Left().Where(budget => budget.NanoRho > 0)]
            : [.. asked.Select(text => BudgetText.TryParse(text, out GrantedBudget? budget)
                ? budget
                : throw ClientException.Usage($"--rho is REQUESTER=RHO or REQUESTER=RHO,DELTA in decimals of at most 9 and 18 places, not '{text}'."))];
        return budgets.Length > 0 ? budgets : throw new ClientException("Nothing is left of your budgets: all of it was granted. Only another agreement gives more.");
    }

    private static async Task<int> ResendAsync(
        Uri address, SignedAgreement agreement, PartyKeyFolder owner, GrantRecord record, CancellationToken cancellationToken)
    {
        AttestationResult instance = await Appraisal.RequireAsync(address, agreement, cancellationToken);
        IReadOnlyList<SignedDocument<Grant>> grants = record.CurrentFor(instance.InstanceId, DateTimeOffset.UtcNow);
        if (grants.Count == 0)
        {
            throw new ClientException($"Nothing was granted to instance {instance.InstanceId} that has not expired. An instance that was started again is another one.");
        }

        using RoomConnection room = new(address, instance, owner);
        foreach (SignedDocument<Grant> grant in grants)
        {
            await GrantGiving.SendAsync(room, grant, cancellationToken);
            StepList.Line($"sent again: grant {grant.Document.Id}");
        }

        return ExitCode.Success;
    }

    private static void Write(Grant grant, GrantRecord record)
    {
        StepList.Line($"granted {grant.Id} until {grant.Expires:yyyy-MM-dd HH:mm} UTC, for {string.Join(", ", grant.Datasets.Select(dataset => $"{dataset.Dataset} version {dataset.Version}"))}");
        IReadOnlyList<GrantedBudget> left = record.Left();
        IEnumerable<string[]> rows = grant.Budgets.Select(budget => new[]
        {
            budget.Requester.ToString(), BudgetText.Write(budget), BudgetText.Write(left.Single(rest => rest.Requester == budget.Requester)),
        });
        foreach (string line in TextTable.Lines(["requester", "may spend", "left to grant it later"], rows))
        {
            StepList.Line($"  {line}");
        }

        StepList.Line($"ledger head {record.SeenHead!.Size} {record.SeenHead.Hash}");
    }
}
