using EnclaveCleanRoom.Agreements.Requests;

namespace EnclaveCleanRoom.EnclaveHost.Ledger;

/// <summary>Remembers the ids of requests for as long as their signatures count.</summary>
internal sealed class RequestBook(LedgerDatabase database)
{
    /// <summary>Records a request's id.</summary>
    /// <returns>False when it was used before: a replay.</returns>
    internal bool TryRecord(AuthenticatedRequest request, DateTimeOffset now) => database.Transact(() =>
    {
        database.Execute("DELETE FROM requests WHERE expires <= $1", now.ToUnixTimeSeconds());
        return database.Execute(
            "INSERT OR IGNORE INTO requests VALUES ($1, $2)", request.Id, request.Expires.ToUnixTimeSeconds()) == 1;
    });
}
