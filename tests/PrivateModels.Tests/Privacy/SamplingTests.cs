using System.Collections.Immutable;
using EnclaveCleanRoom.DifferentialPrivacy;
using EnclaveCleanRoom.DifferentialPrivacy.Tests;
using EnclaveCleanRoom.PrivateModels.Binning;
using EnclaveCleanRoom.PrivateModels.Fitting;
using EnclaveCleanRoom.PrivateModels.Tests.Data;

namespace EnclaveCleanRoom.PrivateModels.Tests.Privacy;

/// <summary>Rounds of people drawn by secret coins: what they are worth, what they cost, and that who was not drawn adds nothing.</summary>
public sealed class SamplingTests
{
    private static readonly Delta s_delta = Delta.Parse("1e-6");

    [Theory]
    [InlineData("0.1")]
    [InlineData("0.5")]
    public void Accountants_that_share_no_code_agree_on_what_sampling_is_worth(string share)
    {
        PrivateTraining training = Plan(new BoostedOptions { SampleShare = Rational.Parse(share) }, "0.05");
        double stated = training.EpsilonAt(s_delta);
        Mechanism[] sampled = [.. training.Mechanisms[1..^2]];
        Mechanism[] whole = [training.Mechanisms[0], .. training.Mechanisms[^2..]];
        double renyi = SampledBudget.EpsilonAt(whole, sampled, Rational.Parse(share), s_delta, Accountant.Renyi);
        Assert.InRange(renyi, stated, 1.25 * stated);
        Assert.True(stated < 0.9 * new PrivacyPlan([.. training.Mechanisms]).EpsilonAt(s_delta), "sampling amplifies");
    }

    [Fact]
    public void Where_nearly_everybody_takes_part_the_statement_is_that_of_everybody()
    {
        PrivateTraining training = Plan(new BoostedOptions(), "0.05");
        Mechanism[] sampled = [.. training.Mechanisms[1..^2]];
        Mechanism[] whole = [training.Mechanisms[0], .. training.Mechanisms[^2..]];
        double nearly = SampledBudget.EpsilonAt(whole, sampled, Rational.Parse("0.999999"), s_delta);
        Assert.InRange(nearly, 0.995 * training.EpsilonAt(s_delta), 1.005 * training.EpsilonAt(s_delta));
    }

    [Fact]
    public void The_ledger_charges_as_if_everybody_took_part()
    {
        foreach (PrivateTrainingOptions options in (PrivateTrainingOptions[])[new BoostedOptions(), new LogisticOptions()])
        {
            PrivacyCost everybody = Plan(options, "0.05").Cost;
            Assert.Equal(everybody, Plan(options with { SampleShare = new Rational(1, 10) }, "0.05").Cost);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Trained_again_without_one_person_no_release_moves_by_more_than_declared_nor_at_all_where_the_person_was_not_drawn(bool isBoosted)
    {
        double largest = 0;
        for (int seed = 0; seed < 4; seed++)
        {
            TogetherExamples data = new(80, seed, mostRows: 1 + (3 * seed));
            int[] people = [.. data.People.Distinct()];
            PrivateTrainingOptions kind = isBoosted ? new BoostedOptions { Candidates = 8, Trees = new RandomTreeOptions { Batch = 4, Depth = 2, Rounds = 2 } } : new LogisticOptions { Steps = 16 };
            PrivateTraining training = PrivateTraining.Plan(kind with { SampleShare = new Rational(1, 2) }, TogetherExamples.Features, 3, Rho.Parse("30"));
            Numbers numbers = new(50 + seed);
            HashSet<int>[] rounds = [.. Enumerable.Range(0, training.Mechanisms.Length - 3).Select(_ => people.Where(_ => numbers.Next(2) == 0).ToHashSet())];
            using SeededEntropy entropy = new(seed);
            using BudgetGrant grant = Room.Open(entropy, [.. training.Mechanisms]);
            List<(long[] Exact, ImmutableArray<long> Noisy)> releases = [];
            Fit(data.Examples, people, (mechanism, exact) =>
            {
                releases.Add((exact, mechanism.Release(grant, exact).Value));
                return releases[^1].Noisy;
            });
            foreach (int person in people)
            {
                int next = 0;
                Fit(data.Without(person), [.. people.Where(other => other != person)], (mechanism, exact) =>
                {
                    double moved = releases[next].Exact.Zip(exact, (a, b) => Math.Pow(a - b, 2)).Sum() / mechanism.Noise.Sensitivity.L2Squared;
                    bool isSampled = next > 0 && next <= rounds.Length;
                    Assert.True(moved == 0 || !isSampled || rounds[next - 1].Contains(person), "who is not drawn adds nothing");
                    largest = Math.Max(largest, moved);
                    return releases[next++].Noisy;
                });
            }

            void Fit(PrivateExamples examples, int[] present, SumRelease release)
            {
                int round = 0;
                training.Fit(examples, release, 1, CancellationToken.None, all => all.Where([.. present.Select(rounds[round++].Contains)]));
                Assert.Equal(rounds.Length, round);
            }
        }

        Assert.InRange(largest, 0.5, 1);
    }

    [Fact]
    public void A_sampled_training_learns_and_draws_its_people_from_the_grant()
    {
        GeneratedExamples train = new(20_000, 1);
        double spread = train.LogOdds.Average(truth => Math.Pow(truth - train.LogOdds.Average(), 2));
        PrivateTraining training = Plan(new BoostedOptions { SampleShare = new Rational(1, 4) }, "0.5");
        PrivateModel model = Room.Train(training, train.Examples, seed: 3).Value;
        Assert.True(Enumerable.Range(0, 20_000).Average(row => Math.Pow(model.Score(train.Row(row)) - train.LogOdds[row], 2)) < spread / 4);
        Assert.Equal(model.WriteModelText(), Room.Train(training, train.Examples, seed: 3, threads: 2).Value.WriteModelText());
        BinnedRows rows = training.Bin(train.Examples, 1, CancellationToken.None);
        Assert.Equal(20_000, rows.PeopleCount);
    }

    [Fact]
    public void Shares_out_of_range_are_refused_and_so_is_sampling_where_not_everything_is_protected()
    {
        Refused(new BoostedOptions { SampleShare = Rational.Zero });
        Refused(new BoostedOptions { SampleShare = 2 });
        Refused(new LogisticOptions { SampleShare = new Rational(1, 2), Protects = ProtectedParts.Labels });

        static void Refused(PrivateTrainingOptions options) => Assert.Throws<ArgumentOutOfRangeException>(() => Plan(options, "0.05"));
    }

    private static PrivateTraining Plan(PrivateTrainingOptions options, string rho) => PrivateTraining.Plan(options, GeneratedExamples.Features, 1, Rho.Parse(rho));
}
