using EnclaveCleanRoom.Agreements.Answers;
using EnclaveCleanRoom.Agreements.Tests.Samples;

namespace EnclaveCleanRoom.Agreements.Tests.Results;

public sealed class MarketsFitTests
{
    private static readonly Figure s_noise = new() { Estimate = 1, Low = 0, High = 2 };
    private static readonly Figure s_placebo = s_noise with { InferredFrom = Figure.FromPlacebosAndNoise };
    private static readonly Figure[] s_totals = [s_noise, s_noise, s_noise, s_noise];

    private static readonly MarketsAnswer s_answer = new()
    {
        Covers = "",
        IntervalsCoverBounding = false,
        Markets = [.. new[] { "east", "mid", "north", "south", "west" }.Select(name => new MarketSeries { Market = name, IsTreated = name == "mid", Weight = name == "west" ? 1.5 : 0, Totals = s_totals })],
        Others = s_totals,
        Synthetic = [1, 2, 3, 4],
        Effect = s_placebo,
        EffectCoverage = 0.8,
        EffectFromNoise = s_noise,
        DifferenceInDifferences = s_noise,
        RelativeEffect = 0.1,
        Placebos = [.. new[] { "east", "north", "south", "west" }.Select(name => new PlaceboEffect { Markets = [name], RelativeEffect = 0 })],
        PlaceboRank = 0.2,
    };

    private static readonly Dictionary<string, MarketsAnswer> s_forged = new()
    {
        ["bounds are said to be covered"] = s_answer with { IntervalsCoverBounding = true },
        ["a market is missing"] = s_answer with { Markets = [.. s_answer.Markets.Take(4)] },
        ["another treated market"] = s_answer with { Markets = [.. s_answer.Markets.Select(market => market with { IsTreated = market.Market == "east" })] },
        ["a weight for a treated market"] = s_answer with { Markets = [.. s_answer.Markets.Select(market => market with { Weight = 1 })] },
        ["a negative weight"] = s_answer with { Markets = [.. s_answer.Markets.Select(market => market with { Weight = market.IsTreated ? 0 : -1 })] },
        ["a period is missing"] = s_answer with { Markets = [.. s_answer.Markets.Select(market => market with { Totals = [s_noise] })] },
        ["a total from elsewhere"] = s_answer with { Markets = [.. s_answer.Markets.Select(market => market with { Totals = [s_noise, s_noise, s_noise, s_placebo] })] },
        ["others with a period too few"] = s_answer with { Others = [s_noise] },
        ["a synthetic period too many"] = s_answer with { Synthetic = [1, 2, 3, 4, 5] },
        ["an effect from the noise alone"] = s_answer with { Effect = s_noise },
        ["a noise interval from placebos"] = s_answer with { EffectFromNoise = s_placebo },
        ["more coverage than there can be"] = s_answer with { EffectCoverage = 0.99 },
        ["no coverage"] = s_answer with { EffectCoverage = 0 },
        ["a placebo too few"] = s_answer with { Placebos = [.. s_answer.Placebos.Take(3)] },
        ["a treated placebo"] = s_answer with { Placebos = [.. s_answer.Placebos.Take(3), new PlaceboEffect { Markets = ["mid"], RelativeEffect = 0 }] },
        ["a rank of nothing"] = s_answer with { PlaceboRank = 0 },
    };

    public static TheoryData<string> Forged => [.. s_forged.Keys];

    [Fact]
    public void The_answer_to_the_question_fits() => Assert.True(AnswerShape.Fits(SampleMeasurement.AskMarkets, s_answer));

    [Theory]
    [MemberData(nameof(Forged))]
    public void An_answer_of_another_shape_does_not_fit(string name) => Assert.False(AnswerShape.Fits(SampleMeasurement.AskMarkets, s_forged[name]));
}
