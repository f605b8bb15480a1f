using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Answers;
using EnclaveCleanRoom.Agreements.Queries;
using EnclaveCleanRoom.EnclaveWorkload.Tests.Samples;

namespace EnclaveCleanRoom.EnclaveWorkload.Tests.Lookalike;

/// <summary>The example of docs/questions/lookalike.md, computed again.</summary>
public sealed class LookalikePageTests
{
    private static readonly DatasetTerms s_readers = Town.Audience with
    {
        Id = DatasetId.Parse("readers"),
        Columns =
        [
            Town.Audience.Columns[0],
            Town.Audience.Columns[1] with { Name = "section", Domain = new VocabularyDomain { Values = ["news", "sport"] } },
            Town.Audience.Columns[3],
        ],
    };

    private static readonly DatasetTerms s_customers = Town.Seed with { Id = DatasetId.Parse("customers") };
    private static readonly DatasetTerms s_retargeted = Town.Existing with { Id = DatasetId.Parse("retargeted") };

    private static readonly LookalikeTerms s_terms = Town.Terms with
    {
        Seed = s_customers.Id,
        Audience = s_readers.Id,
        Features = [Scene.Column(s_readers, "section"), Scene.Column(s_readers, "visits")],
        Existing = [s_retargeted.Id],
        HeldOutPercent = 20,
        MinimumSeed = 3,
        Sizes = [new PermilleSize { Value = 50 }, new PeopleSize { Value = 4 }],
    };

    [Fact]
    public void The_example_has_the_figures_and_the_widths_that_the_page_states()
    {
        ExamplePage page = new("lookalike");
        Scene scene = new(
            Sample.Agreement(s_terms) with { Datasets = [s_readers, s_customers, s_retargeted] }, [page.Table(s_readers), page.Table(s_customers), page.Table(s_retargeted)]);
        int counts = QueryPlanner.Plan(scene.Agreement, page.Query).Privacy.Mechanisms.Length - 1;
        page.Holds<LookalikeAnswer>(scene, answer => new Dictionary<string, (Figure, int)>
        {
            ["people of the seed in the audience"] = (answer.MatchedSeed, counts),
            ["listed who are in the existing audience"] = (answer.InExisting.Single(), counts),
        });
    }
}
