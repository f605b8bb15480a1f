using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Ledger;
using EnclaveCleanRoom.Agreements.Tests.Samples;
using EnclaveCleanRoom.Attestation;
using EnclaveCleanRoom.EnclaveHost.Ledger;
using EnclaveCleanRoom.EnclaveHost.Tests.Rooms;

namespace EnclaveCleanRoom.EnclaveHost.Tests.Ledger;

public sealed class LedgerLogTests : IDisposable
{
    private static readonly LedgerEntry s_entry = new(LedgerEntryKind.Grant, 1_000, new byte[] { 1, 2, 3 });

    private readonly LedgerFolder _folder = new();

    public static TheoryData<string> Fields => ["kind", "at", "body", "shorter body"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Entries_are_paged_by_their_bytes_and_a_long_ledger_is_never_in_memory_as_a_whole()
    {
        const int Entries = 40;
        byte[] body = new byte[400 << 10];
        for (int i = 0; i < Entries; i++)
        {
            body[0] = (byte)i;
            _folder.Log.Append(LedgerEntryKind.Grant, body);
        }

        Assert.Equal([1, 2], LedgerLog.ReadPage(_folder.Database, 0, 500).Select(row => row.Sequence));
        Assert.Single(LedgerLog.ReadPage(_folder.Database, Entries - 1, 500));
        Assert.Empty(LedgerLog.ReadPage(_folder.Database, Entries, 500));
        Assert.Empty(LedgerLog.ReadPage(_folder.Database, 0, 0));
        Assert.Equal(Enumerable.Range(0, Entries), LedgerLog.Read(_folder.Database).Select(entry => (int)entry.Body.Span[0]));

        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Equal(0, LedgerLog.Read(_folder.Database).First().Body.Span[0]);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 1, 4 << 20);
    }

    [Fact]
    public void An_entry_that_is_larger_than_a_page_makes_one_of_its_own()
    {
        _folder.Log.Append(LedgerEntryKind.Grant, new byte[LedgerLog.PageBytes + 1]);
        _folder.Log.Append(LedgerEntryKind.Grant, new byte[1]);
        Assert.Equal(LedgerLog.PageBytes + 1, Assert.Single(LedgerLog.ReadPage(_folder.Database, 0, 500)).Entry.Body.Length);
        Assert.Equal(2, LedgerLog.Read(_folder.Database).Count());
    }

    [Fact]
    public void The_head_of_nothing_is_the_empty_head() => Assert.Equal(LedgerHead.Empty, _folder.Log.Head);

    [Fact]
    public void Entries_are_the_leaves_of_a_tree_in_their_order()
    {
        LedgerHead first = Append(1);
        LedgerHead second = Append(2);
        Assert.Equal((1L, 2L), (first.Size, second.Size));
        List<LedgerEntry> all = [.. LedgerLog.Read(_folder.Database)];
        Assert.Equal(first.Hash, all[0].ComputeLeaf());
        Assert.Equal(second.Hash, MerkleTree.HashNode(all[0].ComputeLeaf(), all[1].ComputeLeaf()));
    }

    [Fact]
    public void What_one_transaction_adds_is_signed_by_one_checkpoint()
    {
        _folder.Database.Transact(() =>
        {
            _folder.Log.Append(LedgerEntryKind.Grant, new byte[] { 1 });
            return _folder.Log.Append(LedgerEntryKind.Grant, new byte[] { 2 });
        });
        Assert.Equal(1L, _folder.Database.Query("SELECT count(*) FROM checkpoints", reader => reader.GetInt64(0)).Single());
        (LedgerHead head, byte[] note) = _folder.Log.Signed;
        Assert.True(Checkpoint.TryOpen(note, SampleAgreement.Signed.Hash, EcPublicJwk.FromKey(LedgerFolder.Key), out Checkpoint? checkpoint, out _));
        Assert.Equal((2L, head), (head.Size, checkpoint.Head));
    }

    [Fact]
    public void What_is_not_durable_yet_is_in_no_head()
    {
        LedgerHead before = Append(1);
        Assert.Throws<InvalidOperationException>(() => _folder.Database.Transact<int>(() =>
        {
            _folder.Log.Append(LedgerEntryKind.Grant, new byte[] { 2 });
            Assert.Equal(before, _folder.Log.Head);
            throw new InvalidOperationException();
        }));
        Assert.Equal(before, _folder.Log.Head);
        Append(3);
        MerkleTree tree = new();
        LedgerLog.Read(_folder.Database).ToList().ForEach(entry => tree.Append(entry.ComputeLeaf()));
        Assert.Equal((2L, tree.Root), (_folder.Log.Head.Size, _folder.Log.Head.Hash));
    }

    [Fact]
    public void Growth_is_proved_from_every_earlier_head()
    {
        LedgerHead[] heads = [LedgerHead.Empty, .. Enumerable.Range(0, 6).Select(i => Append((byte)i))];
        LedgerHead head = _folder.Log.Head;
        Assert.All(heads, seen => Assert.True(MerkleProof.IsConsistent(seen, head, _folder.Log.ProveGrowthFrom(seen.Size, head)!)));
        Assert.Null(_folder.Log.ProveGrowthFrom(7, head));
        Assert.Null(_folder.Log.ProveGrowthFrom(-1, head));
    }

    [Fact]
    public void The_log_contains_every_head_it_ever_had()
    {
        LedgerHead[] heads = [LedgerHead.Empty, .. Enumerable.Range(0, 3).Select(i => Append((byte)i))];
        _folder.Reopen();
        Assert.All(heads, head => Assert.True(_folder.Log.Contains(head)));
    }

    [Fact]
    public void It_does_not_contain_a_head_of_another_log_nor_one_that_is_still_to_come()
    {
        LedgerHead head = Append(1);
        Assert.False(_folder.Log.Contains(head with { Hash = Digest256.Of("another"u8) }));
        Assert.False(_folder.Log.Contains(head with { Size = 2 }));
        Assert.False(_folder.Log.Contains(head with { Size = 0 }));
        Assert.False(_folder.Log.Contains(head with { Size = -1 }));
        Assert.False(_folder.Log.Contains(new LedgerHead { Size = 1, Hash = default }));
    }

    [Theory]
    [MemberData(nameof(Fields))]
    public void The_hash_covers_every_field(string field)
    {
        LedgerEntry changed = field switch
        {
            "kind" => s_entry with { Kind = LedgerEntryKind.Manifest },
            "at" => s_entry with { At = 1_001 },
            "body" => s_entry with { Body = new byte[] { 1, 2, 4 } },
            _ => s_entry with { Body = new byte[] { 1, 2 } },
        };
        Assert.NotEqual(s_entry.ComputeLeaf(), changed.ComputeLeaf());
    }

    [Fact]
    public void An_entry_is_stamped_with_the_rooms_time_and_not_with_the_machines()
    {
        _folder.Log.Append(LedgerEntryKind.Grant, new byte[] { 1 });
        long at = LedgerLog.Read(_folder.Database).First().At;
        Assert.InRange(at - SampleAgreement.Now.ToUnixTimeSeconds(), 0, 60);
    }

    [Fact]
    public void A_second_process_cannot_write_to_the_same_ledger()
    {
        Microsoft.Data.Sqlite.SqliteConnectionStringBuilder other =
            new() { DataSource = Path.Combine(_folder.Path, "ledger.db"), Pooling = false, DefaultTimeout = 1 };
        using Microsoft.Data.Sqlite.SqliteConnection connection = new(other.ToString());
        _folder.Log.Append(LedgerEntryKind.Grant, new byte[] { 1 });
        Microsoft.Data.Sqlite.SqliteException locked = Assert.Throws<Microsoft.Data.Sqlite.SqliteException>(() =>
        {
            connection.Open();
            using Microsoft.Data.Sqlite.SqliteCommand command = connection.CreateCommand();
            command.CommandText = "DELETE FROM entries";
            command.ExecuteNonQuery();
        });
        Assert.Equal(5, locked.SqliteErrorCode); // SQLITE_BUSY
    }

    private LedgerHead Append(byte body)
    {
        _folder.Log.Append(LedgerEntryKind.Grant, new[] { body });
        return _folder.Log.Head;
    }
}
