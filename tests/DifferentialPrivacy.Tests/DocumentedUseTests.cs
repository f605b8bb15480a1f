using EnclaveCleanRoom.DifferentialPrivacy.Tests.Budget;

namespace EnclaveCleanRoom.DifferentialPrivacy.Tests;

/// <summary>The code of docs/differential-privacy.md, run; and the check that the page shows this code.</summary>
public sealed class DocumentedUseTests
{
    private readonly MemoryReservationStore _store = new();
    private readonly int[] _people = [.. Enumerable.Range(0, 1_000).Select(row => row / 2)];
    private readonly int[] _groups = [.. Enumerable.Range(0, 1_000).Select(row => row % 3)];

    [Fact]
    public void The_documented_use_runs()
    {
        (IReservationStore store, int[] people, int[] groups) = (_store, _people, _groups);
        int shown = 0;
        Use();
        Assert.Equal(3, shown);

        void Use()
        {
            // 1. What may be asked, before any data: at most 4 groups a person, 1 row in each.
            ContributionBounds bounds = new(maxGroups: 4, maxRowsPerGroup: 1);
            CountNoise noise = CountNoise.ForRho(bounds.OfRowsPerGroup(parts: 2), Rho.Parse("0.004"));
            SelectionRule rule = SelectionRule.ForRho(Rho.Parse("0.001"), Delta.Parse("1e-7"), bounds.MaxGroups, preThreshold: 20);
            PrivateSelection segments = new("clicks and non-clicks by segment", rule, maxGroups: 100, columns: 2, noise);

            // 2. Spend. `store` is yours and durable; the filter keeps the sums honest.
            BudgetFilter filter = new(store, SystemEntropy.Instance);
            BudgetAccount account = new(new BudgetAccountId("publisher", "advertiser"), PrivacyCost.From(Rho.Parse("0.05"), Delta.Parse("1e-6")));
            if (!filter.TrySpend(new ReservationId("job-1"), new PrivacyPlan(segments), [account], out BudgetGrant? grant, out BudgetDenial? denial))
            {
                return; // denial says which accounts lack how much
            }

            // 3. Open the data, bound it, count, release.
            using (grant)
            {
                grant.Open();
                using SecretOrder order = grant.CreateSecretOrder();
                BoundedRows rows = bounds.Apply(people, groups, order);
                (long[] peoplePerGroup, long[] clicksAndOthers) = Count(rows); // people a group; clicks and non-clicks of each group in turn
                PrivateRelease<SelectedGroups> release = segments.Release(grant, peoplePerGroup, clicksAndOthers);
                foreach (SelectedGroup group in release.Value.Groups)
                {
                    RatioInterval rate = RatioInterval.Of(group.Values[0], group.Values[1], noise, new Rational(95, 100));
                    shown += rate.IsNoiseOnly ? 1 : 0;
                }

                grant.MarkStored(); // once the result is stored durably
            }
        }
    }

    [Fact]
    public void The_page_shows_the_code_that_runs_here()
    {
        string[] page = System.IO.File.ReadAllLines(Repository.PathTo("docs", "differential-privacy.md"));
        string[] shown = [.. page.SkipWhile(line => line != "```csharp").Skip(1).TakeWhile(line => line != "```").Select(line => line.Trim()).Where(line => line.Length > 0)];
        string[] run = [.. System.IO.File.ReadAllLines(Repository.PathTo("tests", "DifferentialPrivacy.Tests", "DocumentedUseTests.cs")).Select(line => line.Trim())];
        Assert.NotEmpty(shown);
        int at = 0;
        foreach (string line in shown)
        {
            int found = Array.IndexOf(run, line, at);
            Assert.True(found >= 0, $"The page shows a line that does not run here: {line}");
            at = found + 1;
        }
    }

    // Each group has so many people that it certainly shows under the documented rule.
    private (long[] People, long[] Figures) Count(BoundedRows rows)
    {
        long[] counted = new long[3];
        long[] figures = new long[6];
        foreach (int row in rows.Rows)
        {
            counted[_groups[row]] += 10;
            figures[_groups[row] * 2]++;
        }

        return (counted, figures);
    }
}
