using EnclaveCleanRoom.DifferentialPrivacy;

namespace EnclaveCleanRoom.SyntheticData.Tests;

/// <summary>The code of docs/synthetic-data.md, run; and the check that the page shows this code.</summary>
public sealed class DocumentedUseTests
{
    [Fact]
    public void The_documented_use_runs()
    {
        BudgetFilter filter = new(new Room(), SystemEntropy.Instance);
        BudgetAccount account = new(new BudgetAccountId("owner", "requester"), PrivacyCost.From(Rho.Parse("0.05"), Delta.Parse("1e-6")));
        ushort[][] columns = [.. new[] { 8, 3, 2 }.Select(codes => Enumerable.Range(0, 10_000).Select(row => (ushort)(row % codes)).ToArray())];
        int made = 0;
        Use();
        Assert.InRange(made, 9_000, 11_000);

        void Use()
        {
            // 1. What a row can be, and what it may cost, before any data.
            DiscreteDomain domain = new(
                [new DiscreteColumn("age band", 8, isOrdered: true), new DiscreteColumn("device", 4, isOrdered: false), new DiscreteColumn("clicked", 2, isOrdered: false)],
                [new StructuralZero(FirstColumn: 0, FirstCode: 0, SecondColumn: 1, SecondCode: 3)]);
            SyntheticPlan plan = new("synthetic rows", domain, Rho.Parse("0.02"), new SyntheticOptions { RowsPerPerson = 2 });

            // 2. Spend, then open the data: `filter` and `account` as in the page on differential privacy.
            if (!filter.TrySpend(new ReservationId("job-1"), new PrivacyPlan(plan.Mechanism), [account], out BudgetGrant? grant, out BudgetDenial? denial))
            {
                return; // denial says which accounts lack how much
            }

            // 3. Learn, and make rows: as many as the noisy count says, or any public number.
            using (grant)
            {
                grant.Open();
                PrivateRelease<SyntheticModel> model = plan.Learn(grant, new DiscreteTable(domain, columns), threads: 2);
                PrivateRelease<DiscreteTable> rows = model.Map(learned => learned.Sample((int)Math.Round(learned.EstimatedRows), threads: 2));
                made = rows.Value.Rows;
                grant.MarkStored(); // once the result is stored durably
            }
        }
    }

    [Fact]
    public void The_page_shows_the_code_that_runs_here()
    {
        string[] page = File.ReadAllLines(Repository.PathTo("docs", "synthetic-data.md"));
        string[] shown = [.. page.SkipWhile(line => line != "```csharp").Skip(1).TakeWhile(line => line != "```").Select(line => line.Trim()).Where(line => line.Length > 0)];
        string[] run = [.. File.ReadAllLines(Repository.PathTo("tests", "SyntheticData.Tests", "DocumentedUseTests.cs")).Select(line => line.Trim())];
        Assert.NotEmpty(shown);
        Assert.All(shown, line => Assert.Contains(line, run));
    }
}
