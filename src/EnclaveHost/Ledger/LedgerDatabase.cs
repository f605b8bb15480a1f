using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace EnclaveCleanRoom.EnclaveHost.Ledger;

/// <summary>
/// The file in which the room remembers. It lies on the operator's disk: what counts in it is in a signed tree, and what
/// owners granted names the head they saw, so an old copy of it is worth nothing.
/// </summary>
/// <remarks>
/// One connection, one body at a time, exclusive for this process, and every commit on the disk before it returns
/// (WAL with <c>synchronous=FULL</c>). Bodies that wait while another is being written are committed together, each of them whole or not
/// at all: waiting for the disk is shared, and one thread of its own does it. The file is a journal: what this instance decides by is read from it once, at start, and
/// kept in the enclave's memory from then on, so that whoever edits the file under a running instance changes no decision. One thing is looked up there when it is asked for, because it is large: stored results. Whoever takes
/// one away makes the room answer that it is missing, and compute the question again, for a new spend, when it is put again (<see cref="JobBook.FindAnswer"/>); whoever puts another in its place gives its recipients what does not
/// verify. Deleting files does as much.
/// <para>
/// The file is parsed inside the enclave, and was written by whoever owns the disk. The engine is told so before it reads anything (<see cref="SqliteHardening"/>), and a file that is not sound in itself is refused at start.
/// </para>
/// </remarks>
internal sealed class LedgerDatabase : IDisposable
{
    private const string Schema = """
        CREATE TABLE IF NOT EXISTS entries (
            sequence INTEGER PRIMARY KEY, kind INTEGER NOT NULL, at INTEGER NOT NULL, body BLOB NOT NULL, leaf BLOB NOT NULL) STRICT;
        CREATE TABLE IF NOT EXISTS checkpoints (size INTEGER PRIMARY KEY, note TEXT NOT NULL) STRICT;
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
        CREATE TABLE IF NOT EXISTS rotations (
            manifest BLOB NOT NULL, sequence INTEGER NOT NULL, encoded BLOB NOT NULL, PRIMARY KEY (manifest, sequence)) STRICT;
        CREATE TABLE IF NOT EXISTS jobs (
            id TEXT PRIMARY KEY, digest BLOB NOT NULL, requester TEXT NOT NULL, terms TEXT NOT NULL, encoded BLOB NOT NULL,
            state INTEGER NOT NULL, denial TEXT NOT NULL, at INTEGER NOT NULL) STRICT;
        CREATE TABLE IF NOT EXISTS results (
            job TEXT PRIMARY KEY REFERENCES jobs(id), envelope BLOB NOT NULL) STRICT;
        CREATE TABLE IF NOT EXISTS requests (id TEXT PRIMARY KEY, expires INTEGER NOT NULL) STRICT;
        """;

    /// <summary>Bodies in one commit, so that nobody waits for an endless one.</summary>
    private const int MaximumGroup = 256;

    private const int SqliteCorrupt = 11;
    private const int SqliteNoDatabase = 26;

    private readonly SqliteConnection _connection;
    private readonly Lock _lock = new();
    private readonly List<Action> _undo = [];
    private readonly ConcurrentQueue<GroupedWork> _waiting = new();
    private readonly SemaphoreSlim _arrived = new(0);
    private readonly Thread _committer;
    private volatile bool _isClosed;
    private volatile bool _isWritable = true;
    private SqliteTransaction? _current;

    /// <summary>Opens or creates the file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="SqliteException">It cannot be opened, or is in use by another process.</exception>
    /// <exception cref="LedgerDamagedException">It is damaged, or holds tables, triggers or views that no instance makes.</exception>
    internal LedgerDatabase(string path)
    {
        _connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        try
        {
            _connection.Open();
            SqliteHardening.Apply(_connection);
            Execute("PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON; PRAGMA mmap_size = 0; PRAGMA locking_mode = EXCLUSIVE;");
            RequireOwnSchema(isWhole: false);
            RequireSound();
            Execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;");
            Execute(Schema);
            RequireOwnSchema(isWhole: true);
        }
        catch (SqliteException exception) when (exception.SqliteErrorCode is SqliteCorrupt or SqliteNoDatabase)
        {
            _connection.Dispose();
            throw new LedgerDamagedException($"the ledger's file is damaged, or is none: {exception.Message}; bring back the newest whole copy of it");
        }
        catch
        {
            _connection.Dispose();
            throw;
        }

        _committer = new Thread(CommitUntilClosed) { IsBackground = true, Name = "ledger" };
        _committer.Start();
    }

    /// <summary>Whether the last commit that was tried came through.</summary>
    internal bool IsWritable => _isWritable;

    /// <summary>Whether what is asked of the ledger is still done.</summary>
    internal bool IsAlive => _committer.IsAlive;

    /// <summary>Called before a commit, inside of it; what it throws takes the whole commit back.</summary>
    internal Action Committing { get; set; } = () => { };

    /// <summary>Called when everything before it is durable.</summary>
    internal Action Committed { get; set; } = () => { };

    /// <summary>Runs a body alone; everything it wrote is durable when this returns, or none of it was kept.</summary>
    /// <remarks>
    /// A body inside a body joins the outer one. A body runs on the ledger's own thread: it must not wait for a lock that a caller
    /// holds while calling this.
    /// </remarks>
    internal TResult Transact<TResult>(Func<TResult> body) =>
        _lock.IsHeldByCurrentThread && _current is not null ? body() : TransactAsync(body).GetAwaiter().GetResult();

    /// <summary>The same, for callers who have better things to do than to wait for a disk.</summary>
    /// <exception cref="ObjectDisposedException">The ledger was closed.</exception>
    internal Task<TResult> TransactAsync<TResult>(Func<TResult> body)
    {
        ObjectDisposedException.ThrowIf(_isClosed, this);
        GroupedWork<TResult> work = new(body);
        _waiting.Enqueue(work);
        _arrived.Release();
        return work.Ended;
    }

    /// <summary>Writes something that changes nothing, to see whether the file can be written.</summary>
    /// <exception cref="SqliteException">It cannot be.</exception>
    internal Task<bool> ProbeAsync() => TransactAsync(() => Execute("PRAGMA user_version = 1") >= -1);

    /// <summary>Registers how to take back a change in memory that goes with the running transaction, should that not commit.</summary>
    /// <exception cref="InvalidOperationException">No transaction is running.</exception>
    internal void OnRollback(Action undo)
    {
        lock (_lock)
        {
            if (_current is null)
            {
                throw new InvalidOperationException("What is remembered changes together with the ledger, in a transaction.");
            }

            _undo.Add(undo);
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
        List<T> rows = [];
        Visit(
            sql,
            reader =>
            {
                rows.Add(read(reader));
                return true;
            },
            values);
        return rows;
    }

    /// <summary>Goes through the rows of a query and keeps none of them.</summary>
    /// <param name="sql">The query.</param>
    /// <param name="visit">Called with each row; false ends it.</param>
    /// <param name="values">Its parameters.</param>
    internal void Visit(string sql, Func<SqliteDataReader, bool> visit, params ReadOnlySpan<object> values)
    {
        lock (_lock)
        {
            using SqliteCommand command = Prepare(sql, values);
            using SqliteDataReader reader = command.ExecuteReader();
            while (reader.Read() && visit(reader))
            {
            }
        }
    }

    public void Dispose()
    {
        if (_isClosed)
        {
            return;
        }

        _isClosed = true;
        _arrived.Release();
        _committer.Join();
        while (_waiting.TryDequeue(out GroupedWork? late))
        {
            late.Fail(new ObjectDisposedException(nameof(LedgerDatabase)));
            late.Finish();
        }

        _arrived.Dispose();
        _connection.Dispose();
    }

    private void CommitUntilClosed()
    {
        do
        {
            _arrived.Wait();
            lock (_lock)
            {
                CommitWaiting();
            }
        }
        while (!_isClosed);
    }

    /// <summary>Runs what waits, one body after the other, and commits all of it at once.</summary>
    private void CommitWaiting()
    {
        List<GroupedWork> group = [];
        while (group.Count < MaximumGroup && _waiting.TryDequeue(out GroupedWork? work))
        {
            group.Add(work);
        }

        if (group.Count == 0)
        {
            // They went with those before them.
            return;
        }

        bool isCommitted = false;
        try
        {
            using SqliteTransaction transaction = _connection.BeginTransaction();
            _current = transaction;
            group.ForEach(work => RunAlone(work, transaction));

            Committing();
            transaction.Commit();
            isCommitted = true;
            _isWritable = true;
            Committed();
        }
#pragma warning disable CA1031 // Everybody in the group is told, on a thread of their own.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            _isWritable = false;
            group.ForEach(work => work.Fail(exception));
        }
        finally
        {
            _current = null;
            Undo(isCommitted ? _undo.Count : 0);
            _undo.Clear();
            group.ForEach(work => work.Finish());
        }
    }

    /// <summary>A body that throws takes back what it did itself, and nothing of the others'.</summary>
    private void RunAlone(GroupedWork work, SqliteTransaction transaction)
    {
        const string Before = "before";
        int undoBefore = _undo.Count;
        transaction.Save(Before);
        try
        {
            work.Run();
            transaction.Release(Before);
        }
#pragma warning disable CA1031 // It is thrown where the body came from.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            work.Fail(exception);
            transaction.Rollback(Before);
            transaction.Release(Before);
            Undo(undoBefore);
        }
    }

    private void Undo(int kept)
    {
        for (int i = _undo.Count - 1; i >= kept; i--)
        {
            _undo[i]();
        }

        _undo.RemoveRange(kept, _undo.Count - kept);
    }

    /// <summary>
    /// A file from the operator's disk may bring triggers that rewrite what is stored. Its schema must be, name for name and
    /// word for word, the one that an empty file gets.
    /// </summary>
    /// <param name="isWhole">False before it was made: then it holds nothing else, and may lack what is new.</param>
    private void RequireOwnSchema(bool isWhole)
    {
        const string Everything = "SELECT type || ' ' || name || ' ' || tbl_name || ' ' || coalesce(sql, '') FROM sqlite_schema ORDER BY 1";
        List<string> found = Query(Everything, reader => reader.GetString(0));
        using SqliteConnection empty = new("Data Source=:memory:");
        empty.Open();
        using SqliteCommand create = empty.CreateCommand();
        create.CommandText = Schema;
        create.ExecuteNonQuery();
        create.CommandText = Everything;
        using SqliteDataReader reader = create.ExecuteReader();
        List<string> wanted = [];
        while (reader.Read())
        {
            wanted.Add(reader.GetString(0));
        }

        if (isWhole ? !found.SequenceEqual(wanted) : found.Except(wanted).Any())
        {
            throw new LedgerDamagedException("the ledger's file holds tables, triggers or views that no instance makes");
        }
    }

    /// <summary>Pages, their cells and the order of keys hold together. What they say is for the signed tree to judge.</summary>
    private void RequireSound()
    {
        string found = Query("PRAGMA quick_check(1)", reader => reader.GetString(0))[0];
        if (found != "ok")
        {
            throw new LedgerDamagedException($"the ledger's file is damaged: {found.ReplaceLineEndings(" ")}; bring back the newest whole copy of it");
        }
    }

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
