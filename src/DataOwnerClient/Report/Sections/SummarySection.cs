using EnclaveCleanRoom.DataOwnerClient.Report.Html;

namespace EnclaveCleanRoom.DataOwnerClient.Report.Sections;

/// <summary>Title, warnings, and the few numbers that a reader came for.</summary>
internal static class SummarySection
{
    public static void Write(HtmlText html, ReportModel model)
    {
        html.Write($"""<header><p class="eyebrow">Confidential data clean room</p><h1><bdi>{model.Title}</bdi></h1><p class="byline">Written {Numbers.Moment(model.WrittenAt)} <span>agreement <code title="{model.AgreementHash}">{Numbers.ShortHash(model.AgreementHash)}</code></span></p></header>""");
        foreach (string warning in model.Warnings)
        {
            html.Write($"""<p class="warning" role="note"><b>Note</b> <span>{warning}</span></p>""");
        }

        html.Write($"""<div class="tiles">""");
        foreach (OverlapFigures overlap in model.Overlaps.Take(1))
        {
            Tile(html, "one", "People in both", Numbers.Count(overlap.Both.Estimate), Numbers.CountInterval(overlap.Both));
            Tile(html, "one", $"Match rate of {overlap.LeftName}", Numbers.Percent(overlap.LeftMatchRate.Estimate), Numbers.PercentInterval(overlap.LeftMatchRate));
            Tile(html, "one", $"Match rate of {overlap.RightName}", Numbers.Percent(overlap.RightMatchRate.Estimate), Numbers.PercentInterval(overlap.RightMatchRate));
        }

        foreach (ModelFigures figures in model.Models)
        {
            Tile(
                html,
                model.Models.Count == 1 ? "only" : "wide",
                $"AUC for {figures.LabelOwner}, without → with {figures.Partner}",
                figures.IsDrowned ? "too noisy to say" : $"{Numbers.Measure(figures.Without.Auc.Estimate)} → {Numbers.Measure(figures.With.Auc.Estimate)}",
                $"gain {Numbers.Difference(figures.AucGain.Estimate)} ({Numbers.DifferenceInterval(figures.AucGain)})");
        }

        html.Write($"""</div><p class="note">Small figures are 95 % intervals of the added noise alone; they say nothing of sampling, nor of what contribution bounds left out.</p>""");
    }

    private static void Tile(HtmlText html, string width, string name, string value, string interval) =>
        html.Write($"""<div class="tile {width}"><p class="name">{name}</p><p class="figure">{value}</p><p class="interval">{interval}</p></div>""");
}
