using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Tests.Samples;
using EnclaveCleanRoom.Attestation;
using EnclaveCleanRoom.EnclaveHost.Ledger;
using EnclaveCleanRoom.EnclaveHost.Tests.Rooms;

namespace EnclaveCleanRoom.EnclaveHost.Tests.Ledger;

public sealed class LedgerChainTests : IDisposable
{
    private static readonly LedgerEntry s_entry =
        new(7, EntryKind.Grant, 1_000, new byte[] { 1, 2, 3 }, Digest256.Of("before"u8));

    private readonly LedgerFolder _folder = new();

    public static TheoryData<string> Fields => ["sequence", "kind", "at", "body", "shorter body", "previous"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_head_of_nothing_is_the_empty_head() => Assert.Equal(LedgerHead.Empty, _folder.Chain.Head);

    [Fact]
    public void Entries_are_numbered_from_one_and_each_names_the_one_before()
    {
        LedgerHead first = _folder.Chain.Append(EntryKind.Grant, new byte[] { 1 });
        LedgerHead second = _folder.Chain.Append(EntryKind.Manifest, new byte[] { 2 });
        Assert.Equal((1L, 2L), (first.Size, second.Size));
        Assert.Equal(second, _folder.Chain.Head);
        List<(LedgerEntry Entry, Digest256 Hash, byte[] Signature)> all = LedgerChain.ReadAll(_folder.Database);
        Assert.Equal(default, all[0].Entry.Previous);
        Assert.Equal(first.Hash, all[1].Entry.Previous);
        Assert.Equal(second.Hash, all[1].Entry.ComputeHash());
    }

    [Fact]
    public void The_chain_contains_every_head_it_ever_had()
    {
        LedgerHead[] heads = [LedgerHead.Empty, .. Enumerable.Range(0, 3).Select(i => _folder.Chain.Append(EntryKind.Grant, new[] { (byte)i }))];
        _folder.Reopen();
        Assert.All(heads, head => Assert.True(_folder.Chain.Contains(head)));
    }

    [Fact]
    public void It_does_not_contain_a_head_of_another_chain_nor_one_that_is_still_to_come()
    {
        LedgerHead head = _folder.Chain.Append(EntryKind.Grant, new byte[] { 1 });
        Assert.False(_folder.Chain.Contains(head with { Hash = Digest256.Of("another"u8) }));
        Assert.False(_folder.Chain.Contains(head with { Size = 2 }));
        Assert.False(_folder.Chain.Contains(head with { Size = 0 }));
        Assert.False(_folder.Chain.Contains(new LedgerHead { Size = 1, Hash = default }));
    }

    [Theory]
    [MemberData(nameof(Fields))]
    public void The_hash_covers_every_field(string field)
    {
        LedgerEntry changed = field switch
        {
            "sequence" => s_entry with { Sequence = 8 },
            "kind" => s_entry with { Kind = EntryKind.Manifest },
            "at" => s_entry with { At = 1_001 },
            "body" => s_entry with { Body = new byte[] { 1, 2, 4 } },
            "shorter body" => s_entry with { Body = new byte[] { 1, 2 } },
            _ => s_entry with { Previous = Digest256.Of("other"u8) },
        };
        Assert.NotEqual(s_entry.ComputeHash(), changed.ComputeHash());
    }

    [Fact]
    public void An_entry_is_stamped_with_the_rooms_time_and_not_with_the_machines()
    {
        _folder.Chain.Append(EntryKind.Grant, new byte[] { 1 });
        long at = LedgerChain.ReadAll(_folder.Database)[0].Entry.At;
        Assert.InRange(at - SampleAgreement.Now.ToUnixTimeSeconds(), 0, 60);
    }

    [Fact]
    public void A_second_process_cannot_write_to_the_same_ledger()
    {
        Microsoft.Data.Sqlite.SqliteConnectionStringBuilder other =
            new() { DataSource = Path.Combine(_folder.Path, "ledger.db"), Pooling = false, DefaultTimeout = 1 };
        using Microsoft.Data.Sqlite.SqliteConnection connection = new(other.ToString());
        _folder.Chain.Append(EntryKind.Grant, new byte[] { 1 });
        Microsoft.Data.Sqlite.SqliteException locked = Assert.Throws<Microsoft.Data.Sqlite.SqliteException>(() =>
        {
            connection.Open();
            using Microsoft.Data.Sqlite.SqliteCommand command = connection.CreateCommand();
            command.CommandText = "DELETE FROM entries";
            command.ExecuteNonQuery();
        });
        Assert.Equal(5, locked.SqliteErrorCode); // SQLITE_BUSY
    }
}
