using System.Security.Cryptography;
using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Answers;
using EnclaveCleanRoom.Agreements.Identity;
using EnclaveCleanRoom.Agreements.Queries;
using EnclaveCleanRoom.Agreements.Results;
using EnclaveCleanRoom.Attestation;
using EnclaveCleanRoom.DataOwnerClient.Report;
using EnclaveCleanRoom.DifferentialPrivacy;
using AnswerGroup = EnclaveCleanRoom.Agreements.Answers.SegmentFigures;

namespace EnclaveCleanRoom.DataOwnerClient.Tests.Report;

public sealed class ResultReportTests
{
    private const string HeldOutOnly = "ε covers held-out users only; training users are not covered";

    private static readonly DatasetId s_ads = DatasetId.Parse("ads");
    private static readonly DatasetId s_feeds = DatasetId.Parse("feeds");
    private static readonly PartyId s_advertiser = PartyId.Parse("advertiser");
    private static readonly PartyId s_publisher = PartyId.Parse("publisher");
    private static readonly MeasureName s_rows = MeasureName.Parse("impressions");
    private static readonly MeasureName s_clicks = MeasureName.Parse("clicks");
    private static readonly MeasureName s_rate = MeasureName.Parse("ctr");
    private static readonly Agreement s_agreement = MakeAgreement();

    [Fact]
    public void Answers_of_every_kind_come_with_the_names_of_their_owners()
    {
        ReportModel model = From(Verified(Overlap()), Verified(Groups()), Verified(Model()));
        OverlapFigures overlap = Assert.Single(model.Overlaps);
        Assert.Equal(("Ads Ltd", "Feeds GmbH", 70.0), (overlap.LeftName, overlap.RightName, overlap.Both.Estimate));
        Assert.Equal(new ReportFigure(0.7, 0.6, 0.8), overlap.LeftMatchRate);
        EnclaveCleanRoom.DataOwnerClient.Report.SegmentFigures segments = Assert.Single(model.Segments);
        Assert.Equal(["a", "b"], segments.Groups.Select(group => group.Values[0]));
        Assert.Equal([MeasureUnit.Count, MeasureUnit.Count, MeasureUnit.Share], segments.Measures.Select(measure => measure.Unit));
        Assert.Equal([new ReportFigure(-4, -24, 16), new ReportFigure(1, -19, 21), null], segments.Other.Figures);
        ModelFigures figures = Assert.Single(model.Models);
        Assert.Equal(("Ads Ltd", "label", "Feeds GmbH"), (figures.LabelOwner, figures.Label, figures.Partner));
        Assert.Equal((0.7, 0.78), (figures.Without.Auc.Estimate, figures.With.Auc.Estimate));
    }

    [Fact]
    public void Costs_are_in_units_and_the_budget_is_what_was_left_last()
    {
        ReportModel model = From(Verified(Overlap(left: 900_000_000)), Verified(Overlap(left: 750_000_000)));
        BudgetLine budget = Assert.Single(model.Budgets);
        Assert.Equal(("Ads Ltd", "Feeds GmbH", 1.0), (budget.Owner, budget.Requester, budget.GrantedRho));
        Assert.Equal(0.25, budget.SpentRho, 1e-12);
        Assert.Equal(1e-9, budget.SpentDelta, 1e-15);
        MechanismLine mechanism = model.Mechanisms[0];
        Assert.Equal(("discrete Gaussian", "√3", "σ² = 300"), (mechanism.Mechanism, mechanism.Sensitivity, mechanism.Scale));
        Assert.Equal(0.005, mechanism.Rho, 1e-12);
    }

    [Fact]
    public void When_a_grant_ended_the_budget_is_still_what_was_spent_in_all()
    {
        // Little of the first grants was spent, and little was left of them; then more were given, and more was spent of them.
        ReportModel model = From(Verified(Overlap(granted: 300_000_000, left: 100_000_000)), Verified(Overlap(granted: 900_000_000, left: 400_000_000)));
        BudgetLine budget = Assert.Single(model.Budgets);
        Assert.Equal((0.9, 0.5), (Math.Round(budget.GrantedRho, 9), Math.Round(budget.SpentRho, 9)));
    }

    [Fact]
    public void Whom_the_epsilon_covers_stands_among_the_warnings_of_a_model() =>
        Assert.Contains(HeldOutOnly, From(Verified(Overlap()), Verified(Model())).Warnings);

    [Fact]
    public void A_refused_result_contributes_its_failing_check_and_no_number()
    {
        VerificationCheck failing = new("signature", "the instance's key", "another key", Holds: false);
        ReportModel model = From(Verified(Overlap()), new ResultVerification(VerificationVerdict.Refused, [failing], Groups()));
        Assert.Empty(model.Segments);
        Assert.Contains(model.Warnings, warning => warning.StartsWith("A result did not verify", StringComparison.Ordinal));
        Assert.Equal("wanted the instance's key, found another key", Assert.Single(model.Verification, check => !check.Holds).Detail);
    }

    [Fact]
    public void An_unanchored_result_is_shown_with_a_warning() =>
        Assert.Contains(
            From(new ResultVerification(VerificationVerdict.Unanchored, [], Overlap())).Warnings,
            warning => warning.StartsWith("Unanchored", StringComparison.Ordinal));

    [Fact]
    public void The_page_of_it_can_be_written() =>
        Assert.Contains("Feeds GmbH", ReportWriter.Write(From(Verified(Overlap()), Verified(Groups()), Verified(Model()))), StringComparison.Ordinal);

    private static ReportModel From(params ResultVerification[] results) =>
        ResultReport.From(s_agreement, default, [.. results.Select(result => new ReportedResult("a question", result))], DateTimeOffset.UnixEpoch);

    private static ResultVerification Verified(Result result) =>
        new(VerificationVerdict.Verified, [new VerificationCheck("report", "genuine", "genuine", Holds: true)], result);

    private static Figure At(double estimate, double spread) => new() { Estimate = estimate, Low = estimate - spread, High = estimate + spread };

    private static Result Overlap(long left = 900_000_000, long granted = 1_000_000_000) => MakeResult(
        new OverlapQuery { Terms = TermsId.Parse("overlap"), NanoRho = 5_000_000 },
        new OverlapAnswer
        {
            Covers = "everybody",
            IntervalsCoverBounding = false,
            Overlap = At(70, 5),
            Tables =
            [
                new TableFigures { Dataset = s_ads, People = At(100, 5), MatchRate = new Figure { Estimate = 0.7, Low = 0.6, High = 0.8 } },
                new TableFigures { Dataset = s_feeds, People = At(140, 5), MatchRate = At(0.5, 0.05) },
            ],
        },
        left,
        granted);

    private static Result Groups() => MakeResult(
        new SegmentsQuery
        {
            Terms = TermsId.Parse("segments"),
            NanoRho = 5_000_000,
            AttoDelta = 0,
            Keys = [new ColumnReference { Dataset = s_feeds, Column = "price" }],
            Measures =
            [
                new RowsMeasure { Name = s_rows },
                new OutcomeMeasure { Name = s_clicks, Column = new ColumnReference { Dataset = s_ads, Column = "label" } },
                new RatioMeasure { Name = s_rate, Of = s_clicks, Per = s_rows },
            ],
            Where = [],
            Having = [],
            OrderBy = [],
            Limit = 10,
        },
        new SegmentsAnswer
        {
            Covers = "everybody",
            IntervalsCoverBounding = false,
            Keys = [new ColumnReference { Dataset = s_feeds, Column = "price" }],
            Groups = [.. new[] { "a", "b" }.Select(value => new AnswerGroup { Values = [value], Figures = Line(At(100, 1), At(3, 1), At(0.03, 0.01)) })],
            Other = Line(At(-4, 20), At(1, 20)),
            Total = Line(At(196, 40), At(7, 40), At(0.04, 0.03)),
            GroupsLeftOut = 1,
        });

    private static IReadOnlyList<MeasureFigure> Line(params Figure[] figures) =>
        [.. figures.Zip([s_rows, s_clicks, s_rate], (figure, name) => new MeasureFigure { Measure = name, Figure = figure })];

    private static Result Model() => MakeResult(
        new CtrModelQuery { Terms = TermsId.Parse("click-model"), NanoRho = 5_000_000, Trees = 50, Leaves = 15, LearningRatePermille = 100, MinimumRowsPerLeaf = 50 },
        new CtrModelAnswer
        {
            Covers = HeldOutOnly,
            IntervalsCoverBounding = false,
            Label = new ColumnReference { Dataset = s_ads, Column = "label" },
            WithPartner = Quality(0.78),
            WithoutPartner = Quality(0.7),
            AucGain = At(0.08, 0.01),
        });

    private static ModelQuality Quality(double auc) => new()
    {
        Rows = At(1000, 10),
        PositiveRate = At(0.03, 0.001),
        Auc = At(auc, 0.01),
        LogLoss = At(0.1, 0.01),
        NormalisedEntropy = At(0.9, 0.01),
        Calibration = At(1, 0.01),
        TopDecileLift = At(3, 0.1),
        CalibrationCurve = [new CalibrationPoint { Predicted = 0.01, Observed = At(0.01, 0.001), Rows = 500 }, new CalibrationPoint { Predicted = 0.1, Observed = At(0.1, 0.01), Rows = 50 }],
    };

    private static Result MakeResult(Query query, Answer answer, long left = 900_000_000, long granted = 1_000_000_000) => new()
    {
        Format = Result.CurrentFormat,
        Agreement = default,
        Job = JobId.Parse("job-1"),
        JobDigest = default,
        Requester = s_publisher,
        Recipients = [s_publisher],
        Query = query,
        Datasets = [],
        Grants = [],
        IssuedAt = DateTimeOffset.UnixEpoch,
        Answer = answer,
        Mechanisms =
        [
            new MechanismEntry
            {
                Figure = "people",
                Mechanism = MechanismKind.DiscreteGaussian,
                Sensitivity = new SensitivityEntry { L0 = 3, L1 = 3, L2Squared = 3, LInfinity = 1 },
                Norm = "L2",
                Scale = "300",
                Epsilon = "none",
                NanoRho = 5_000_000,
                AttoDelta = 0,
                Source = "CKS20",
            },
        ],
        Privacy = new PrivacyStatement { NanoRho = 5_000_000, AttoDelta = 0, Epsilon = 0.5, StatementAttoDelta = 1_000_000_000_000, Neighbours = PrivacyTerms.PersonNeighbours },
        BudgetsLeft =
        [
            new BudgetLeft
            {
                Owner = s_advertiser,
                Requester = s_publisher,
                GrantedNanoRho = granted,
                LeftNanoRho = left,
                GrantedAttoDelta = 10_000_000_000,
                LeftAttoDelta = 9_000_000_000,
            },
        ],
        Evidence = "",
    };

    private static Agreement MakeAgreement() => new()
    {
        Format = Agreement.CurrentFormat,
        Title = "Two parties",
        Purpose = "a test",
        LegalGround = "none needed",
        Expires = DateTimeOffset.UnixEpoch,
        Parties = [MakeParty(s_advertiser, "Ads Ltd"), MakeParty(s_publisher, "Feeds GmbH")],
        Datasets = [MakeDataset(s_ads, s_advertiser), MakeDataset(s_feeds, s_publisher)],
        Privacy = new PrivacyTerms { Neighbours = PrivacyTerms.PersonNeighbours, StatementAttoDelta = 1_000_000_000_000, TrainingUsers = TrainingUsers.Unprotected, Budgets = [] },
        Queries =
        [
            new CtrModelTerms
            {
                Id = TermsId.Parse("click-model"),
                Requesters = [s_advertiser],
                Recipients = [s_advertiser],
                MaximumNanoRho = 1,
                MaximumAttoDelta = 0,
                AnswerAfterSeconds = QueryTerms.AsSoonAsComputed,
                Label = new ColumnReference { Dataset = s_ads, Column = "label" },
                Partner = s_feeds,
                Features = [],
                HeldOutPercent = 20,
                RowsPerPerson = 10,
                ScoreBins = 32,
                MaximumTrees = 100,
                MaximumLeaves = 31,
            },
        ],
        Enclave = new EnclaveTerms
        {
            HostData = [default],
            MinimumTcb = [],
            MinimumUvmSvn = 0,
            HardwareRoots = [],
            UvmIssuer = "",
            UvmFeed = "",
            AttestationAuthority = "",
            ServiceRoots = new SystemServiceRoots(),
        },
    };

    private static Party MakeParty(PartyId id, string name)
    {
        using ECDsa signing = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        EcPublicJwk key = EcPublicJwk.FromKey(signing);
        return new Party { Id = id, Name = name, SigningKey = key, EncryptionKey = key };
    }

    private static DatasetTerms MakeDataset(DatasetId id, PartyId owner) => new()
    {
        Id = id,
        Owner = owner,
        Description = "a table",
        KeyEncryptionKey = new Uri("https://vault.example/keys/one"),
        DualRelease = false,
        IdNormalisation = IdNormalisation.None,
        MaximumRowsPerPerson = 10,
        Rules = OwnerRules.None,
        Columns = [],
    };
}
