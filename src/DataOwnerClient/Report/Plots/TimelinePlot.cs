using EnclaveCleanRoom.DataOwnerClient.Report.Html;

namespace EnclaveCleanRoom.DataOwnerClient.Report.Plots;

/// <summary>The steps one after another, each as long as it took.</summary>
internal static class TimelinePlot
{
    public static void Write(HtmlText html, IReadOnlyList<StepLine> steps)
    {
        double total = Math.Max(1e-9, steps.Sum(step => step.Duration.TotalSeconds));
        html.Write($"""<div class="rows" role="img" aria-label="{steps.Count} steps in {Numbers.Duration(TimeSpan.FromSeconds(total))}; each is in the table.">""");
        double at = 0;
        foreach (StepLine step in steps)
        {
            double end = at + (step.Duration.TotalSeconds / total);
            html.Write($"""<span class="label"><bdi>{step.Name}</bdi></span>""");
            Lane.Open(html, 20, null);
            Lane.Bar(html, 0, 1, 9.5, 1, "left");
            Lane.Bar(html, at, Math.Max(end, at + 0.004), 3, 14, "first");
            Lane.Close(html);
            html.Write($"""<span class="value">{Numbers.Duration(step.Duration)}</span>""");
            at = end;
        }

        html.Write($"</div>");
    }
}
