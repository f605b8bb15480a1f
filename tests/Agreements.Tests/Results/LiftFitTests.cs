using EnclaveCleanRoom.Agreements.Answers;
using EnclaveCleanRoom.Agreements.Tests.Samples;

namespace EnclaveCleanRoom.Agreements.Tests.Results;

public sealed class LiftFitTests
{
    private static readonly Figure s_noise = new() { Estimate = 1, Low = 0, High = 2 };
    private static readonly Figure s_sampled = s_noise with { InferredFrom = Figure.FromSamplingAndNoise };

    private static readonly LiftAnswer s_answer = new()
    {
        Covers = "",
        IntervalsCoverBounding = false,
        Treatment = new ArmFigures { Arm = "exposed", People = s_noise, Conversions = s_noise, Rate = s_sampled },
        Control = new ArmFigures { Arm = "held out", People = s_noise, Conversions = s_noise, Rate = s_sampled },
        Others = s_noise,
        AbsoluteLift = s_sampled,
        RelativeLift = [s_sampled],
        IncrementalConversions = s_sampled,
        Split = new SplitFigures { TreatmentShare = s_sampled, Planned = 0.8, IsAsPlanned = true },
        Values = [new ValueLift { Column = SampleMeasurement.ShopColumn("amount"), Treatment = s_sampled, Control = s_sampled, Difference = s_sampled, Incremental = s_sampled }],
    };

    private static readonly Dictionary<string, LiftAnswer> s_forged = new()
    {
        ["bounds are said to be covered"] = s_answer with { IntervalsCoverBounding = true },
        ["the arms exchanged"] = s_answer with { Treatment = s_answer.Control, Control = s_answer.Treatment },
        ["another arm"] = s_answer with { Control = s_answer.Control with { Arm = "third" } },
        ["two relative lifts"] = s_answer with { RelativeLift = [s_sampled, s_sampled] },
        ["another plan"] = s_answer with { Split = s_answer.Split with { Planned = 0.5 } },
        ["no value"] = s_answer with { Values = [] },
        ["another value"] = s_answer with { Values = [s_answer.Values[0] with { Column = SampleMeasurement.ShopColumn("age") }] },
        ["a lift from the noise alone"] = s_answer with { AbsoluteLift = s_noise },
        ["a rate from the noise alone"] = s_answer with { Treatment = s_answer.Treatment with { Rate = s_noise } },
        ["a relative lift from the noise alone"] = s_answer with { RelativeLift = [s_noise] },
        ["a mean from elsewhere"] = s_answer with { Values = [s_answer.Values[0] with { Control = s_sampled with { InferredFrom = "hope" } }] },
        ["people from sampling"] = s_answer with { Control = s_answer.Control with { People = s_sampled } },
    };

    public static TheoryData<string> Forged => [.. s_forged.Keys];

    [Fact]
    public void The_answer_to_the_question_fits()
    {
        Assert.True(AnswerShape.Fits(SampleMeasurement.AskLift, s_answer));
        Assert.True(AnswerShape.Fits(SampleMeasurement.AskLift, s_answer with { RelativeLift = [] }));
    }

    [Theory]
    [MemberData(nameof(Forged))]
    public void An_answer_of_another_shape_does_not_fit(string name) => Assert.False(AnswerShape.Fits(SampleMeasurement.AskLift, s_forged[name]));
}
