using System.Globalization;
using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Answers;
using EnclaveCleanRoom.Agreements.Queries;
using EnclaveCleanRoom.Agreements.Results;
using EnclaveCleanRoom.Attestation;
using EnclaveCleanRoom.DataOwnerClient.Report.Sheets;
using EnclaveCleanRoom.DataOwnerClient.Terminal;
using EnclaveCleanRoom.DifferentialPrivacy;

namespace EnclaveCleanRoom.DataOwnerClient.Report;

/// <summary>Makes the report's plain values of verified results. Nothing is computed here but changes of unit.</summary>
internal static class ResultReport
{
    private const double NanoRho = 1e-9;
    private const double AttoDelta = 1e-18;

    /// <summary>Gathers the results of one agreement.</summary>
    /// <param name="agreement">The agreement.</param>
    /// <param name="hash">Its hash.</param>
    /// <param name="results">The results as they were verified, in the order in which they were computed; at least one.</param>
    /// <param name="writtenAt">When the report is written.</param>
    /// <returns>
    /// A model without steps and refusals, which only whoever ran the room knows. A result that was refused contributes its
    /// checks and no number.
    /// </returns>
    public static ReportModel From(Agreement agreement, Digest256 hash, IReadOnlyList<ReportedResult> results, DateTimeOffset writtenAt)
    {
        ArgumentNullException.ThrowIfNull(agreement);
        ArgumentOutOfRangeException.ThrowIfZero(results.Count, nameof(results));
        ReportedResult[] shown = [.. results.Where(result => result.Verification is { Verdict: not VerificationVerdict.Refused, Result: not null })];
        Result[] accepted = [.. shown.Select(result => result.Verification.Result!)];
        return new ReportModel
        {
            Title = agreement.Title,
            AgreementHash = hash.ToString(),
            WrittenAt = writtenAt,
            Warnings = [.. TrustReview.Warnings(agreement), .. Warnings([.. results.Select(result => result.Verification.Verdict)], accepted)],
            Parties = [.. agreement.Parties.Select(party => Party(agreement, party))],
            Steps = [],
            Overlaps = [.. accepted.Select(result => result.Answer).OfType<OverlapAnswer>().Where(answer => answer.Tables.Count == 2).Select(answer => Overlap(agreement, answer))],
            Segments = [.. accepted.Where(result => result.Answer is SegmentsAnswer).Select(result => Segments(agreement, result))],
            Models = [.. accepted.Where(result => result.Answer is CtrModelAnswer).Select(result => Model(agreement, result))],
            Attributions = [.. accepted.Where(result => result.Answer is AttributionAnswer).Select(result => Attribution(agreement, result))],
            Sheets = [.. accepted.Select(SheetOf.Result).OfType<Sheet>()],
            Lifts = [.. accepted.Select(result => result.Answer).OfType<LiftAnswer>().Select(LiftReport.From)],
            Budgets = [.. Budgets(agreement, accepted)],
            Costs = [.. shown.Select(result => Cost(result.Question, result.Verification.Result!))],
            Mechanisms = [.. accepted.SelectMany(result => result.Mechanisms).Select(Mechanism)],
            Verification = [.. Checks(results)],
            Refusals = [],
        };
    }

    private static IEnumerable<string> Warnings(IReadOnlyList<VerificationVerdict> verdicts, IReadOnlyList<Result> accepted)
    {
        if (verdicts.Contains(VerificationVerdict.Refused))
        {
            yield return "A result did not verify; its numbers are left out.";
        }

        if (verdicts.Contains(VerificationVerdict.Unanchored))
        {
            yield return "Unanchored: nothing ties the agreement to you. Whoever made these files may have made all of them.";
        }

        if (accepted.Any(result => result.Answer is OverlapAnswer overlap && !AnswerSense.IsInformative(overlap)))
        {
            yield return AnswerSense.SharesNobody;
        }

        foreach (string covers in accepted.Where(result => result.Answer is CtrModelAnswer).Select(result => result.Answer.Covers).Distinct())
        {
            yield return covers;
        }
    }

    private static PartyLine Party(Agreement agreement, Party party)
    {
        DatasetTerms[] datasets = [.. agreement.Datasets.Where(dataset => dataset.Owner == party.Id)];
        string brings = datasets.Length == 0
            ? "no data"
            : string.Join("; ", datasets.Select(dataset => string.Create(CultureInfo.InvariantCulture, $"{dataset.Id}, {dataset.Columns.Count} columns: {dataset.Description}")));
        string receives = string.Join(", ", agreement.Queries.Where(terms => terms.Recipients.Contains(party.Id)).Select(terms => $"{terms.Id}"));
        return new PartyLine(party.Name, $"{party.Id}", brings, receives.Length > 0 ? receives : "nothing");
    }

    private static OverlapFigures Overlap(Agreement agreement, OverlapAnswer answer) => new()
    {
        LeftName = OwnerName(agreement, answer.Tables[0].Dataset),
        RightName = OwnerName(agreement, answer.Tables[1].Dataset),
        Left = Figure(answer.Tables[0].People),
        Right = Figure(answer.Tables[1].People),
        Both = Figure(answer.Overlap),
        LeftMatchRate = Figure(answer.Tables[0].MatchRate),
        RightMatchRate = Figure(answer.Tables[1].MatchRate),
    };

    private static SegmentFigures Segments(Agreement agreement, Result result)
    {
        (SegmentsAnswer answer, SegmentsQuery query) = ((SegmentsAnswer)result.Answer, (SegmentsQuery)result.Query);
        return new SegmentFigures
        {
            Rows = agreement.FindTerms(query.Terms) is SegmentsTerms terms ? $"{terms.Rows}" : "the rows",
            Keys = [.. answer.Keys.Select(key => $"{key}")],
            Measures = [.. query.Measures.Select(measure => new SegmentMeasure($"{measure.Name}", MeasureUnits.Of(query, measure)))],
            Groups = [.. answer.Groups.Select(group => Line(query, group.Values, group.Figures))],
            Other = Line(query, [], answer.Other),
            Total = Line(query, [], answer.Total),
            GroupsLeftOut = answer.GroupsLeftOut,
        };
    }

    private static SegmentLine Line(SegmentsQuery query, IReadOnlyList<string> values, IReadOnlyList<MeasureFigure> figures) => new(
        values,
        [.. query.Measures.Select(measure => figures.FirstOrDefault(figure => figure.Measure == measure.Name) is { } found ? Figure(found.Figure) : (ReportFigure?)null)]);

    private static AttributionFigures Attribution(Agreement agreement, Result result) => AttributionReport.From(
        agreement.FindTerms(result.Query.Terms) as AttributionTerms, (AttributionQuery)result.Query, (AttributionAnswer)result.Answer);

    private static ModelFigures Model(Agreement agreement, Result result)
    {
        CtrModelAnswer answer = (CtrModelAnswer)result.Answer;
        CtrModelTerms? terms = agreement.FindTerms(result.Query.Terms) as CtrModelTerms;
        return new ModelFigures
        {
            LabelOwner = OwnerName(agreement, answer.Label.Dataset),
            Label = answer.Label.Column,
            Partner = terms is null ? "the partner" : OwnerName(agreement, terms.Partner),
            Without = Quality(answer.WithoutPartner),
            With = Quality(answer.WithPartner),
            AucGain = Figure(answer.AucGain),
            Covers = answer.Covers,
        };
    }

    private static QualityFigures Quality(ModelQuality quality) => new()
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

    /// <summary>For each owner and requester, the result by which most was spent. What is granted, and so what is left, falls when grants end.</summary>
    private static IEnumerable<BudgetLine> Budgets(Agreement agreement, IEnumerable<Result> results) => results
        .SelectMany(result => result.BudgetsLeft)
        .GroupBy(budget => (budget.Owner, budget.Requester))
        .Select(group => group.MaxBy(budget => budget.GrantedNanoRho - budget.LeftNanoRho)!)
        .Select(budget => new BudgetLine(
            PartyName(agreement, budget.Owner),
            PartyName(agreement, budget.Requester),
            budget.GrantedNanoRho * NanoRho,
            (budget.GrantedNanoRho - budget.LeftNanoRho) * NanoRho,
            budget.GrantedAttoDelta * AttoDelta,
            (budget.GrantedAttoDelta - budget.LeftAttoDelta) * AttoDelta));

    private static CostLine Cost(string question, Result result) => new(
        question,
        result.Privacy.Epsilon,
        result.Privacy.StatementAttoDelta * AttoDelta,
        result.Privacy.NanoRho * NanoRho,
        result.Answer.Covers);

    private static MechanismLine Mechanism(MechanismEntry entry)
    {
        (string name, string parameter, string sensitivity) = entry.Mechanism switch
        {
            MechanismKind.DiscreteLaplace => ("discrete Laplace", "b", Number(entry.Sensitivity.L1)),
            MechanismKind.DiscreteGaussian => ("discrete Gaussian", "σ²", $"√{Number(entry.Sensitivity.L2Squared)}"),
            MechanismKind.ExponentialChoice => ("exponential mechanism", "rate", Number(entry.Sensitivity.LInfinity)),
            MechanismKind.PermuteAndFlip => ("permute and flip", "rate", Number(entry.Sensitivity.LInfinity)),
            MechanismKind.AdaptiveRounds => ("adaptive rounds", "ρ", $"√{Number(entry.Sensitivity.L2Squared)}"),
            MechanismKind.RandomisedResponse => ("randomised response", "ε", Number(entry.Sensitivity.L0)),
            _ => ("truncated geometric selection", "ε", Number(entry.Sensitivity.L0)),
        };
        return new MechanismLine(
            entry.Figure,
            name,
            entry.Epsilon == "none" ? "" : entry.Epsilon,
            entry.AttoDelta * AttoDelta,
            entry.NanoRho * NanoRho,
            sensitivity,
            entry.Norm,
            $"{parameter} = {entry.Scale}");
    }

    /// <summary>The chain of the first result, and of the others only what does not hold: mostly they differ in nothing.</summary>
    private static IEnumerable<CheckLine> Checks(IReadOnlyList<ReportedResult> results) => results
        .SelectMany((result, index) => result.Verification.Checks.Where(check => index == 0 || !check.Holds))
        .Select(check => new CheckLine(check.Claim, check.Holds ? check.Found : $"wanted {check.Wanted}, found {check.Found}", check.Holds));

    private static ReportFigure Figure(Figure figure) => new(figure.Estimate, figure.Low, figure.High);

    private static string OwnerName(Agreement agreement, DatasetId dataset) =>
        agreement.Datasets.FirstOrDefault(terms => terms.Id == dataset) is { } terms ? PartyName(agreement, terms.Owner) : $"{dataset}";

    private static string PartyName(Agreement agreement, PartyId party) => agreement.FindParty(party)?.Name ?? $"{party}";

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);
}
