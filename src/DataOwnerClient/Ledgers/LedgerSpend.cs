using System.Text.Json;
using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Ledger;

namespace EnclaveCleanRoom.DataOwnerClient.Ledgers;

/// <summary>What one job spent, by the ledger's entries about it.</summary>
internal sealed record LedgerSpend
{
    internal required string Job { get; init; }

    /// <summary>Owner and requester of each account that was charged.</summary>
    internal required IReadOnlyList<(string Owner, string Requester)> Accounts { get; init; }

    /// <summary>Billionths of ρ, charged to each account.</summary>
    internal required long NanoRho { get; init; }

    /// <summary>δ in 1e-18, charged to each account.</summary>
    internal required long AttoDelta { get; init; }

    /// <summary>When it was reserved, by the room's time.</summary>
    internal required DateTimeOffset At { get; init; }

    /// <summary>The datasets that it was to open, each in its version; empty when the entry does not say.</summary>
    internal required IReadOnlyList<GrantedDataset> Opened { get; init; }

    /// <summary>The last thing that became of it.</summary>
    internal required LedgerEntryKind State { get; init; }

    /// <summary>The numbers of its entries, from 1.</summary>
    internal required IReadOnlyList<long> EntryNumbers { get; init; }

    /// <summary>Reads all spends of a ledger.</summary>
    /// <exception cref="ClientException">An entry about a spend cannot be read.</exception>
    internal static IReadOnlyList<LedgerSpend> ReadAll(IReadOnlyList<LedgerEntry> entries)
    {
        Dictionary<string, LedgerSpend> spends = [];
        List<string> order = [];
        foreach ((int i, LedgerEntry entry) in entries.Index())
        {
            if (entry.Kind is < LedgerEntryKind.Reserved or > LedgerEntryKind.Released)
            {
                continue;
            }

            try
            {
                using JsonDocument body = JsonDocument.Parse(entry.Body);
                string job = body.RootElement.GetProperty("id").GetString()!;
                if (entry.Kind == LedgerEntryKind.Reserved)
                {
                    spends[job] = Reserve(job, entry.At, body.RootElement, i + 1);
                    order.Add(job);
                }
                else
                {
                    spends[job] = spends[job] with { State = entry.Kind, EntryNumbers = [.. spends[job].EntryNumbers, i + 1] };
                }
            }
            catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or ArgumentException)
            {
                throw new ClientException($"ledger entry {i + 1} is about a spend and makes no sense where it stands", exception);
            }
        }

        return [.. order.Select(job => spends[job])];
    }

    private static LedgerSpend Reserve(string job, long at, JsonElement body, long number) => new()
    {
        Job = job,
        Accounts = [.. body.GetProperty("accounts").EnumerateArray()
            .Select(account => (account.GetProperty("owner").GetString()!, account.GetProperty("requester").GetString()!))],
        NanoRho = body.GetProperty("nanoRho").GetInt64(),
        AttoDelta = body.GetProperty("attoDelta").GetInt64(),
        At = DateTimeOffset.FromUnixTimeSeconds(at),
        Opened = body.TryGetProperty("datasets", out JsonElement opened) ? opened.Deserialize<GrantedDataset[]>(JsonSerializerOptions.Web) ?? [] : [],
        State = LedgerEntryKind.Reserved,
        EntryNumbers = [number],
    };
}
