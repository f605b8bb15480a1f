using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace EnclaveCleanRoom.EnclaveHost.Ledger;

/// <summary>What the database engine is told before it reads a file that somebody else may have written.</summary>
/// <remarks>Source: sqlite.org, "Defense Against The Dark Arts", and the options of <c>sqlite3_db_config</c> and <c>sqlite3_limit</c>.</remarks>
internal static class SqliteHardening
{
    private const int Off = 0;
    private const int On = 1;

    private const int EnableTrigger = 1003;
    private const int EnableLoadExtension = 1005;
    private const int Defensive = 1010;
    private const int EnableView = 1015;
    private const int TrustedSchema = 1017;

    /// <summary>Options: no SQL damages the file, and what a schema brings is neither run nor trusted.</summary>
    private static readonly (int Option, int Value)[] s_options =
        [(Defensive, On), (TrustedSchema, Off), (EnableTrigger, Off), (EnableView, Off), (EnableLoadExtension, Off)];

    /// <summary>Limits, by the number of each: what no statement and no row of a ledger comes near. A result has at most 64 MiB.</summary>
    private static readonly (int Limit, int Most)[] s_limits =
    [
        (0, 128 << 20), // bytes of a value or a row
        (1, 100_000), // bytes of a statement
        (2, 100), // columns
        (3, 50), // depth of an expression
        (4, 10), // parts of a compound SELECT
        (5, 50_000), // instructions of a statement
        (6, 20), // arguments of a function
        (7, 0), // attached files
        (8, 100), // bytes of a LIKE pattern
        (9, 50), // parameters
        (10, 1), // depth of triggers
        (11, 0), // helper threads
    ];

    /// <summary>Applies all of it.</summary>
    /// <param name="connection">Open, before its first statement.</param>
    /// <exception cref="LedgerDamagedException">The engine does not know an option: it is another than was measured.</exception>
    internal static void Apply(SqliteConnection connection)
    {
        sqlite3 handle = connection.Handle!;
        foreach ((int option, int value) in s_options)
        {
            if (raw.sqlite3_db_config(handle, option, value, out int now) != raw.SQLITE_OK || now != value)
            {
                throw new LedgerDamagedException($"the database engine does not take option {option}");
            }
        }

        foreach ((int limit, int most) in s_limits)
        {
            _ = raw.sqlite3_limit(handle, limit, most);
        }
    }
}
