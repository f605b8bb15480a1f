using EnclaveCleanRoom.DataOwnerClient.Report.Html;
using EnclaveCleanRoom.DataOwnerClient.Report.Plots;

namespace EnclaveCleanRoom.DataOwnerClient.Report.Sections;

/// <summary>What a party gains: its label predicted without and with its partner's columns.</summary>
internal static class ModelSection
{
    public static void Write(HtmlText html, ModelFigures model)
    {
        html.Write($"""<section><h2>What <bdi>{model.LabelOwner}</bdi> gains</h2><p class="lead">Model of <code><bdi>{model.Label}</bdi></code>, trained with and without the columns of <bdi>{model.Partner}</bdi>, measured on people held out of training.</p><p class="legend"><span class="key first"></span>without <span class="key second"></span>with the columns of <bdi>{model.Partner}</bdi></p>""");
        if (model.IsDrowned)
        {
            html.Write($"""<p class="warning" role="note"><b>Note</b> <span>Too few held-out people for this much noise: nothing can be read off these figures. More people, or a larger budget, would tell.</span></p>""");
        }

        QualityPlot.Write(html, model);
        WriteQuality(html, model);
        if (model.Without.CalibrationCurve.Count + model.With.CalibrationCurve.Count > 0)
        {
            html.Write($"""<h3>Calibration</h3><p class="note">On the dotted line predictions come true. Bins too noisy to say anything are left out.</p>""");
            CalibrationPlot.Write(html, model);
            WriteCalibration(html, model);
        }

        html.Write($"""<p class="note covers">{model.Covers}</p></section>""");
    }

    private static void WriteQuality(HtmlText html, ModelFigures model)
    {
        TableWriter.Open(html, "Quality on held-out people, with 95 % intervals", "Measure", "#Without", "#With");
        foreach (QualityMeasure measure in QualityMeasure.All)
        {
            (ReportFigure without, ReportFigure with) = (measure.Of(model.Without), measure.Of(model.With));
            TableWriter.Heading(html, measure.Name, measure.Explanation);
            TableWriter.Figure(html, measure.Format(without.Estimate), Numbers.MeasureInterval(without));
            TableWriter.Figure(html, measure.Format(with.Estimate), Numbers.MeasureInterval(with));
            TableWriter.EndRow(html);
        }

        TableWriter.Heading(html, "AUC gained", "AUC with less AUC without");
        TableWriter.Number(html, "–");
        TableWriter.Figure(html, Numbers.Difference(model.AucGain.Estimate), Numbers.DifferenceInterval(model.AucGain));
        TableWriter.EndRow(html);
        TableWriter.Heading(html, "Held-out rows", "after contribution bounds");
        TableWriter.Figure(html, Numbers.Count(model.Without.Rows.Estimate), Numbers.CountInterval(model.Without.Rows));
        TableWriter.Figure(html, Numbers.Count(model.With.Rows.Estimate), Numbers.CountInterval(model.With.Rows));
        TableWriter.EndRow(html);
        TableWriter.Heading(html, "Positive rate", "share of positive rows among them");
        TableWriter.Figure(html, Numbers.Percent(model.Without.PositiveRate.Estimate), Numbers.PercentInterval(model.Without.PositiveRate));
        TableWriter.Figure(html, Numbers.Percent(model.With.PositiveRate.Estimate), Numbers.PercentInterval(model.With.PositiveRate));
        TableWriter.EndRow(html);
        TableWriter.Close(html);
    }

    private static void WriteCalibration(HtmlText html, ModelFigures model)
    {
        html.Write($"""<details><summary>Calibration as a table</summary>""");
        TableWriter.Open(html, "Predicted and observed rate by score bin, with 95 % intervals", "Model", "#Predicted", "#Observed", "#Rows");
        foreach ((string name, QualityFigures quality) in new[] { ("without", model.Without), ("with", model.With) })
        {
            foreach (CalibrationLine line in quality.CalibrationCurve)
            {
                TableWriter.Heading(html, name);
                TableWriter.Number(html, Numbers.Percent(line.Predicted));
                TableWriter.Figure(html, Numbers.Percent(line.Observed.Estimate), Numbers.PercentInterval(line.Observed));
                TableWriter.Number(html, Numbers.Count(line.Rows));
                TableWriter.EndRow(html);
            }
        }

        TableWriter.Close(html);
        html.Write($"</details>");
    }
}
