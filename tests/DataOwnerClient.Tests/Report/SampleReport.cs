using EnclaveCleanRoom.DataOwnerClient.Report;
using EnclaveCleanRoom.DataOwnerClient.Report.Sheets;

namespace EnclaveCleanRoom.DataOwnerClient.Tests.Report;

/// <summary>A report with every section, for the tests and for looking at.</summary>
internal static class SampleReport
{
    public static ReportModel Model { get; } = new()
    {
        Title = "Advertiser × Publisher: does reading predict clicking?",
        AgreementHash = "5f3a1c0b9d7e42886a1be0d2c4f7a9135f3a1c0b9d7e42886a1be0d2c4f7a913",
        WrittenAt = new DateTimeOffset(2026, 11, 22, 10, 5, 0, TimeSpan.Zero),
        Warnings =
        [
            "SIMULATED hardware: the evidence chain ends in a root made on this machine. It shows how the parts work, and protects nothing from whoever runs them.",
            "ε covers held-out users only; training users are not covered.",
        ],
        Parties =
        [
            new PartyLine("Advertiser", "advertiser", "ads: 200,000 impressions, label click", "overlap, segments, the click model's quality"),
            new PartyLine("Publisher", "publisher", "feeds: 100,000 views, label engagement", "overlap, the engagement model's quality"),
        ],
        Steps =
        [
            new StepLine("Agree", "both parties signed agreement 5f3a1c0b", TimeSpan.FromMilliseconds(214)),
            new StepLine("Encrypt", "two tables, 63 columns, 41.2 MB of ciphertext", TimeSpan.FromSeconds(2.41)),
            new StepLine("Attest", "evidence appraised, token authenticated", TimeSpan.FromMilliseconds(388)),
            new StepLine("Release keys", "two keys released to the measured workload", TimeSpan.FromMilliseconds(142)),
            new StepLine("Join", "one query", TimeSpan.FromSeconds(1.07)),
            new StepLine("Train", "four models", TimeSpan.FromSeconds(14.6)),
            new StepLine("Verify", "chain verified offline", TimeSpan.FromMilliseconds(61)),
        ],
        Overlaps =
        [
            new OverlapFigures
            {
                LeftName = "Advertiser",
                RightName = "Publisher",
                Left = new ReportFigure(19_957, 19_919, 19_995),
                Right = new ReportFigure(18_896, 18_858, 18_934),
                Both = new ReportFigure(12_884, 12_846, 12_922),
                LeftMatchRate = new ReportFigure(0.6456, 0.6424, 0.6487),
                RightMatchRate = new ReportFigure(0.6818, 0.6784, 0.6852),
            },
        ],
        Segments =
        [
            Segments(["u_phonePrice"], [.. Enumerable.Range(10, 8).Select(price => Segment([$"{price}"], 15_000 + (price * 911 % 7_000), 0.008 + (price * 37 % 11 * 0.005)))]),
            Segments(["gender", "city_rank"], [.. Enumerable.Range(0, 12).Select(i => Segment([$"{2 + (i % 3)}", $"{2 + (i / 3)}"], 900 + (i * 1_377 % 9_000), 0.02 + (i * 5 % 7 * 0.003)))]),
        ],
        Models =
        [
            Comparison("Advertiser", "label", "Publisher", 0.6998, 0.7786),
            Comparison("Publisher", "label", "Advertiser", 0.6782, 0.7612),
        ],
        Attributions =
        [
            new AttributionFigures(
                "shop",
                "7 days",
                ["amount"],
                [
                    new CreditedModel("last touch", [Credit("brand", 512.4), Credit("spring", 230.1), Credit("other campaigns", 0), Credit("unattributed", 1_210)]),
                    new CreditedModel("linear", [Credit("brand", 430.6), Credit("spring", 311.9), Credit("other campaigns", 4.2), Credit("unattributed", 1_210)]),
                ],
                new ReportFigure(1_952.5, 1_900, 2_005)),
        ],
        Sheets =
        [
            new Sheet
            {
                Title = "Reach and frequency",
                Lead = "People who were exposed, each counted once, by how often.",
                Notes = ["The mean takes every frequency above 5 for 5: it is the least that it can be."],
                Tables =
                [
                    new SheetTable
                    {
                        Caption = "All exposures together",
                        RowHeading = "People",
                        Columns = [new("People", FigureUnit.Count), new("Reached", FigureUnit.Count), new("Mean frequency", FigureUnit.Number), new("Share of it reached", FigureUnit.Share)],
                        Rows =
                        [
                            new("everybody", [null, new ReportFigure(41_600, 41_512, 41_688), new ReportFigure(1.45, 1.44, 1.46), null]),
                            new("target audience", [new ReportFigure(18_896, 18_858, 18_934), new ReportFigure(12_884, 12_846, 12_922), new ReportFigure(1.51, 1.49, 1.53), new ReportFigure(0.6818, 0.6784, 0.6852)]),
                        ],
                        Plotted = [],
                    },
                    new SheetTable
                    {
                        Caption = "People by frequency",
                        RowHeading = "Times",
                        Columns = [new("Exactly", FigureUnit.Count), new("At least", FigureUnit.Count)],
                        Rows = [.. new[] { (31_000, 41_600), (7_400, 10_600), (2_100, 3_200), (700, 1_100), (400, 400) }.Select((pair, i) => new SheetRow(
                            i == 4 ? "5+" : $"{i + 1}",
                            [new ReportFigure(pair.Item1, pair.Item1 - 44, pair.Item1 + 44), new ReportFigure(pair.Item2, pair.Item2 - 88, pair.Item2 + 88)]))],
                        Plotted = [0, 1],
                    },
                    new SheetTable
                    {
                        Caption = "By ads.campaign",
                        RowHeading = "ads.campaign",
                        Columns = [new("On target", FigureUnit.Share)],
                        Rows = [new("autumn", [new ReportFigure(0.31, 0.29, 0.33)]), new("(all others)", [new ReportFigure(0.28, 0.21, 0.35)])],
                        Plotted = [0],
                    },
                ],
            },
        ],
        Lifts =
        [
            new LiftReportFigures
            {
                Treatment = new ArmLine("exposed", new ReportFigure(51_204, 51_170, 51_238), new ReportFigure(1_127, 1_103, 1_151), new ReportFigure(0.0220, 0.0207, 0.0233)),
                Control = new ArmLine("held out", new ReportFigure(49_880, 49_846, 49_914), new ReportFigure(951, 927, 975), new ReportFigure(0.0191, 0.0179, 0.0203)),
                AbsoluteLift = new ReportFigure(0.0029, 0.0011, 0.0047),
                RelativeLift = [new ReportFigure(0.154, 0.055, 0.262)],
                Incremental = new ReportFigure(149, 56, 241),
                TreatmentShare = new ReportFigure(0.5066, 0.5033, 0.5099),
                PlannedShare = 0.5,
                IsSplitAsPlanned = false,
                Values = [new ValueLine("shop.amount", new ReportFigure(1.31, 1.2, 1.42), new ReportFigure(1.12, 1.01, 1.23), new ReportFigure(0.19, 0.03, 0.35), new ReportFigure(9_729, 1_536, 17_921))],
            },
        ],
        Budgets =
        [
            new BudgetLine("Advertiser", "Advertiser", 0.5, 0.1825, 1e-6, 1e-9),
            new BudgetLine("Advertiser", "Publisher", 0.5, 0.05, 1e-6, 0),
            new BudgetLine("Publisher", "Advertiser", 0.5, 0.1825, 1e-6, 1e-9),
            new BudgetLine("Publisher", "Publisher", 0.5, 0.05, 1e-6, 0),
        ],
        Costs =
        [
            new CostLine("overlap", 0.5121, 1e-6, 0.005, "every person in either table"),
            new CostLine("click model", 1.7342, 1e-6, 0.03125, "held-out users only; training users are not covered"),
        ],
        Mechanisms =
        [
            new MechanismLine("people and overlap", "discrete Gaussian", "", 0, 0.005, "√3", "L2", "σ² = 300"),
            new MechanismLine("groups of u_phonePrice", "truncated geometric selection", "1/8", 1e-9, 0.0078125, "1", "L∞", "ε = 1/8"),
            new MechanismLine("clicks and impressions", "discrete Gaussian", "", 0, 0.02, "√20", "L2", "σ² = 500"),
            new MechanismLine("score histograms", "discrete Laplace", "1/4", 0, 0.03125, "40", "L1", "b = 160"),
        ],
        Verification =
        [
            new CheckLine("Hardware root", "SIMULATED AMD ARK, named by the agreement", true),
            new CheckLine("Chip key", "VCEK signed by ASK signed by ARK; TCB 9.0.22.213 is at least the agreed one", true),
            new CheckLine("Report", "signed by the chip key; not debuggable, VMPL 0, no migration", true),
            new CheckLine("Workload", "host data 71c0…9e42 is the agreed measurement", true),
            new CheckLine("Keys", "report data is SHA-256 of the runtime claims", true),
            new CheckLine("Result", "signed by the instance's key under agreement 5f3a1c0b", true),
        ],
        Refusals =
        [
            new RefusalLine("a copy of the workload with one changed byte asks for the keys", "the advertiser's key vault", "403: x-ms-sevsnpvm-hostdata wanted 71c0…9e42, found 04ab…77d1"),
            new RefusalLine("a result with one changed byte", "cleanroom verify", "the signature does not match"),
            new RefusalLine("a query beyond the budget", "the ledger", "wanted ρ 0.5, left 0.3175"),
        ],
    };

    public static ModelFigures Comparison(string owner, string label, string partner, double without, double with) => new()
    {
        LabelOwner = owner,
        Label = label,
        Partner = partner,
        Without = Quality(without, 1.9, 0.966, 5, 0.006),
        With = Quality(with, 3.1, 0.917, 7, 0.004),
        AucGain = new ReportFigure(with - without, with - without - 0.011, with - without + 0.011),
        Covers = "ε covers held-out users only; training users are not covered.",
    };

    private static QualityFigures Quality(double auc, double lift, double entropy, int bins, double lowest) => new()
    {
        Rows = new ReportFigure(24_950, 24_890, 25_010),
        PositiveRate = new ReportFigure(0.0262, 0.0251, 0.0273),
        Auc = new ReportFigure(auc, auc - 0.008, auc + 0.008),
        LogLoss = new ReportFigure(0.1215 * entropy, (0.1215 * entropy) - 0.003, (0.1215 * entropy) + 0.003),
        NormalisedEntropy = new ReportFigure(entropy, entropy - 0.012, entropy + 0.012),
        Calibration = new ReportFigure(1.5 - (entropy / 2), 1.44 - (entropy / 2), 1.56 - (entropy / 2)),
        TopDecileLift = new ReportFigure(lift, lift - 0.2, lift + 0.2),
        CalibrationCurve = [.. Enumerable.Range(0, bins).Select(i => lowest * Math.Pow(2, i * 0.8)).Select((rate, i) =>
            new CalibrationLine(rate, new ReportFigure(rate * (1 + (0.12 * Math.Sin(i * 2.1))), rate * (0.78 + (0.02 * i)), rate * 1.25), 9_000 / Math.Pow(1.8, i)))],
    };

    /// <summary>Impressions, clicks and rate of groups; the rest is what noise left of nothing, and a cost of one click that it leaves unknown.</summary>
    public static SegmentFigures Segments(IReadOnlyList<string> keys, IReadOnlyList<SegmentLine> groups) => new()
    {
        Rows = "ads",
        Keys = keys,
        Measures = [new SegmentMeasure("impressions", MeasureUnit.Count), new SegmentMeasure("clicks", MeasureUnit.Count), new SegmentMeasure("ctr", MeasureUnit.Share)],
        Groups = groups,
        Other = new SegmentLine([], [new ReportFigure(-12, -56, 32), new ReportFigure(3, -41, 47), null]),
        Total = new SegmentLine([], [new ReportFigure(120_000, 119_800, 120_200), new ReportFigure(3_000, 2_800, 3_200), new ReportFigure(0.025, 0.023, 0.027)]),
        GroupsLeftOut = 2,
    };

    private static SegmentLine Segment(string[] values, double impressions, double rate) => new(
        values,
        [
            new ReportFigure(impressions, impressions - 44, impressions + 44),
            new ReportFigure(impressions * rate, (impressions * rate) - 44, (impressions * rate) + 44),
            new ReportFigure(rate, rate - (44 / impressions), rate + (44 / impressions)),
        ]);

    private static CreditLine Credit(string name, double conversions) =>
        new(name, new ReportFigure(conversions, Math.Max(0, conversions - 24), conversions + 24), [new ReportFigure(conversions * 31, Math.Max(0, (conversions * 31) - 1_200), (conversions * 31) + 1_200)]);
}
