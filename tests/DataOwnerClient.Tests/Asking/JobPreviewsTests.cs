using System.Text.Json;
using EnclaveCleanRoom.DataOwnerClient.Asking;

namespace EnclaveCleanRoom.DataOwnerClient.Tests.Asking;

/// <summary>A preview in lines: what it costs, how sure each part of the answer would be, how many like it remain.</summary>
public sealed class JobPreviewsTests
{
    [Fact]
    public void Each_mechanism_says_how_far_off_it_leaves_the_answer()
    {
        (IReadOnlyList<string> lines, bool wouldRun) = JobPreviews.Write(JsonElement.Parse("""
            {
              "denial": [], "answeredBy": null, "nanoRho": 20000000, "attoDelta": 1000, "epsilon": 1.25,
              "accounts": [{ "owner": "publisher", "grantedNanoRho": 500000000, "spentNanoRho": 100000000, "grantedAttoDelta": 600000000000, "spentAttoDelta": 1000000, "remaining": 20 }],
              "mechanisms": [
                { "figure": "clicks", "mechanism": "DiscreteGaussian", "nanoRho": 10000000, "halfWidth": 14, "shownFrom": null, "alwaysShownFrom": null, "wrongShare": null },
                { "figure": "segments", "mechanism": "TruncatedGeometricSelection", "nanoRho": 5000000, "halfWidth": null, "shownFrom": 35, "alwaysShownFrom": 60, "wrongShare": null },
                { "figure": "leave out", "mechanism": "RandomisedResponse", "nanoRho": 5000000, "halfWidth": null, "shownFrom": null, "alwaysShownFrom": null, "wrongShare": 0.04742 },
                { "figure": "of an earlier version", "mechanism": "AdaptiveRounds", "nanoRho": 0, "halfWidth": null }
              ]
            }
            """));
        Assert.True(wouldRun);
        Assert.Equal("would cost rho 0.02, delta 0.000000000000001: epsilon 1.25", lines[0]);
        Assert.EndsWith("± 14 (95 %)", Line("clicks"), StringComparison.Ordinal);
        Assert.EndsWith("of groups with 35 people half are shown, with 60 all", Line("segments"), StringComparison.Ordinal);
        Assert.EndsWith("4.742% of the answers are wrong", Line("leave out"), StringComparison.Ordinal);
        Assert.EndsWith("no noise on figures", Line("of an earlier version"), StringComparison.Ordinal);
        Assert.Equal(["publisher", "0.5", "0.1", "0.0000006", "0.000000000001", "20"], Line("publisher").Split(' ', StringSplitOptions.RemoveEmptyEntries));
        Assert.StartsWith("An error is that of one noised entry, in the unit named.", lines[^2], StringComparison.Ordinal);

        string Line(string start) => lines.Single(line => line.StartsWith(start, StringComparison.Ordinal)).TrimEnd();
    }

    [Fact]
    public void What_stands_against_it_is_said_and_it_would_not_run()
    {
        (IReadOnlyList<string> lines, bool wouldRun) = JobPreviews.Write(JsonElement.Parse("""
            { "denial": [{ "code": "denial.budgetExhausted", "claim": "budget", "found": "all of it spent", "wanted": "room", "askedBy": "publisher" }] }
            """));
        Assert.False(wouldRun);
        Assert.StartsWith("as things stand it would be denied: denial.budgetExhausted", Assert.Single(lines), StringComparison.Ordinal);
    }
}
