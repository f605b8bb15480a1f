using EnclaveCleanRoom.DataOwnerClient.Report.Html;

namespace EnclaveCleanRoom.DataOwnerClient.Report.Plots;

/// <summary>Each measure of quality on a scale of its own: without the partner's columns, and with them.</summary>
internal static class QualityPlot
{
    public static void Write(HtmlText html, ModelFigures model)
    {
        string summary = $"AUC {Numbers.Measure(model.Without.Auc.Estimate)} without and {Numbers.Measure(model.With.Auc.Estimate)} with the columns of {model.Partner}; the other measures are in the table.";
        html.Write($"""<div class="rows quality" role="img" aria-label="{summary}">""");
        foreach (QualityMeasure measure in QualityMeasure.All)
        {
            (ReportFigure without, ReportFigure with) = (measure.Of(model.Without), measure.Of(model.With));
            Scale scale = Scale.Linear(Math.Min(without.Low, with.Low), Math.Max(without.High, with.High), wanted: 3);
            html.Write($"""<span class="label">{measure.Name}<small>{measure.Better}</small></span><span class="stack">""");
            Lane.Open(html, 36, scale);
            Lane.Mark(html, scale, without, 11, Series.First);
            Lane.Mark(html, scale, with, 25, Series.Second);
            Lane.Close(html);
            Lane.Axis(html, scale, QualityMeasure.Tick);
            html.Write($"""</span><span class="value pair"><span class="first">{measure.Format(without.Estimate)}</span><span class="second">{measure.Format(with.Estimate)}</span></span>""");
        }

        html.Write($"</div>");
    }
}
