using Microsoft.Data.Sqlite;

namespace EnclaveCleanRoom.EnclaveHost.Ledger;

/// <summary>
/// The file in which the room remembers. It lies on the operator's disk: what counts in it is chained and signed, and what
/// owners granted names the head they saw, so an old copy of it is worth nothing.
/// </summary>
/// <remarks>
/// One connection, one body at a time, exclusive for this process, and every commit on the disk before it returns
/// (WAL with <c>synchronous=FULL</c>).
/// </remarks>
internal sealed class LedgerDatabase : IDisposable
{
    private const string Schema = """
        CREATE TABLE IF NOT EXISTS entries (
            sequence INTEGER PRIMARY KEY, kind INTEGER NOT NULL, at INTEGER NOT NULL, body BLOB NOT NULL,
            previous BLOB NOT NULL, hash BLOB NOT NULL, signature BLOB NOT NULL) STRICT;
        CREATE TABLE IF NOT EXISTS reservations (
            id TEXT PRIMARY KEY, instance TEXT NOT NULL, state INTEGER NOT NULL, nano_rho INTEGER NOT NULL,
            atto_delta INTEGER NOT NULL, mechanisms TEXT NOT NULL) STRICT;
        CREATE TABLE IF NOT EXISTS charges (
            reservation TEXT NOT NULL REFERENCES reservations(id), owner TEXT NOT NULL, requester TEXT NOT NULL,
            PRIMARY KEY (reservation, owner, requester)) STRICT;
        CREATE INDEX IF NOT EXISTS charges_by_account ON charges(owner, requester);
        CREATE TABLE IF NOT EXISTS grants (
            id TEXT PRIMARY KEY, owner TEXT NOT NULL, instance TEXT NOT NULL, encoded BLOB NOT NULL) STRICT;
        CREATE TABLE IF NOT EXISTS manifests (
            dataset TEXT NOT NULL, version INTEGER NOT NULL, encoded BLOB NOT NULL, PRIMARY KEY (dataset, version)) STRICT;
        CREATE TABLE IF NOT EXISTS jobs (
            id TEXT PRIMARY KEY, digest BLOB NOT NULL, requester TEXT NOT NULL, terms TEXT NOT NULL, encoded BLOB NOT NULL,
            state INTEGER NOT NULL, denial TEXT NOT NULL, at INTEGER NOT NULL) STRICT;
        CREATE TABLE IF NOT EXISTS results (
            job TEXT PRIMARY KEY REFERENCES jobs(id), envelope BLOB NOT NULL) STRICT;
        CREATE TABLE IF NOT EXISTS requests (id TEXT PRIMARY KEY, expires INTEGER NOT NULL) STRICT;
        """;

    private readonly SqliteConnection _connection;
    private readonly Lock _lock = new();
    private SqliteTransaction? _current;

    /// <summary>Opens or creates the file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="SqliteException">It is no ledger, damaged, or in use by another process.</exception>
    internal LedgerDatabase(string path)
    {
        _connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        try
        {
            _connection.Open();
            Execute("PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;");
            Execute(Schema);
        }
        catch
        {
            _connection.Dispose();
            throw;
        }
    }

    /// <summary>Runs a body alone; everything it wrote is durable when this returns, or none of it was kept.</summary>
    /// <remarks>A body inside a body joins the outer one.</remarks>
    internal TResult Transact<TResult>(Func<TResult> body)
    {
        lock (_lock)
        {
            if (_current is not null)
            {
                return body();
            }

            using SqliteTransaction transaction = _connection.BeginTransaction();
            _current = transaction;
            try
            {
                TResult result = body();
                transaction.Commit();
                return result;
            }
            finally
            {
                _current = null;
            }
        }
    }

    /// <summary>Runs a statement.</summary>
    /// <returns>The number of rows changed.</returns>
    internal int Execute(string sql, params ReadOnlySpan<object> values)
    {
        lock (_lock)
        {
            using SqliteCommand command = Prepare(sql, values);
            return command.ExecuteNonQuery();
        }
    }

    /// <summary>Reads all rows of a query.</summary>
    internal List<T> Query<T>(string sql, Func<SqliteDataReader, T> read, params ReadOnlySpan<object> values)
    {
        lock (_lock)
        {
            using SqliteCommand command = Prepare(sql, values);
            using SqliteDataReader reader = command.ExecuteReader();
            List<T> rows = [];
            while (reader.Read())
            {
                rows.Add(read(reader));
            }

            return rows;
        }
    }

    public void Dispose() => _connection.Dispose();

    private SqliteCommand Prepare(string sql, ReadOnlySpan<object> values)
    {
        SqliteCommand command = _connection.CreateCommand();
        command.Transaction = _current;
#pragma warning disable CA2100 // Every statement is a constant of this folder; values travel as parameters.
        command.CommandText = sql;
#pragma warning restore CA2100
        for (int i = 0; i < values.Length; i++)
        {
            command.Parameters.AddWithValue($"${i + 1}", values[i]);
        }

        return command;
    }
}
