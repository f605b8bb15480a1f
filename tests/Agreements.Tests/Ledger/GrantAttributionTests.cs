using EnclaveCleanRoom.Agreements.Ledger;
using EnclaveCleanRoom.Agreements.Tests.Samples;
using EnclaveCleanRoom.Attestation;

namespace EnclaveCleanRoom.Agreements.Tests.Ledger;

/// <summary>Which grant paid for which spend: none ever more than it granted, and none for what another paid.</summary>
public sealed class GrantAttributionTests
{
    private static readonly DateTimeOffset s_start = SampleAgreement.Now;

    [Fact]
    public void What_was_spent_of_a_grant_that_has_expired_takes_nothing_from_the_next()
    {
        GrantAttribution found = Attribute([Grant(0, 10, hours: 12), Grant(2, 10, hours: 36)], [Spend(1, 7, hour: 1), Spend(3, 4, hour: 13)]);
        Assert.Equal([3, 6], Rho(found));
        Assert.Equal(0, found.OwedNanoRho);
    }

    [Fact]
    public void A_refreshed_dataset_is_paid_by_the_grants_of_its_version()
    {
        GrantAttribution found = Attribute(
            [Grant(0, 10, hours: 12), Grant(2, 10, hours: 12, version: 2)], [Spend(1, 10, hour: 1), Spend(3, 4, hour: 2, version: 2)]);
        Assert.Equal([0, 6], Rho(found));
    }

    [Fact]
    public void Of_grants_that_overlap_the_one_that_expires_first_pays_first()
    {
        RecordedGrant[] grants = [Grant(0, 10, hours: 36), Grant(1, 10, hours: 12)];
        Assert.Equal([4, 10], Rho(Attribute(grants, [Spend(2, 6, hour: 1)])));
        Assert.Equal([0, 5], Rho(Attribute(grants, [Spend(2, 15, hour: 1)])));
        Assert.Equal([10, 4], Rho(Attribute(grants, [Spend(2, 6, hour: 12)])));
    }

    [Fact]
    public void A_grant_pays_for_nothing_that_came_before_it()
    {
        GrantAttribution found = Attribute([Grant(0, 10, hours: 36), Grant(2, 10, hours: 12)], [Spend(1, 6, hour: 1)]);
        Assert.Equal([10, 4], Rho(found));
    }

    [Fact]
    public void A_spend_that_finds_no_room_is_paid_by_the_other_grants_of_its_time()
    {
        // As when a grant ended between a job's admission and its entry, or the ledger does not say what was opened.
        GrantAttribution found = Attribute([Grant(0, 10, hours: 12), Grant(1, 10, hours: 36, version: 2)], [Spend(2, 4, hour: 12), Spend(3, 2, hour: 13, version: 2)]);
        Assert.Equal([10, 4], Rho(found));
        GrantAttribution unsaid = Attribute([Grant(0, 10, hours: 12)], [Spend(1, 4, hour: 1) with { Datasets = [] }]);
        Assert.Equal([6], Rho(unsaid));
    }

    [Fact]
    public void What_nobody_can_pay_is_owed_once_and_paid_by_the_next_grants()
    {
        Assert.Equal(4, Attribute([Grant(0, 10, hours: 12)], [Spend(1, 4, hour: 12)]).OwedNanoRho);
        GrantAttribution found = Attribute(
            [Grant(0, 10, hours: 12), Grant(2, 3, hours: 24), Grant(3, 10, hours: 36), Grant(4, 10, hours: 48)], [Spend(1, 4, hour: 12)]);
        Assert.Equal([10, 0, 9, 10], Rho(found));
        Assert.Equal(0, found.OwedNanoRho);
    }

    [Fact]
    public void Delta_is_paid_by_itself()
    {
        GrantAttribution found = Attribute(
            [Grant(0, 10, hours: 12, attoDelta: 1), Grant(1, 10, hours: 36, attoDelta: 5)], [Spend(2, 4, hour: 1) with { AttoDelta = 3 }]);
        Assert.Equal([6, 10], Rho(found));
        Assert.Equal([0, 3], found.Grants.Select(rest => rest.AttoDelta));
    }

    [Fact]
    public void Grants_of_others_and_to_others_pay_nothing()
    {
        RecordedGrant others = Grant(0, 10, hours: 12);
        others = others with { Grant = others.Grant with { Owner = SampleAgreement.Advertiser } };
        Assert.Empty(Attribute([others], []).Grants);
        GrantAttribution found = GrantAttribution.Of(
            SampleAgreement.Valid, SampleAgreement.Publisher, SampleAgreement.Publisher, [Grant(0, 10, hours: 12)], [Spend(1, 2, hour: 1)]);
        Assert.Equal([0], Rho(found));
        Assert.Equal(2, found.OwedNanoRho);
    }

    [Fact]
    public void What_another_owner_opens_with_it_does_not_matter()
    {
        RecordedSpend spend = Spend(1, 4, hour: 1);
        spend = spend with { Datasets = [.. spend.Datasets, new GrantedDataset { Dataset = SampleAgreement.Ads, Version = 9, Manifest = Digest256.Of("ads"u8) }] };
        Assert.Equal([6], Rho(Attribute([Grant(0, 10, hours: 12)], [spend])));
    }

    [Fact]
    public void A_spend_never_gives_and_a_place_is_taken_once()
    {
        Assert.Throws<ArgumentException>(() => Attribute([Grant(0, 10, hours: 12)], [Spend(1, -1, hour: 1)]));
        Assert.Throws<ArgumentException>(() => Attribute([Grant(0, 10, hours: 12)], [Spend(1, 1, hour: 1) with { AttoDelta = -1 }]));
        Assert.Throws<ArgumentException>(() => Attribute([Grant(0, 10, hours: 12), Grant(0, 10, hours: 12)], []));
    }

    [Fact]
    public void Whatever_is_granted_and_spent_nothing_is_counted_twice_and_nothing_forgotten()
    {
        for (int seed = 0; seed < 100; seed++)
        {
            (List<RecordedGrant> grants, List<RecordedSpend> spends) = Draw(new Random(seed), admits: seed % 2 == 0);
            GrantAttribution found = Attribute(grants, spends);
            Assert.All(found.Grants, rest => Assert.InRange(rest.NanoRho, 0, rest.Grant.Budgets[0].NanoRho));
            Assert.All(found.Grants, rest => Assert.InRange(rest.AttoDelta, 0, rest.Grant.Budgets[0].AttoDelta));

            // What is missing from grants, and what is owed, is what was spent: to the last unit.
            Assert.Equal(
                spends.Sum(spend => spend.NanoRho), found.OwedNanoRho + grants.Sum(recorded => recorded.Grant.Budgets[0].NanoRho) - found.Grants.Sum(rest => rest.NanoRho));
            Assert.Equal(
                spends.Sum(spend => spend.AttoDelta), found.OwedAttoDelta + grants.Sum(recorded => recorded.Grant.Budgets[0].AttoDelta) - found.Grants.Sum(rest => rest.AttoDelta));

            // What was admitted under grants is owed by none.
            Assert.True(seed % 2 != 0 || (found.OwedNanoRho == 0 && found.OwedAttoDelta == 0), $"seed {seed}");

            // The same entries in whatever order they are handed over.
            Assert.Equal(found.Grants, Attribute([.. grants.AsEnumerable().Reverse()], [.. spends.AsEnumerable().Reverse()]).Grants);

            // A spend that is given back leaves every grant at least as much, and nobody owing more.
            GrantAttribution without = Attribute(grants, spends.Skip(1));
            Assert.All(found.Grants.Zip(without.Grants), pair => Assert.True(pair.Second.NanoRho >= pair.First.NanoRho && pair.Second.AttoDelta >= pair.First.AttoDelta));
            Assert.True(without.OwedNanoRho <= found.OwedNanoRho && without.OwedAttoDelta <= found.OwedAttoDelta);
        }
    }

    [Fact]
    public void It_comes_out_as_when_every_grant_is_asked_for_every_spend()
    {
        for (int seed = 0; seed < 200; seed++)
        {
            Random random = new(seed);
            (List<RecordedGrant> grants, List<RecordedSpend> spends) = Draw(random, admits: false);

            // Every other ledger goes back in time now and then, as none of a room does.
            spends = [.. spends.Select(spend => seed % 2 == 0 || random.Next(5) > 0 ? spend : spend with { At = spend.At.AddHours(-random.Next(100)) })];
            GrantAttribution found = Attribute(grants, spends);
            (Grant[] order, long[] nanoRho, Int128 owedNanoRho) = AskAll(grants, spends, budget => budget.NanoRho, spend => spend.NanoRho);
            (_, long[] attoDelta, Int128 owedAttoDelta) = AskAll(grants, spends, budget => budget.AttoDelta, spend => spend.AttoDelta);
            Assert.Equal(order.Select((grant, i) => new GrantRest(grant, nanoRho[i], attoDelta[i])), found.Grants);
            Assert.Equal((owedNanoRho, owedAttoDelta), (found.OwedNanoRho, found.OwedAttoDelta));
        }
    }

    /// <summary>The rule word for word, of ρ or of δ: entry after entry, and each grant looked at each time.</summary>
    private static (Grant[] Order, long[] Left, Int128 Owed) AskAll(
        List<RecordedGrant> grants, List<RecordedSpend> spends, Func<GrantedBudget, long> granted, Func<RecordedSpend, long> spent)
    {
        RecordedGrant[] order = [.. grants.OrderBy(recorded => recorded.Grant.Expires).ThenBy(recorded => recorded.Entry)];
        long[] left = [.. order.Select(recorded => granted(recorded.Grant.Budgets[0]))];
        Int128 owed = 0;
        foreach (long entry in grants.Select(recorded => recorded.Entry).Concat(spends.Select(spend => spend.Entry)).Order())
        {
            if (spends.Find(spend => spend.Entry == entry) is not { } spend)
            {
                Pay(Array.FindIndex(order, recorded => recorded.Entry == entry));
                continue;
            }

            Int128 before = owed;
            owed = spent(spend);
            int[] current = [.. Enumerable.Range(0, order.Length).Where(i => order[i].Entry < entry && spend.At < order[i].Grant.Expires)];
            foreach (int i in current.Where(i => spend.Datasets.All(order[i].Grant.Datasets.Contains)).Concat(current))
            {
                Pay(i);
            }

            owed += before;
        }

        return ([.. order.Select(recorded => recorded.Grant)], left, owed);

        void Pay(int i)
        {
            long paid = (long)Int128.Min(left[i], owed);
            (left[i], owed) = (left[i] - paid, owed - paid);
        }
    }

    /// <summary>Grants and spends of a week, the spends as a room admits them: or whatever comes.</summary>
    private static (List<RecordedGrant> Grants, List<RecordedSpend> Spends) Draw(Random random, bool admits)
    {
        List<RecordedGrant> grants = [];
        List<RecordedSpend> spends = [];
        for ((long entry, int hour) = (0, 0); hour < 168; entry++, hour += random.Next(3))
        {
            int version = 1 + (hour / 80);
            if (random.Next(3) == 0)
            {
                grants.Add(Grant(entry, random.Next(20), hours: hour + random.Next(1, 48), version, attoDelta: random.Next(5)));
                continue;
            }

            RecordedSpend spend = Spend(entry, random.Next(12), hour, version) with { AttoDelta = random.Next(3) };
            GrantRest[] paying = [.. Attribute(grants, spends).Grants.Where(rest => spend.At < rest.Grant.Expires && rest.Grant.Datasets[0].Version == version)];
            if (!admits || (spend.NanoRho <= paying.Sum(rest => rest.NanoRho) && spend.AttoDelta <= paying.Sum(rest => rest.AttoDelta)))
            {
                spends.Add(spend);
            }
        }

        return (grants, spends);
    }

    private static GrantAttribution Attribute(IEnumerable<RecordedGrant> grants, IEnumerable<RecordedSpend> spends) =>
        GrantAttribution.Of(SampleAgreement.Valid, SampleAgreement.Publisher, SampleAgreement.Advertiser, grants, spends);

    private static long[] Rho(GrantAttribution attribution) => [.. attribution.Grants.Select(rest => rest.NanoRho)];

    private static RecordedGrant Grant(long entry, long nanoRho, int hours, int version = 1, long attoDelta = 0) => new(entry, SampleDocuments.Grant with
    {
        Id = GrantId.Parse($"grant-{entry}"),
        Datasets = [Feeds(version)],
        Budgets = [new GrantedBudget { Requester = SampleAgreement.Advertiser, NanoRho = nanoRho, AttoDelta = attoDelta }],
        Expires = s_start.AddHours(hours),
    });

    private static RecordedSpend Spend(long entry, long nanoRho, int hour, int version = 1) => new(entry, s_start.AddHours(hour), [Feeds(version)], nanoRho, 0);

    private static GrantedDataset Feeds(int version) => new() { Dataset = SampleAgreement.Feeds, Version = version, Manifest = Digest256.Of([(byte)version]) };
}
