using EnclaveCleanRoom.DataOwnerClient.Report.Html;

namespace EnclaveCleanRoom.DataOwnerClient.Report.Plots;

/// <summary>For each owner and requester, how much of the granted ρ is spent.</summary>
internal static class BudgetPlot
{
    public static void Write(HtmlText html, IReadOnlyList<BudgetLine> budgets)
    {
        string summary = string.Join(" ", budgets.Select(budget =>
            $"{budget.Owner} for {budget.Requester}: {Numbers.Percent(budget.SpentShare)} of the budget spent."));
        html.Write($"""<div class="rows" role="img" aria-label="{summary}">""");
        foreach (BudgetLine budget in budgets)
        {
            html.Write($"""<span class="label"><bdi>{budget.Owner}</bdi><small>for <bdi>{budget.Requester}</bdi></small></span>""");
            Lane.Open(html, 22, null);
            Lane.Bar(html, 0, 1, 2, 18, "left");
            Lane.Bar(html, 0, budget.SpentShare, 2, 18, "second");
            Lane.Close(html);
            html.Write($"""<span class="value">{Numbers.Percent(budget.SpentShare)} spent</span>""");
        }

        html.Write($"</div>");
    }
}
