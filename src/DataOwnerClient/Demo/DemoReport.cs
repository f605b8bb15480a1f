using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Answers;
using EnclaveCleanRoom.Agreements.Results;
using EnclaveCleanRoom.DataOwnerClient.Report;

namespace EnclaveCleanRoom.DataOwnerClient.Demo;

/// <summary>Turns verified results into what the report shows.</summary>
internal static class DemoReport
{
    internal static ReportModel Describe(
        SignedAgreement agreement,
        DemoRoom demo,
        IReadOnlyList<DemoAnswer> answers,
        IReadOnlyList<RefusalLine> refusals,
        IReadOnlyList<(string Name, string Detail, TimeSpan Duration)> steps) => new()
        {
            Title = agreement.Agreement.Title,
            AgreementHash = agreement.Hash.ToString(),
            WrittenAt = DateTimeOffset.UtcNow,
            Warnings = [.. Warnings(answers)],
            Parties = [Describe(demo.Publisher), Describe(demo.Advertiser)],
            Steps = [.. steps.Select(step => new StepLine(step.Name, step.Detail, step.Duration))],
            Overlaps = [.. answers.Select(answer => answer.Result.Answer).OfType<OverlapAnswer>().Select(Describe)],
            Segments = [.. answers.Select(answer => answer.Result.Answer).OfType<SegmentsAnswer>().Select(Describe)],
            Models = [.. answers.Where(answer => answer.Result.Answer is CtrModelAnswer).Select(answer => Describe(demo, (CtrModelAnswer)answer.Result.Answer))],
            Budgets = [.. Budgets(answers)],
            Costs = [.. answers.Select(answer => new CostLine(
                answer.Name,
                answer.Result.Privacy.Epsilon,
                answer.Result.Privacy.StatementAttoDelta * 1e-18,
                answer.Result.Privacy.NanoRho * 1e-9,
                answer.Result.Answer.Covers))],
            Mechanisms = [.. answers.SelectMany(answer => answer.Result.Mechanisms.Select(Describe))],
            Verification = [.. answers[^1].Verification.Checks.Select(check => new CheckLine(check.Claim, check.Found, check.Holds))],
            Refusals = refusals,
        };

    private static IEnumerable<string> Warnings(IReadOnlyList<DemoAnswer> answers)
    {
        yield return "SIMULATED hardware: this run shows how the room works. It protects nothing from whoever runs the machine.";
        if (answers.Any(answer => answer.Result.Answer is CtrModelAnswer))
        {
            yield return answers.First(answer => answer.Result.Answer is CtrModelAnswer).Result.Answer.Covers;
        }
    }

    private static PartyLine Describe(DemoTable table) =>
        new(table.Owner.Name, "data owner and recipient", table.Description, "overlap, segments, model quality");

    private static OverlapFigures Describe(OverlapAnswer answer) => new()
    {
        LeftName = answer.Tables[0].Dataset.ToString(),
        RightName = answer.Tables[1].Dataset.ToString(),
        Left = Figure(answer.Tables[0].People),
        Right = Figure(answer.Tables[1].People),
        Both = Figure(answer.Overlap),
        LeftMatchRate = Figure(answer.Tables[0].MatchRate),
        RightMatchRate = Figure(answer.Tables[1].MatchRate),
    };

    private static Report.SegmentFigures Describe(SegmentsAnswer answer) => new(
        [.. answer.Keys.Select(key => key.ToString())],
        [.. answer.Groups.Select(group => new SegmentLine(
            group.Values, Figure(group.Impressions), Figure(group.Clicks), Figure(group.ClickThroughRate)))]);

    private static ModelFigures Describe(DemoRoom demo, CtrModelAnswer answer)
    {
        DemoTable owner = answer.Label.Dataset == demo.Publisher.Dataset ? demo.Publisher : demo.Advertiser;
        return new ModelFigures
        {
            LabelOwner = owner.Owner.Name,
            Label = answer.Label.Column,
            Partner = demo.PartnerOf(owner).Owner.Name,
            Without = Describe(answer.WithoutPartner),
            With = Describe(answer.WithPartner),
            AucGain = Figure(answer.AucGain),
            Covers = answer.Covers,
        };
    }

    private static QualityFigures Describe(ModelQuality quality) => new()
    {
        Rows = Figure(quality.Rows),
        PositiveRate = Figure(quality.PositiveRate),
        Auc = Figure(quality.Auc),
        LogLoss = Figure(quality.LogLoss),
        NormalisedEntropy = Figure(quality.NormalisedEntropy),
        Calibration = Figure(quality.Calibration),
        TopDecileLift = Figure(quality.TopDecileLift),
        CalibrationCurve = [.. quality.CalibrationCurve.Select(point => new CalibrationLine(point.Predicted, Figure(point.Observed), point.Rows))],
    };

    /// <summary>The newest state of each budget: what the last result that touched it said.</summary>
    private static IEnumerable<BudgetLine> Budgets(IReadOnlyList<DemoAnswer> answers) => answers
        .SelectMany(answer => answer.Result.BudgetsLeft)
        .GroupBy(budget => (budget.Owner, budget.Requester))
        .Select(group => group.Last())
        .Select(budget => new BudgetLine(
            budget.Owner.ToString(),
            budget.Requester.ToString(),
            budget.GrantedNanoRho * 1e-9,
            (budget.GrantedNanoRho - budget.LeftNanoRho) * 1e-9,
            budget.GrantedAttoDelta * 1e-18,
            (budget.GrantedAttoDelta - budget.LeftAttoDelta) * 1e-18));

    private static MechanismLine Describe(MechanismEntry entry) => new(
        entry.Figure,
        entry.Mechanism.ToString(),
        entry.Epsilon,
        entry.AttoDelta * 1e-18,
        entry.NanoRho * 1e-9,
        $"L0 {entry.Sensitivity.L0}, L1 {entry.Sensitivity.L1}, L2² {entry.Sensitivity.L2Squared}, L∞ {entry.Sensitivity.LInfinity}",
        entry.Norm,
        entry.Scale);

    private static ReportFigure Figure(Figure figure) => new(figure.Estimate, figure.Low, figure.High);
}
