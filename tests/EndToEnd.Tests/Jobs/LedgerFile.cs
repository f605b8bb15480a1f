using System.Text.Json;
using EnclaveCleanRoom.Agreements;
using Microsoft.Data.Sqlite;

namespace EnclaveCleanRoom.EndToEnd.Tests.Jobs;

/// <summary>Reads the ledger's file of an instance that has stopped, as the operator could.</summary>
internal static class LedgerFile
{
    /// <summary>The kinds of entries about spends, by the numbers they are stored as.</summary>
    private static readonly Dictionary<long, string> s_kinds =
        new() { [4] = "Reserved", [5] = "Opened", [6] = "Stored", [7] = "Lost", [8] = "Released" };

    /// <summary>Takes everything about a job out of the file but what the chain says.</summary>
    internal static void ForgetJob(string dataFolder, JobId job)
    {
        using SqliteConnection connection = Open(dataFolder);
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = "DELETE FROM results WHERE job = $1; DELETE FROM jobs WHERE id = $1";
        command.Parameters.AddWithValue("$1", job.ToString());
        Assert.Equal(2, command.ExecuteNonQuery());
    }

    /// <summary>What the chain says of one job's spend, in order.</summary>
    internal static IReadOnlyList<string> SpendEntriesOf(string dataFolder, JobId job)
    {
        using SqliteConnection connection = Open(dataFolder);
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = "SELECT kind, body FROM entries WHERE kind BETWEEN 4 AND 8 ORDER BY sequence";
        using SqliteDataReader reader = command.ExecuteReader();
        List<string> entries = [];
        while (reader.Read())
        {
            if (JsonElement.Parse(reader.GetFieldValue<byte[]>(1)).GetProperty("id").GetString() == job.ToString())
            {
                entries.Add(s_kinds[reader.GetInt64(0)]);
            }
        }

        return entries;
    }
    private static SqliteConnection Open(string dataFolder)
    {
        SqliteConnectionStringBuilder file = new() { DataSource = Path.Combine(dataFolder, "ledger.db"), Pooling = false };
        SqliteConnection connection = new(file.ToString());
        connection.Open();
        return connection;
    }
}
