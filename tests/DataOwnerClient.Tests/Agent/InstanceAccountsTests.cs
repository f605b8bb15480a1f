using System.Text.Json;
using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Documents;
using EnclaveCleanRoom.Agreements.Ledger;
using EnclaveCleanRoom.Attestation;
using EnclaveCleanRoom.DataOwnerClient.Agent;
using EnclaveCleanRoom.DataOwnerClient.Tests.Verbs;

namespace EnclaveCleanRoom.DataOwnerClient.Tests.Agent;

/// <summary>What requesters still have, by a ledger's entries: as the room counts it.</summary>
public sealed class InstanceAccountsTests : IDisposable
{
    private const long Portion = 1_000;

    private static readonly DateTimeOffset s_start = new(2026, 6, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly PartyId s_hospital = PartyId.Parse("hospital");
    private static readonly Digest256 s_instance = Digest256.Of("the instance"u8);

    private readonly SealedAgreement _room = new();
    private readonly List<LedgerEntry> _entries = [new LedgerEntry(LedgerEntryKind.Instance, s_start.ToUnixTimeSeconds(), "{}"u8.ToArray())];
    private int _ids;

    public void Dispose() => _room.Dispose();

    [Fact]
    public void A_week_of_looks_grants_as_much_as_is_spent()
    {
        BudgetTerms terms = new() { MaximumJobsPerDay = 100, Owner = s_hospital, Requester = s_hospital, NanoRho = 100 * Portion, AttoDelta = 0 };
        AgentLimits limits = new() { Portions = [Budget(Portion)], Most = [Budget(100 * Portion)], Lifetime = TimeSpan.FromHours(12) };
        (int granted, int spent) = (0, 0);
        for (int hour = 0; hour < 24 * 7; hour++)
        {
            GrantedBudget left = Budget(terms.NanoRho - (granted * Portion));
            (IReadOnlyList<GrantedBudget> grant, IReadOnlyList<string> refused) = AgentDecision.Decide(limits, [terms], [left], [Account(hour)]);
            Assert.Empty(refused);
            if (grant.Count > 0)
            {
                Grant(hour, hours: 12);
                granted++;
            }

            if (hour % 6 == 5)
            {
                Assert.Equal(Portion, Account(hour).NanoRho);
                Spend(hour, Portion);
                spent++;
            }
        }

        Assert.Equal(28, spent);
        Assert.Equal(spent, granted);
    }

    [Fact]
    public void A_spend_of_a_grant_that_has_expired_takes_nothing_from_the_next()
    {
        Grant(hour: 0, hours: 12);
        Spend(hour: 1, Portion);
        Assert.Equal(0, Account(hour: 2).NanoRho);
        Grant(hour: 12, hours: 12);
        Assert.Equal(Portion, Account(hour: 12).NanoRho);
        Assert.Equal(0, Account(hour: 24).NanoRho);
    }

    [Fact]
    public void A_grant_for_another_version_counts_for_nothing_and_what_it_paid_takes_nothing()
    {
        Grant(hour: 0, hours: 24);
        Spend(hour: 1, Portion / 2);
        Assert.Equal(0, Account(hour: 2, version: 2).NanoRho);
        Grant(hour: 2, hours: 12, version: 2);
        Spend(hour: 3, Portion / 4, version: 2);
        Assert.Equal(3 * Portion / 4, Account(hour: 4, version: 2).NanoRho);
        Assert.Equal(Portion / 2, Account(hour: 4).NanoRho);
    }

    [Fact]
    public void What_was_given_back_is_there_again()
    {
        Grant(hour: 0, hours: 12);
        string job = Spend(hour: 1, Portion);
        _entries.Add(new LedgerEntry(LedgerEntryKind.Released, At(1).ToUnixTimeSeconds(), JsonSerializer.SerializeToUtf8Bytes(new { id = job })));
        Assert.Equal(Portion, Account(hour: 2).NanoRho);
    }

    [Fact]
    public void What_an_earlier_instance_was_granted_and_spent_does_not_count()
    {
        Grant(hour: 0, hours: 24, instance: Digest256.Of("an earlier instance"u8));
        Spend(hour: 1, Portion / 2);
        _entries.Add(new LedgerEntry(LedgerEntryKind.Instance, At(2).ToUnixTimeSeconds(), "{}"u8.ToArray()));
        Assert.Equal(0, Account(hour: 2).NanoRho);
        Grant(hour: 3, hours: 12);
        Assert.Equal(Portion, Account(hour: 3).NanoRho);
    }

    [Fact]
    public void A_spend_that_does_not_say_what_it_opened_counts_against_whatever_was_granted()
    {
        Grant(hour: 0, hours: 12);
        Spend(hour: 1, Portion / 2, version: null);
        Assert.Equal(Portion / 2, Account(hour: 2).NanoRho);
    }

    [Fact]
    public void An_entry_that_says_it_unreadably_is_no_ledger()
    {
        _entries.Add(new LedgerEntry(LedgerEntryKind.Reserved, At(1).ToUnixTimeSeconds(), """{"id":"job-1","accounts":[],"nanoRho":1,"attoDelta":0,"datasets":[{"dataset":"No Name"}]}"""u8.ToArray()));
        Assert.Throws<ClientException>(() => Account(hour: 2));
    }

    private static DateTimeOffset At(int hour) => s_start.AddHours(hour);

    private static GrantedBudget Budget(long nanoRho) => new() { Requester = s_hospital, NanoRho = nanoRho, AttoDelta = 0 };

    private GrantedDataset Stays(int version) => new() { Dataset = _room.Stays.Id, Version = version, Manifest = Digest256.Of([(byte)version]) };

    private InstanceAccount Account(int hour, int version = 1) => InstanceAccounts
        .Read(_room.Agreement, s_hospital, s_instance, [Stays(version)], _entries, At(hour))
        .Single(account => account.Requester == s_hospital);

    private void Grant(int hour, int hours, int version = 1, Digest256? instance = null)
    {
        Grant grant = new()
        {
            Format = Agreements.Grant.CurrentFormat,
            Agreement = _room.Agreement.Hash,
            Amendment = _room.Agreement.Newest,
            Id = GrantId.Parse($"grant-{_ids++}"),
            Owner = s_hospital,
            Instance = new InstanceIdentity { SigningKey = instance ?? s_instance, WrappingKey = Digest256.Of("w"u8), TlsKey = Digest256.Of("t"u8) },
            HostData = Digest256.Of("h"u8),
            Datasets = [Stays(version)],
            Shares = [],
            LedgerHead = LedgerHead.Empty,
            Budgets = [Budget(Portion)],
            IssuedAt = At(hour),
            Expires = At(hour + hours),
        };
        _entries.Add(new LedgerEntry(LedgerEntryKind.Grant, At(hour).ToUnixTimeSeconds(), SignedDocument.Sign(grant, _room.Hospital.Signer)));
    }

    private string Spend(int hour, long nanoRho, int? version = 1)
    {
        string id = $"job-{_ids++}";
        object[] accounts = [new { owner = "hospital", requester = "hospital" }];
        object body = version is { } opened
            ? new { id, accounts, nanoRho, attoDelta = 0, datasets = new[] { Stays(opened) } }
            : new { id, accounts, nanoRho, attoDelta = 0 };
        _entries.Add(new LedgerEntry(LedgerEntryKind.Reserved, At(hour).ToUnixTimeSeconds(), JsonSerializer.SerializeToUtf8Bytes(body, JsonSerializerOptions.Web)));
        return id;
    }
}
