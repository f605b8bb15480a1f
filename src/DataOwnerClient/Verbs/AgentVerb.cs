using System.CommandLine;
using System.Globalization;
using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.DataOwnerClient.Agent;
using EnclaveCleanRoom.DataOwnerClient.Keys;
using EnclaveCleanRoom.DataOwnerClient.Owning;
using EnclaveCleanRoom.DataOwnerClient.Terminal;

namespace EnclaveCleanRoom.DataOwnerClient.Verbs;

/// <summary><c>cleanroom agent</c>: appraises and grants by itself, within limits that its owner set.</summary>
internal static class AgentVerb
{
    private const int MaximumHours = 24 * 366;

    internal static Command Create()
    {
        Argument<string> url = DatasetChoice.UrlArgument();
        Option<string> agreement = DatasetChoice.AgreementOption();
        Option<string> keys = DatasetChoice.KeysOption();
        Option<string[]> manifests = new("--manifest") { Description = "manifests of the versions that may be opened", AllowMultipleArgumentsPerToken = true, Required = true };
        Option<string[]> portion = new("--portion") { Description = "REQUESTER=RHO or REQUESTER=RHO,DELTA: what one grant gives, when a requester has less than that left", AllowMultipleArgumentsPerToken = true, Required = true };
        Option<string[]> most = new("--most") { Description = "REQUESTER=RHO or REQUESTER=RHO,DELTA: the most a requester may ever be granted, by you or the agent", AllowMultipleArgumentsPerToken = true, Required = true };
        Option<int> hours = new("--hours") { Description = "how long a grant is good for", DefaultValueFactory = _ => 12 };
        Option<int> every = new("--every") { Description = "seconds between looks", DefaultValueFactory = _ => 60 };
        Option<bool> once = new("--once") { Description = "look once and end; exit code 1 when the room is not acceptable" };
        Command command = new("agent", "appraise an instance again and again, and grant it portions of your budgets within limits you set") { url, agreement, keys, manifests, portion, most, hours, every, once };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            Uri address = DatasetChoice.ParseUrl(parsed.GetValue(url)!);
            SignedAgreement signed = Files.OpenAgreement(parsed.GetValue(agreement)!);
            using PartyKeyFolder owner = PartyKeyFolder.Open(parsed.GetValue(keys)!);
            SealedDataset[] datasets = [.. parsed.GetValue(manifests)!.Select(path => SealedFiles.Open(path, Files.Read(path), signed))];
            AgentLimits limits = new()
            {
                Portions = Budgets("--portion", parsed.GetValue(portion)!),
                Most = Budgets("--most", parsed.GetValue(most)!),
                Lifetime = TimeSpan.FromHours(parsed.GetValue(hours) is >= 1 and <= MaximumHours and int given ? given : throw ClientException.Usage($"--hours is 1 to {MaximumHours}.")),
            };
            limits.Require();
            TimeSpan pause = TimeSpan.FromSeconds(parsed.GetValue(every) is >= 1 and <= 86400 and int seconds ? seconds : throw ClientException.Usage("--every is 1 to 86400 seconds."));
            return await WatchAsync(new GrantAgent(address, signed, owner, datasets, limits).LookAsync, parsed.GetValue(once) ? null : pause, cancellationToken);
        });
        return command;
    }

    /// <summary>Looks until it is stopped. A room that is away, too slow, or not acceptable, is granted nothing and looked at again.</summary>
    /// <param name="look">Looks once, and returns what it did.</param>
    /// <param name="pause">How long to wait between looks; <see langword="null"/> to look once.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>The exit code of the one look.</returns>
    internal static async Task<int> WatchAsync(Func<CancellationToken, Task<IReadOnlyList<string>>> look, TimeSpan? pause, CancellationToken cancellationToken)
    {
        while (true)
        {
            bool isWell = true;
            try
            {
                Say(await look(cancellationToken));
            }
            catch (Exception exception) when (
                exception is ClientException or HttpRequestException || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
            {
                isWell = false;
                Say([exception.Message]);
            }

            if (pause is not { } wait)
            {
                return isWell ? ExitCode.Success : ExitCode.Refused;
            }

            await Task.Delay(wait, cancellationToken);
        }
    }

    private static void Say(IReadOnlyList<string> lines)
    {
        foreach (string line in lines)
        {
            StepList.Line(string.Create(CultureInfo.InvariantCulture, $"{DateTimeOffset.UtcNow:yyyy-MM-dd HH:mm:ss} {line}"));
        }
    }

    private static GrantedBudget[] Budgets(string option, string[] texts)
    {
        GrantedBudget[] budgets = [.. texts.Select(text => BudgetText.TryParse(text, out GrantedBudget? budget)
            ? budget
            : throw ClientException.Usage($"{option} is REQUESTER=RHO or REQUESTER=RHO,DELTA in decimals of at most 9 and 18 places, not '{text}'."))];
        return budgets.DistinctBy(budget => budget.Requester).Count() == budgets.Length ? budgets : throw ClientException.Usage($"{option} names a requester twice.");
    }
}
