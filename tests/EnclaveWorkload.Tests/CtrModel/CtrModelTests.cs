using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Answers;
using EnclaveCleanRoom.DifferentialPrivacy;
using EnclaveCleanRoom.EnclaveWorkload.CtrModel;
using EnclaveCleanRoom.EnclaveWorkload.Tests.Samples;

namespace EnclaveCleanRoom.EnclaveWorkload.Tests.CtrModel;

public sealed class CtrModelTests
{
    private static readonly Agreement s_agreement = Sample.Agreement();

    [Fact]
    public void Where_no_bound_binds_the_order_of_rows_changes_nothing()
    {
        Agreement wide = Sample.Agreement(Sample.Model with { RowsPerPerson = 100 });
        TwoTables tables = TwoTables.Random(11, people: 80, feeds: 200, ads: 400);
        Assert.Equal(Exact(wide, tables), Exact(wide, tables.Shuffled(12)));
    }

    [Fact]
    public void The_number_of_threads_changes_nothing()
    {
        TwoTables tables = TwoTables.Random(13, people: 80, feeds: 200, ads: 400);
        Assert.Equal(Exact(s_agreement, tables, threads: 1), Exact(s_agreement, tables, threads: 4));
    }

    [Fact]
    public void A_signal_that_only_the_join_reveals_is_found_and_its_gain_stands_out_of_the_noise()
    {
        CtrModelAnswer answer = Run.Answer<CtrModelAnswer>(s_agreement, Sample.AskModel() with { MinimumRowsPerLeaf = 20 }, Planted(4000));
        Assert.True(answer.WithPartner.Auc.Low > 0.6, $"{answer.WithPartner.Auc}");
        Assert.True(answer.WithoutPartner.Auc.High < 0.6, $"{answer.WithoutPartner.Auc}");
        Assert.True(answer.AucGain.Low > 0, $"{answer.AucGain}");
        Assert.InRange(answer.WithPartner.NormalisedEntropy.Estimate, 0.5, 0.99);
        Assert.InRange(answer.WithPartner.Calibration.Estimate, 0.8, 1.2);
        Assert.True(answer.WithPartner.TopDecileLift.Estimate > 1.1);
        Assert.NotEmpty(answer.WithPartner.CalibrationCurve);
        Assert.Contains("training users are not covered", answer.Covers, StringComparison.Ordinal);
    }

    [Fact]
    public void No_overlap_no_rows_and_one_class_only_are_answered_and_claim_nothing()
    {
        TwoTables planted = Planted(60);
        TwoTables apart = planted with { Ads = [.. planted.Ads.Select(row => row with { Id = "other-" + row.Id })] };
        TwoTables oneClass = planted with { Ads = [.. planted.Ads.Select(row => row with { Label = 0 })] };
        foreach (TwoTables tables in new[] { apart, TwoTables.Empty, oneClass })
        {
            CtrModelAnswer answer = Run.Answer<CtrModelAnswer>(s_agreement, Sample.AskModel() with { NanoRho = 1_000_000 }, tables);
            Assert.Equal((0, 1), (answer.WithPartner.Auc.Low, answer.WithPartner.Auc.High));
            Assert.Equal((-1, 1), (answer.AucGain.Low, answer.AucGain.High));
            Assert.Empty(answer.WithPartner.CalibrationCurve);
        }
    }

    [Fact]
    public void Noise_is_drawn_in_a_number_that_the_plan_fixes()
    {
        using Run full = new(s_agreement, Sample.AskModel(), TwoTables.Random(15, people: 50, feeds: 90, ads: 90));
        using Run empty = new(s_agreement, Sample.AskModel(), TwoTables.Empty);
        PrivateRelease<Answer> release = full.Compute();
        empty.Compute();
        Assert.Equal(full.BytesDrawn, empty.BytesDrawn);
        Assert.Equal(full.Plan.Privacy.Cost, release.Cost);
        Assert.InRange(release.Cost.NanoRho, 1, Sample.AskModel().NanoRho);
    }

    [Fact]
    public void Only_ids_features_and_the_label_are_read()
    {
        Agreement agreement = Sample.Agreement(Sample.Model with { Features = [Sample.Column(Sample.Feeds, "age")] });
        QueryPlan plan = QueryPlanner.Plan(agreement, Sample.AskModel());
        Assert.Equal(["user_id", "label"], plan.ColumnsOf(Sample.Ads).OrderDescending());
        Assert.Equal(["age", "u_userId"], plan.ColumnsOf(Sample.Feeds).Order());
    }

    private static long[] Exact(Agreement agreement, TwoTables tables, int threads = 1)
    {
        using Run run = new(agreement, Sample.AskModel(), tables);
        return Assert.IsType<CtrModelPlan>(run.Plan).CountScores((BoundedExamples)run.Bounded, threads, CancellationToken.None);
    }

    // Who reads sport clicks four times as often, and the advertiser's own columns say nothing.
    private static TwoTables Planted(int people)
    {
        Attestation.Tests.SplitMix random = new(99);
        string[] sections = [.. Enumerable.Range(0, people).Select(_ => random.Below(2) == 0 ? "sport" : "news")];
        return new TwoTables(
            [.. sections.Index().Select(each => new FeedRow($"p{each.Index}", each.Item, "a", null, 30, 0))],
            [.. Enumerable.Range(0, 2 * people).Select(row => new AdRow(
                $"p{row / 2}", random.Below(2) == 0 ? "top" : "side", "x", null, random.Below(9),
                random.Below(10) < (sections[row / 2] == "sport" ? 4 : 1) ? 1 : 0))]);
    }
}
