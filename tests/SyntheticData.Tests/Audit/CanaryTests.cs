using EnclaveCleanRoom.DifferentialPrivacy;

namespace EnclaveCleanRoom.SyntheticData.Tests.Audit;

/// <summary>A person with the rarest rows is put in and left out, again and again, and an attacker who knows everything else looks at what came out.</summary>
public sealed class CanaryTests
{
    private const int Runs = 400;
    private const int CanaryRows = 3;
    private const double Delta = 1e-5;
    private static readonly Rho s_claimed = Rho.Parse("0.05");

    public static TheoryData<SyntheticMethod> Methods => [SyntheticMethod.Tree, SyntheticMethod.Adaptive];

    [Theory]
    [MemberData(nameof(Methods))]
    public void The_measured_epsilon_stays_below_the_claim(SyntheticMethod method)
    {
        double measured = Measure(new SyntheticOptions { Method = method, RowsPerPerson = CanaryRows }, s_claimed);
        Assert.InRange(measured, 0, Claim);
    }

    [Fact]
    public void A_build_whose_noise_is_for_one_row_of_a_person_where_there_are_three_is_seen()
    {
        double right = Measure(new SyntheticOptions { Method = SyntheticMethod.Tree, RowsPerPerson = CanaryRows }, Rho.Parse("1"));
        double broken = Measure(new SyntheticOptions { Method = SyntheticMethod.Tree }, Rho.Parse("1"));
        Assert.True(broken > right, $"{broken} against {right}");
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void A_build_without_noise_is_caught(SyntheticMethod method)
    {
        // Noise for a ρ of 100,000 has a deviation below a hundredth: the counts come out as they are.
        double measured = Measure(new SyntheticOptions { Method = method, RowsPerPerson = CanaryRows }, Rho.Parse("100000"));
        Assert.True(measured > Claim, $"{measured} against a claim of {Claim}");
    }

    [Fact]
    public void A_build_that_reads_the_vocabulary_off_the_data_is_caught()
    {
        double[] Scores(bool isIn) => [.. Enumerable.Range(0, Runs).Select(run =>
        {
            DiscreteTable table = TableOf(run, isIn);
            int codes = table.Column(0).ToArray().Max() + 1;
            DiscreteDomain leaked = new([new DiscreteColumn("c0", codes, isOrdered: false), .. table.Domain.Columns.Skip(1)]);
            DiscreteTable read = new(leaked, [.. Enumerable.Range(0, 3).Select(column => table.Column(column).ToArray())]);
            return (double)Room.Learn(read, s_claimed.ToString(), new SyntheticOptions { RowsPerPerson = CanaryRows, Rounds = 4 }, run).Domain.Columns[0].Codes;
        })];

        double measured = MembershipAudit.EpsilonLowerBound(Scores(true), Scores(false), Delta);
        Assert.True(measured > Claim, $"{measured} against a claim of {Claim}");
    }

    private static double Claim => PrivacyCost.From(s_claimed, DifferentialPrivacy.Delta.FromAtto(0)).EpsilonAt(DifferentialPrivacy.Delta.Parse("0.00001"));

    // What the attacker looks at: how often the canary's rarest code is made, and how its row as a whole.
    private static double Measure(SyntheticOptions options, Rho rho)
    {
        double[] Scores(bool isIn) => [.. Enumerable.Range(0, Runs).Select(run =>
        {
            DiscreteTable made = Room.Learn(TableOf(run, isIn), rho.ToString(), options with { Rounds = 4 }, (2 * run) + (isIn ? 1 : 0), threads: 1).Sample(100, threads: 1);
            return (double)made.Column(0).Count((ushort)4);
        })];

        return MembershipAudit.EpsilonLowerBound(Scores(true), Scores(false), Delta);
    }

    // A hundred rows, none of which has the first column's last code; the canary's rows all have it.
    private static DiscreteTable TableOf(int seed, bool isIn)
    {
        DiscreteTable others = Tables.Chain(100, seed, 4, 3, 4);
        DiscreteDomain domain = new([new DiscreteColumn("c0", 5, isOrdered: false), .. others.Domain.Columns.Skip(1)]);
        return new DiscreteTable(domain, [.. Enumerable.Range(0, 3).Select(column =>
            others.Column(column).ToArray().Concat(Enumerable.Repeat((ushort)(column == 0 ? 4 : 0), isIn ? CanaryRows : 0)).ToArray())]);
    }
}
