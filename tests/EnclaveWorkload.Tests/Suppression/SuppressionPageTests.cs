using System.Globalization;
using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Queries;
using EnclaveCleanRoom.DifferentialPrivacy;
using EnclaveCleanRoom.EnclaveWorkload.Suppression;
using EnclaveCleanRoom.EnclaveWorkload.Tests.Samples;

namespace EnclaveCleanRoom.EnclaveWorkload.Tests.Suppression;

/// <summary>The tables and the example of docs/questions/suppression.md, computed again.</summary>
public sealed class SuppressionPageTests
{
    private static readonly QuestionPage s_page = new("suppression.md");
    private static readonly DatasetTerms s_readers = Scene.Members with { Id = DatasetId.Parse("readers"), Columns = [Scene.Members.Columns[0]] };
    private static readonly DatasetTerms s_customers = Scene.Buyers with { Id = DatasetId.Parse("customers"), Columns = [Scene.Buyers.Columns[0]] };

    private static readonly SuppressionTerms s_terms = new()
    {
        Id = TermsId.Parse("leave-out"),
        Requesters = [PartyId.Parse("publisher")],
        Recipients = [PartyId.Parse("publisher")],
        MaximumNanoRho = 5_000_000_000,
        MaximumAttoDelta = 0,
        AnswerAfterSeconds = 60,
        Own = s_readers.Id,
        Partner = s_customers.Id,
        MaximumPeople = 100_000,
    };

    [Fact]
    public void Each_epsilon_has_the_rate_and_the_cost_that_the_page_states()
    {
        foreach (string[] line in s_page.Table("ε", "wrong answers", "nanoRho"))
        {
            SuppressionQuery query = s_page.Query<SuppressionQuery>() with { EpsilonPermille = 1000 * int.Parse(line[0], CultureInfo.InvariantCulture) };
            Assert.Equal(line[1], (query.FalseRate * 100).ToString("0.00", CultureInfo.InvariantCulture) + " %");
            Assert.Equal(line[2], PrivacyCost.RoundedUp(RandomisedResponse.RhoOf(query.Epsilon), Rational.Zero).NanoRho.ToString(CultureInfo.InvariantCulture));
        }
    }

    [Fact]
    public void The_example_has_the_members_and_the_widths_that_the_page_states()
    {
        ExamplePage example = new("suppression");
        Scene scene = new(Sample.Agreement(s_terms) with { Datasets = [s_readers, s_customers] }, [example.Table(s_readers), example.Table(s_customers)]);
        using Run run = new(scene, example.Query);
        BoundedMembers members = (BoundedMembers)run.Bounded;
        IReadOnlyList<string[]> lines = s_page.Table("people answered for", "customers among them", "within");
        Assert.Equal((lines[0][0], lines[0][1]), ($"{members.People.Count}", $"{members.Truth.ToArray().Sum()}"));
        Assert.Equal(3, lines.Count);
        Assert.All(lines, line => Assert.Equal(
            line[2], "± " + ((SuppressionPlan)run.Plan).HalfWidth(int.Parse(line[0], CultureInfo.InvariantCulture)).ToString("0.0", CultureInfo.InvariantCulture)));
    }
}
