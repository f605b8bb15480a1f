using EnclaveCleanRoom.DataOwnerClient.Report.Html;

namespace EnclaveCleanRoom.DataOwnerClient.Report.Plots;

/// <summary>The conversions of each campaign with their interval, highest first.</summary>
internal static class CreditPlot
{
    /// <summary>How many campaigns are drawn; the table has them all.</summary>
    public const int MaximumLines = 25;

    public static void Write(HtmlText html, CreditedModel model)
    {
        CreditLine[] lines = [.. model.Lines.OrderByDescending(line => line.Conversions.Estimate).Take(MaximumLines)];
        Scale scale = Scale.Linear(Math.Min(0, lines.Min(line => line.Conversions.Low)), lines.Max(line => line.Conversions.High));
        string summary = $"Conversions by {model.Name}, {lines.Length} rows, from {Numbers.Parts(lines[^1].Conversions.Estimate)} to {Numbers.Parts(lines[0].Conversions.Estimate)}.";
        html.Write($"""<div class="rows" role="img" aria-label="{summary}">""");
        foreach (CreditLine line in lines)
        {
            html.Write($"""<span class="label"><bdi>{line.Name}</bdi></span>""");
            Lane.Open(html, 26, scale);
            Lane.Mark(html, scale, line.Conversions, 13, Series.Second);
            Lane.Close(html);
            html.Write($"""<span class="value">{Numbers.Parts(line.Conversions.Estimate)}</span>""");
        }

        html.Write($"<span></span>");
        Lane.Axis(html, scale, Numbers.Count);
        html.Write($"<span></span></div>");
        if (model.Lines.Count > lines.Length)
        {
            html.Write($"""<p class="note">The {lines.Length} highest of {model.Lines.Count} rows; all are in the table.</p>""");
        }
    }
}
