using EnclaveCleanRoom.Agreements.Requests;

namespace EnclaveCleanRoom.EnclaveHost.Ledger;

/// <summary>Remembers the ids of requests for as long as their signatures count: in memory, and in the ledger's file.</summary>
internal sealed class RequestBook
{
    private readonly LedgerDatabase _database;
    private readonly Dictionary<string, long> _expiries = [];
    private long _tidied;

    internal RequestBook(LedgerDatabase database)
    {
        _database = database;
        foreach ((string id, long expires) in database.Query("SELECT id, expires FROM requests", reader => (reader.GetString(0), reader.GetInt64(1))))
        {
            _expiries[id] = expires;
        }
    }

    /// <summary>Records a request's id.</summary>
    /// <returns>False when it was used before: a replay.</returns>
    internal Task<bool> TryRecordAsync(AuthenticatedRequest request, DateTimeOffset now) => _database.TransactAsync(() =>
    {
        Tidy(now.ToUnixTimeSeconds());
        if (!_expiries.TryAdd(request.Id, request.Expires.ToUnixTimeSeconds()))
        {
            return false;
        }

        // Should the write fail, the id stays remembered: the request is then refused, which is the safe side.
        _database.Execute("INSERT INTO requests VALUES ($1, $2)", request.Id, request.Expires.ToUnixTimeSeconds());
        return true;
    });

    /// <summary>Forgets what no signature counts for any longer, at most once a second.</summary>
    private void Tidy(long present)
    {
        if (present <= _tidied)
        {
            return;
        }

        _tidied = present;
        foreach (string old in _expiries.Where(entry => entry.Value <= present).Select(entry => entry.Key).ToList())
        {
            _expiries.Remove(old);
        }

        _database.Execute("DELETE FROM requests WHERE expires <= $1", present);
    }
}
