using EnclaveCleanRoom.DataOwnerClient.Report.Html;
using EnclaveCleanRoom.DataOwnerClient.Report.Plots;

namespace EnclaveCleanRoom.DataOwnerClient.Report.Sections;

/// <summary>Why the numbers can be believed: the verified chain, what was refused, who takes part, and what was done.</summary>
internal static class TrustSection
{
    public static void WriteVerification(HtmlText html, IReadOnlyList<CheckLine> checks)
    {
        int failed = checks.Count(check => !check.Holds);
        string verdict = failed == 0
            ? $"All {checks.Count} links hold, from the hardware root to these numbers."
            : $"{failed} of {checks.Count} links do not hold. Do not rely on these numbers.";
        html.Write($"""<section><h2>Verification</h2><p class="lead">{verdict}</p><ol class="chain">""");
        foreach (CheckLine check in checks)
        {
            html.Write($"""<li class="{(check.Holds ? "holds" : "fails")}"><b>{check.Name}</b><span class="state">{(check.Holds ? "holds" : "does not hold")}</span><span class="detail"><bdi>{check.Detail}</bdi></span></li>""");
        }

        html.Write($"</ol></section>");
    }

    public static void WriteRefusals(HtmlText html, IReadOnlyList<RefusalLine> refusals)
    {
        html.Write($"""<section><h2>What was refused</h2>""");
        TableWriter.Open(html, "Attempts that were refused", "Attempt", "Refused by", "Reason");
        foreach (RefusalLine refusal in refusals)
        {
            TableWriter.Heading(html, refusal.Attempt);
            TableWriter.Text(html, refusal.RefusedBy);
            TableWriter.Text(html, refusal.Reason);
            TableWriter.EndRow(html);
        }

        TableWriter.Close(html);
        html.Write($"</section>");
    }

    public static void WriteParties(HtmlText html, IReadOnlyList<PartyLine> parties)
    {
        html.Write($"""<section><h2>Who takes part</h2><div class="parties">""");
        foreach (PartyLine party in parties)
        {
            html.Write($"""<div class="party"><h3><bdi>{party.Name}</bdi> <small><bdi>{party.Part}</bdi></small></h3><dl><dt>brings</dt><dd><bdi>{party.Brings}</bdi></dd><dt>receives</dt><dd><bdi>{party.Receives}</bdi></dd></dl></div>""");
        }

        html.Write($"</div></section>");
    }

    public static void WriteSteps(HtmlText html, IReadOnlyList<StepLine> steps)
    {
        html.Write($"""<section><h2>What was done</h2>""");
        TimelinePlot.Write(html, steps);
        html.Write($"""<details><summary>All {steps.Count} steps as a table</summary>""");
        TableWriter.Open(html, "Steps", "Step", "What happened", "#Took");
        foreach (StepLine step in steps)
        {
            TableWriter.Heading(html, step.Name);
            TableWriter.Text(html, step.Detail);
            TableWriter.Number(html, Numbers.Duration(step.Duration));
            TableWriter.EndRow(html);
        }

        TableWriter.Close(html);
        html.Write($"</details></section>");
    }
}
