using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Documents;
using EnclaveCleanRoom.Agreements.Ledger;
using EnclaveCleanRoom.Attestation;
using EnclaveCleanRoom.DataOwnerClient.Owning;
using EnclaveCleanRoom.DataOwnerClient.Rooms;
using EnclaveCleanRoom.DataOwnerClient.Tests.Verbs;

namespace EnclaveCleanRoom.DataOwnerClient.Tests.Owning;

public sealed class GrantRecordTests : IDisposable
{
    private static readonly PartyId s_hospital = PartyId.Parse("hospital");

    private readonly SealedAgreement _room = new();

    public void Dispose() => _room.Dispose();

    [Fact]
    public void What_was_granted_is_spent_also_when_the_record_is_opened_again()
    {
        using (GrantRecord record = Open())
        {
            record.Keep(Grant(60_000_000));
        }

        using GrantRecord again = Open();

        Assert.Equal(40_000_000, again.Left().Single(budget => budget.Requester == s_hospital).NanoRho);
        ClientException refusal = Assert.Throws<ClientException>(() => again.Keep(Grant(40_000_001)));
        Assert.Contains("left rho 0.04, after 1 grants", refusal.Message, StringComparison.Ordinal);
        again.Keep(Grant(40_000_000));
        Assert.Equal(0, again.Left().Single(budget => budget.Requester == s_hospital).NanoRho);
    }

    [Fact]
    public void A_damaged_record_stops_every_grant()
    {
        using (GrantRecord record = Open())
        {
            record.Keep(Grant(1_000));
        }

        string file = Directory.GetFiles(_room.Hospital.Path, "*.grant.cose", SearchOption.AllDirectories).Single();
        byte[] bytes = File.ReadAllBytes(file);
        bytes[^1] ^= 1;
        File.WriteAllBytes(file, bytes);

        ClientException refusal = Assert.Throws<ClientException>(Open);

        Assert.Contains("SignatureInvalid", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_grants_at_once_are_one_too_many()
    {
        using GrantRecord first = Open();

        Assert.Contains("Another `cleanroom grant` is at work", Assert.Throws<ClientException>(Open).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_ledger_that_shrank_or_changed_is_refused()
    {
        MerkleTree tree = Tree("a", "b", "c", "d", "e");
        using (GrantRecord record = Open())
        {
            record.RequireGrown(Seen(tree, 0));
            record.KeepHead(Seen(tree, 0).Head);
        }

        using GrantRecord again = Open();

        Assert.Equal(5, again.SeenHead!.Size);
        again.RequireGrown(Seen(tree, 5));
        again.RequireGrown(Seen(Tree("a", "b", "c", "d", "e", "f"), 5));
        Assert.Contains("was rolled back", Refusal(again, Seen(Tree("a", "b", "c", "d"), 4)), StringComparison.Ordinal);
        Assert.Contains("is not the one that you saw", Refusal(again, Seen(Tree("a", "b", "c", "d", "x"), 5)), StringComparison.Ordinal);
        Assert.Contains("is not the one that you saw", Refusal(again, Seen(Tree("a", "b", "c", "d", "x", "f"), 5)), StringComparison.Ordinal);
        Assert.Contains("is not the one that you saw", Refusal(again, Seen(tree, 5) with { Growth = null }), StringComparison.Ordinal);
        Assert.Contains("is not the one that you saw", Refusal(again, Seen(Tree("a", "b", "c", "d", "e", "f"), 5) with { Growth = [] }), StringComparison.Ordinal);
    }

    private static string Refusal(GrantRecord record, SeenLedger ledger) => Assert.Throws<ClientException>(() => record.RequireGrown(ledger)).Message;

    private static MerkleTree Tree(params string[] entries)
    {
        MerkleTree tree = new();
        foreach (string entry in entries)
        {
            tree.Append(MerkleTree.HashLeaf(System.Text.Encoding.UTF8.GetBytes(entry)));
        }

        return tree;
    }

    private static SeenLedger Seen(MerkleTree tree, long from) =>
        new(new LedgerHead { Size = tree.Size, Hash = tree.Root }, "", tree.ProveConsistency(from, tree.Size));

    private GrantRecord Open() => GrantRecord.Open(_room.Agreement, _room.Hospital);

    private byte[] Grant(long nanoRho)
    {
        DateTimeOffset now = DateTimeOffset.FromUnixTimeSeconds(DateTimeOffset.UtcNow.ToUnixTimeSeconds());
        Grant grant = new()
        {
            Format = Agreements.Grant.CurrentFormat,
            Agreement = _room.Agreement.Hash,
            Amendment = _room.Agreement.Newest,
            Id = GrantId.Parse($"g-{Guid.NewGuid():n}"),
            Owner = s_hospital,
            Instance = new InstanceIdentity { SigningKey = Digest256.Of("s"u8), WrappingKey = Digest256.Of("w"u8), TlsKey = Digest256.Of("t"u8) },
            HostData = Digest256.Of("h"u8),
            Datasets =
            [
                new GrantedDataset { Dataset = _room.Agreement.Agreement.Datasets.First(dataset => dataset.Owner == s_hospital).Id, Version = 1, Manifest = Digest256.Of("m"u8) },
            ],
            Shares = [],
            LedgerHead = LedgerHead.Empty,
            Budgets = [new GrantedBudget { Requester = s_hospital, NanoRho = nanoRho, AttoDelta = 0 }],
            IssuedAt = now,
            Expires = now.AddHours(1),
        };
        return SignedDocument.Sign(grant, _room.Hospital.Signer);
    }
}
