using EnclaveCleanRoom.DataOwnerClient.Report.Html;
using EnclaveCleanRoom.DataOwnerClient.Report.Plots;
using EnclaveCleanRoom.DataOwnerClient.Terminal;

namespace EnclaveCleanRoom.DataOwnerClient.Report.Sections;

/// <summary>What the treatment changed, with what must be known before it.</summary>
internal static class LiftSection
{
    public static void Write(HtmlText html, LiftReportFigures lift)
    {
        html.Write($"""<section><h2>Lift of <bdi>{lift.Treatment.Name}</bdi> over <bdi>{lift.Control.Name}</bdi></h2>""");
        if (!lift.IsSplitAsPlanned)
        {
            html.Write($"""<p class="lead"><strong>Warning: {LiftText.Mismatch}.</strong></p>""");
        }

        if (lift.Treatment.People.Low <= 0 || lift.Control.People.Low <= 0)
        {
            html.Write($"""<p class="note">{AnswerSense.NobodyInAnArm}</p>""");
        }

        LiftPlot.Write(html, lift);
        WriteArms(html, lift);
        WriteLifts(html, lift);
        WriteValues(html, lift);
        html.Write($"""<p class="note">Intervals of people and conversions cover the noise alone; all others also cover that people are a sample. Treated share {Numbers.Percent(lift.TreatmentShare.Estimate)} ({Numbers.PercentInterval(lift.TreatmentShare)}), planned {Numbers.PercentTick(lift.PlannedShare)}.</p></section>""");
    }

    private static void WriteArms(HtmlText html, LiftReportFigures lift)
    {
        TableWriter.Open(html, "Arms, with 95 % intervals", "Arm", "#People", "#Conversions", "#Rate");
        foreach (ArmLine arm in new[] { lift.Treatment, lift.Control })
        {
            TableWriter.Heading(html, arm.Name);
            TableWriter.Figure(html, Numbers.Count(arm.People.Estimate), Numbers.CountInterval(arm.People));
            TableWriter.Figure(html, Numbers.Count(arm.Conversions.Estimate), Numbers.CountInterval(arm.Conversions));
            TableWriter.Figure(html, Numbers.Percent(arm.Rate.Estimate), Numbers.PercentInterval(arm.Rate));
            TableWriter.EndRow(html);
        }

        TableWriter.Close(html);
    }

    private static void WriteLifts(HtmlText html, LiftReportFigures lift)
    {
        TableWriter.Open(html, "Lift, with 95 % intervals from sampling and noise", "Figure", "#Value");
        TableWriter.Heading(html, "Absolute lift", "difference of the rates");
        TableWriter.Figure(html, Numbers.Percent(lift.AbsoluteLift.Estimate), Numbers.PercentInterval(lift.AbsoluteLift));
        TableWriter.EndRow(html);
        foreach (ReportFigure relative in lift.RelativeLift)
        {
            TableWriter.Heading(html, "Relative lift", "as a share of the control's rate");
            TableWriter.Figure(html, Numbers.Percent(relative.Estimate), Numbers.PercentInterval(relative));
            TableWriter.EndRow(html);
        }

        TableWriter.Heading(html, "Incremental conversions", "that the treatment made");
        TableWriter.Figure(html, Numbers.Count(lift.Incremental.Estimate), Numbers.CountInterval(lift.Incremental));
        TableWriter.EndRow(html);
        TableWriter.Close(html);
    }

    private static void WriteValues(HtmlText html, LiftReportFigures lift)
    {
        if (lift.Values.Count == 0)
        {
            return;
        }

        TableWriter.Open(html, "Means of a person, with 95 % intervals from sampling and noise", "Value", "#Treated", "#Held out", "#Difference", "#In all");
        foreach (ValueLine value in lift.Values)
        {
            TableWriter.Heading(html, value.Name);
            foreach (ReportFigure mean in new[] { value.Treatment, value.Control, value.Difference })
            {
                TableWriter.Figure(html, Numbers.Measure(mean.Estimate), Numbers.MeasureInterval(mean));
            }

            TableWriter.Figure(html, Numbers.Count(value.Incremental.Estimate), Numbers.CountInterval(value.Incremental));
            TableWriter.EndRow(html);
        }

        TableWriter.Close(html);
    }
}
