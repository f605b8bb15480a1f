using EnclaveCleanRoom.Agreements.Answers;
using EnclaveCleanRoom.Agreements.Queries;
using EnclaveCleanRoom.Agreements.Tests.Samples;

namespace EnclaveCleanRoom.Agreements.Tests.Results;

public sealed class AttributionFitTests
{
    private static readonly AttributionAnswer s_answer = new()
    {
        Covers = "",
        IntervalsCoverBounding = false,
        Values = SampleMeasurement.AskAttribution.Values,
        Models = [.. SampleMeasurement.AskAttribution.Models.Select(model => new ModelCredit { Model = model, Campaigns = [Campaign("brand"), Campaign("spring")], Other = Credit() })],
        Unattributed = Credit(),
        Total = Credit(),
    };

    private static readonly Dictionary<string, AttributionAnswer> s_forged = new()
    {
        ["bounds are said to be covered"] = s_answer with { IntervalsCoverBounding = true },
        ["other values"] = s_answer with { Values = [SampleMeasurement.ShopColumn("points")] },
        ["a model is missing"] = s_answer with { Models = [s_answer.Models[0]] },
        ["models in another order"] = s_answer with { Models = [s_answer.Models[1], s_answer.Models[0]] },
        ["another half-life"] = s_answer with { Models = [s_answer.Models[0] with { Model = new TimeDecayModel { HalfLifeSeconds = 1 } }, s_answer.Models[1]] },
        ["a campaign is missing"] = First(s_answer.Models[0] with { Campaigns = [Campaign("brand")] }),
        ["an unknown campaign"] = First(s_answer.Models[0] with { Campaigns = [Campaign("brand"), Campaign("autumn")] }),
        ["a campaign without its value"] = First(s_answer.Models[0] with { Campaigns = [Campaign("brand"), new CampaignCredit { Campaign = "spring", Credit = Credit(values: 0) }] }),
        ["other campaigns with two values"] = First(s_answer.Models[0] with { Other = Credit(values: 2) }),
        ["unattributed without its value"] = s_answer with { Unattributed = Credit(values: 0) },
        ["a total without its value"] = s_answer with { Total = Credit(values: 0) },
    };

    public static TheoryData<string> Forged => [.. s_forged.Keys];

    [Fact]
    public void The_answer_to_the_question_fits() => Assert.True(Fits(s_answer));

    [Theory]
    [MemberData(nameof(Forged))]
    public void An_answer_of_another_shape_does_not_fit(string name) => Assert.False(Fits(s_forged[name]));

    private static bool Fits(AttributionAnswer answer) => AnswerShape.Fits(SampleMeasurement.AskAttribution, answer);

    private static AttributionAnswer First(ModelCredit model) => s_answer with { Models = [model, s_answer.Models[1]] };

    private static CampaignCredit Campaign(string name) => new() { Campaign = name, Credit = Credit() };

    private static CreditFigures Credit(int values = 1) => new() { Conversions = Figure(), Values = [.. Enumerable.Range(0, values).Select(_ => Figure())] };

    private static Figure Figure() => new() { Estimate = 1, Low = 0, High = 2 };
}
