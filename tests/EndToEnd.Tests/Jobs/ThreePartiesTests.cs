using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Answers;
using EnclaveCleanRoom.Agreements.Queries;
using EnclaveCleanRoom.Agreements.Results;
using EnclaveCleanRoom.DataOwnerClient.Asking;
using EnclaveCleanRoom.EndToEnd.Tests.Fixture;
using EnclaveCleanRoom.Parquet;

namespace EnclaveCleanRoom.EndToEnd.Tests.Jobs;

/// <summary>A third owner beside publisher and advertiser: a panel that knows people's ages.</summary>
public sealed class ThreePartiesTests(TestWorld world)
{
    private const int PeopleOfPanel = 350;
    private static readonly DatasetId s_panel = DatasetId.Parse("panel");
    private static readonly TermsId s_ages = TermsId.Parse("clicks-by-age");
    private static readonly ColumnReference s_age = new() { Dataset = s_panel, Column = "age" };

    private static SegmentsQuery Question { get; } = Questions.Segments with { Terms = s_ages, Keys = [s_age], AttoDelta = 0 };

    [Fact]
    public async Task Three_owners_tables_are_joined_and_each_of_them_is_asked_and_charged()
    {
        Deal deal = Agree();
        await using TestRoom room = await deal.OpenRoomAsync();
        await room.FillAsync(StandardAgreement.Feeds);
        await room.FillAsync(StandardAgreement.Ads);
        JobOutcome early = await room.AskAsync(world.Advertiser, Question);
        Assert.Null(early.SignedResult);
        Assert.All(early.Denial, reason => Assert.EndsWith("(asked by auditor)", reason, StringComparison.Ordinal));

        await room.FillAsync(s_panel, table: Panel());
        ResultVerification verification = await room.AskAndVerifyAsync(world.Advertiser, Question);
        Assert.Equal(VerificationVerdict.Verified, verification.Verdict);
        Result result = verification.Result!;
        Assert.Equal(3, result.Datasets.Count);
        Assert.Equal(3, result.Grants.Count);
        Assert.Equal(
            ["advertiser", "auditor", "publisher"],
            result.BudgetsLeft.Where(left => left.GrantedNanoRho - left.LeftNanoRho == Questions.NanoRho).Select(left => left.Owner.ToString()).Order());

        SegmentsAnswer answer = Assert.IsType<SegmentsAnswer>(result.Answer);
        int[] people = [.. Enumerable.Range(People.FirstOfAdvertiser, PeopleOfPanel - People.FirstOfAdvertiser)];
        foreach (SegmentFigures group in answer.Groups)
        {
            int rows = 2 * people.Count(person => AgeOf(person) == group.Values[0]);
            double found = group.Figures.Single(figure => figure.Measure == Questions.Impressions).Figure.Estimate;
            Assert.InRange(found, rows - 40, rows + 40);
        }

        // The third party receives what the terms say, and reads it with its own key.
        OverlapQuery ofTwo = Questions.NewOverlap();
        Assert.NotNull((await room.AskAsync(world.Advertiser, ofTwo)).SignedResult);
        Assert.Equal(VerificationVerdict.Verified, (await room.AskAndVerifyAsync(world.Auditor, Question)).Verdict);
    }

    private static Table Panel()
    {
        int[] people = [.. Enumerable.Range(0, PeopleOfPanel)];
        return new Table(new StringColumn("user_id", [.. people.Select(person => $"person{person}")]), new StringColumn("age", [.. people.Select(AgeOf)]));
    }

    private static string AgeOf(int person) => person % 3 == 0 ? "young" : "old";

    private Deal Agree()
    {
        Agreement two = StandardAgreement.Write(world.Publisher, world.Advertiser, world.Region, world.HostData);
        SegmentsTerms terms = two.Queries.OfType<SegmentsTerms>().Single();
        PartyId[] all = [world.Publisher.Id, world.Advertiser.Id, world.Auditor.Id];
        Agreement three = two with
        {
            Parties = [.. two.Parties, world.Auditor.Public],
            Datasets =
            [
                .. two.Datasets,
                two.Datasets[0] with
                {
                    Id = s_panel,
                    Owner = world.Auditor.Id,
                    Description = "Who is in the panel, and how old.",
                    KeyEncryptionKey = new Uri($"{world.Region.Region.Vault}/keys/panel-{Guid.NewGuid():n}"),
                    Columns =
                    [
                        two.Datasets[0].Columns[0],
                        two.Datasets[0].Columns[1] with { Name = "age", Domain = new VocabularyDomain { Values = ["old", "young"] } },
                    ],
                },
            ],
            Privacy = two.Privacy with
            {
                Budgets = [.. all.SelectMany(requester => all.Select(owner => two.Privacy.Budgets[0] with { Owner = owner, Requester = requester }))],
            },
            Queries =
            [
                .. two.Queries,
                terms with { Id = s_ages, Requesters = [world.Advertiser.Id, world.Auditor.Id], Recipients = all, Partners = [StandardAgreement.Feeds, s_panel], Keys = [s_age] },
            ],
        };
        return new Deal(world, world.Region, AgreementSigning.Sign(three, world.Publisher, world.Advertiser, world.Auditor));
    }
}
