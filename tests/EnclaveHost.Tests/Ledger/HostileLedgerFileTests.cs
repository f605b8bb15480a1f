using EnclaveCleanRoom.Agreements.Ledger;
using EnclaveCleanRoom.EnclaveHost.Ledger;
using Microsoft.Data.Sqlite;

namespace EnclaveCleanRoom.EnclaveHost.Tests.Ledger;

/// <summary>The ledger's file comes from the operator's disk and is parsed inside the enclave.</summary>
public sealed class HostileLedgerFileTests : IDisposable
{
    private const int PageBytes = 4096;

    private readonly string _folder = Directory.CreateTempSubdirectory("cleanroom-ledger-").FullName;

    private string File => Path.Combine(_folder, "ledger.db");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_sound_file_is_opened_again()
    {
        Write();
        using LedgerDatabase database = new(File);
        Assert.Equal(40, database.Query("SELECT count(*) FROM requests", reader => reader.GetInt64(0))[0]);
    }

    [Fact]
    public void A_file_with_one_page_of_other_bytes_is_refused_whichever_page_it_is()
    {
        Write();
        byte[] sound = System.IO.File.ReadAllBytes(File);
        int refused = 0;
        for (int page = 1; page < sound.Length / PageBytes; page++)
        {
            byte[] damaged = [.. sound];
            damaged.AsSpan(page * PageBytes, PageBytes).Fill(0xA5);
            System.IO.File.WriteAllBytes(File, damaged);
            LedgerDamagedException? why = Record.Exception(() => new LedgerDatabase(File).Dispose()) as LedgerDamagedException;
            refused += why?.Message.Contains("bring back the newest whole copy", StringComparison.Ordinal) == true ? 1 : 0;
        }

        // Pages in the middle of a long value hold no structure: the signed tree finds what was changed there.
        Assert.InRange(refused, 10, sound.Length / PageBytes);
    }

    [Theory]
    [InlineData(PageBytes * 3)]
    [InlineData(PageBytes + 17)]
    public void A_file_that_was_cut_is_refused(int length)
    {
        Write();
        System.IO.File.WriteAllBytes(File, System.IO.File.ReadAllBytes(File)[..length]);
        Assert.Throws<LedgerDamagedException>(() => new LedgerDatabase(File));
    }

    [Fact]
    public void A_file_that_is_no_database_is_refused()
    {
        System.IO.File.WriteAllBytes(File, [.. Enumerable.Range(0, 3 * PageBytes).Select(i => (byte)(i * 7 % 251))]);
        Assert.Contains("is damaged, or is none", Assert.Throws<LedgerDamagedException>(() => new LedgerDatabase(File)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("CREATE TRIGGER t AFTER INSERT ON entries BEGIN DELETE FROM entries; END")]
    [InlineData("CREATE VIEW v AS SELECT 1")]
    [InlineData("CREATE TABLE other (a TEXT, b AS (upper(a)))")]
    public void A_file_with_something_of_somebody_elses_is_refused_before_it_is_used(string sql)
    {
        Write();
        using (SqliteConnection other = new(new SqliteConnectionStringBuilder { DataSource = File, Pooling = false }.ToString()))
        {
            other.Open();
            using SqliteCommand command = other.CreateCommand();
#pragma warning disable CA2100 // The tests' own constants.
            command.CommandText = sql;
#pragma warning restore CA2100
            command.ExecuteNonQuery();
        }

        Assert.Contains("that no instance makes", Assert.Throws<LedgerDamagedException>(() => new LedgerDatabase(File)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_engine_takes_the_file_for_a_strangers()
    {
        using LedgerDatabase database = new(File);
        Assert.Equal(0, Number(database, "PRAGMA trusted_schema"));
        Assert.Equal(1, Number(database, "PRAGMA cell_size_check"));
        Assert.Equal(0, Number(database, "PRAGMA mmap_size"));

        // Without the defensive mode this would rewrite the schema.
        database.Execute("PRAGMA writable_schema = ON");
        Assert.Throws<SqliteException>(() => database.Execute("UPDATE sqlite_schema SET sql = 'CREATE TABLE entries (x)' WHERE name = 'entries'"));
        Assert.Throws<SqliteException>(() => database.Execute("ATTACH DATABASE ':memory:' AS other"));
        Assert.Throws<SqliteException>(() => database.Query("SELECT zeroblob(200000000)", reader => reader.GetInt64(0)));
    }

    private static long Number(LedgerDatabase database, string sql) => database.Query(sql, reader => reader.GetInt64(0)) is [long number] ? number : 0;

    private void Write()
    {
        using LedgerDatabase database = new(File);
        for (int i = 0; i < 40; i++)
        {
            database.Execute("INSERT INTO requests VALUES ($1, $2)", $"{i:000}-{new string('x', 1_500)}", (long)i);
            database.Execute("INSERT INTO entries VALUES ($1, $2, 0, $3, $4)", (long)i + 1, (long)LedgerEntryKind.Grant, new byte[300], new byte[32]);
        }
    }
}
