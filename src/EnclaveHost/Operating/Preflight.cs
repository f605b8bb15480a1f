using System.Globalization;
using Azure.Core;
using Azure.Identity;
using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.EnclaveHost.Attesting;
using EnclaveCleanRoom.EnclaveHost.Instance;
using EnclaveCleanRoom.EnclaveHost.Jobs;
using EnclaveCleanRoom.KeyRelease;

namespace EnclaveCleanRoom.EnclaveHost.Operating;

/// <summary>
/// What a room finds at its start that will keep it from working later, and what its operator does about it. It refuses nothing: what must hold is checked where it is needed. No key is let
/// out, because keys live for a job.
/// </summary>
internal static class Preflight
{
    private const string ApiVersion = "7.4";

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan s_drift = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan s_notice = TimeSpan.FromDays(7);

    /// <summary>Everything that is found.</summary>
    /// <param name="room">The room, attested and not listening yet.</param>
    /// <param name="credential">How it is known to vaults.</param>
    /// <param name="machineClock">What the machine takes for the present.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>One sentence or two for each; empty when all is well.</returns>
    internal static async Task<IReadOnlyList<string>> FindAsync(Room room, TokenCredential credential, DateTimeOffset machineClock, CancellationToken cancellationToken)
    {
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(s_patience);
        IGrouping<Uri, DatasetTerms>[] vaults = [.. room.Agreement.Agreement.Datasets.GroupBy(dataset => new Uri(dataset.KeyEncryptionKey.GetLeftPart(UriPartial.Authority)))];
        Task<IReadOnlyList<string>>[] asked =
        [
            .. vaults.Select(vault => AskAsync(room, credential, vault, limit.Token)),
            .. Scopes(room, vaults.Select(vault => vault.Key)).Select(scope => IdentifyAsync(credential, scope, limit.Token)),
        ];
        return [.. OfState(room, machineClock), .. (await Task.WhenAll(asked)).SelectMany(found => found)];
    }

    /// <summary>What the room's own state says.</summary>
    internal static IEnumerable<string> OfState(Room room, DateTimeOffset machineClock)
    {
        TimeSpan drift = (machineClock - room.Clock.Now).Duration();
        if (drift > s_drift)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"the machine's clock is {drift.TotalSeconds:0} s off the attested time. The room does not ask it, but certificates of services are judged by it: set the clock (NTP).");
        }

        TimeSpan left = room.Agreement.Agreement.Expires - room.Clock.Now;
        if (left < s_notice)
        {
            yield return $"the agreement expires {room.Agreement.Agreement.Expires:u}, and no amendment changes its end: ask the parties whether they sign a new one.";
        }

        if (!room.Disk.Fits(0))
        {
            yield return $"less than {room.Limits.FreeDisk >> 20} MiB of the disk are free, which are kept in reserve: uploads will be refused. Give the data folder a larger disk.";
        }

        if (!room.IsAccepted)
        {
            yield return "the agreement accepts no such instance, so nobody will grant or release anything to it. The standard error names the checks: wrong host data means another image, command line or environment than was signed for.";
        }
    }

    /// <summary>Whether a vault may be asked at all and answers, and whether it would let the room ask for its keys.</summary>
    private static async Task<IReadOnlyList<string>> AskAsync(Room room, TokenCredential credential, IGrouping<Uri, DatasetTerms> vault, CancellationToken cancellationToken) =>
        AzureVaults.ScopeOf(vault.Key, VaultKeySource.TrustOf(room)) is null
            ? [$"{vault.Key} is no key vault of Azure and the agreement names no service roots: no token is sent there, and jobs that need its keys will be denied (denial.keyNotReleased)."]
            : await ReachAsync(room, vault.Key, cancellationToken) is { } unreachable
            ? [unreachable]
            : [.. (await Task.WhenAll(vault.Select(dataset => VaultProbe.FindAsync(room, credential, dataset, cancellationToken)))).SelectMany(found => found)];

    /// <summary>Whether a vault answers at all. Without a token it answers 401, which is all that is wanted.</summary>
    private static async Task<string?> ReachAsync(Room room, Uri vault, CancellationToken cancellationToken)
    {
        using HttpClient client = ServiceClient.Create(room.Anchors.Services);
        try
        {
            using HttpResponseMessage answer = await client.GetAsync(new Uri(vault, $"keys?api-version={ApiVersion}"), cancellationToken);
            return (int)answer.StatusCode < 500
                ? null
                : $"the vault {vault} answers {(int)answer.StatusCode}. Jobs that need its keys will be denied (denial.keyNotReleased) until it is well.";
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException)
        {
            string why = exception is OperationCanceledException ? $"it did not answer within {s_patience.TotalSeconds:0} s" : exception.Message;
            return $"the vault {vault} cannot be reached: {why} Look at the network of the container group (private endpoint, DNS, firewall of the vault).";
        }
    }

    private static async Task<IReadOnlyList<string>> IdentifyAsync(TokenCredential credential, string scope, CancellationToken cancellationToken)
    {
        try
        {
            await credential.GetTokenAsync(new TokenRequestContext([scope]), cancellationToken);
            return [];
        }
        catch (Exception exception) when (exception is AuthenticationFailedException or OperationCanceledException)
        {
            return [$"the room gets no token for {scope}: {exception.Message.Split('\n')[0]} Look at CLEANROOM_CREDENTIAL and CLEANROOM_IDENTITY, and whether the identity is assigned to the container group."];
        }
    }

    /// <summary>What tokens are asked for when a key is released; for a vault outside Azure's clouds none is.</summary>
    private static IEnumerable<string> Scopes(Room room, IEnumerable<Uri> vaults) =>
        vaults.Select(vault => AzureVaults.ScopeOf(vault, VaultKeySource.TrustOf(room))).OfType<string>().Distinct();
}
