using EnclaveCleanRoom.DataOwnerClient.Report.Html;
using EnclaveCleanRoom.DataOwnerClient.Report.Plots;

namespace EnclaveCleanRoom.DataOwnerClient.Report.Sections;

/// <summary>Privacy budgets spent and left, and the mechanisms that spent them.</summary>
internal static class BudgetSection
{
    public static void WriteBudgets(HtmlText html, IReadOnlyList<BudgetLine> budgets)
    {
        html.Write($"""<section><h2>Privacy budget</h2>""");
        BudgetPlot.Write(html, budgets);
        TableWriter.Open(html, "Budget by owner and requester", "Owner", "Requester", "#Spent", "#ρ granted", "#ρ spent", "#ρ left", "#δ granted", "#δ spent", "#δ left");
        foreach (BudgetLine budget in budgets)
        {
            TableWriter.Heading(html, budget.Owner);
            TableWriter.Text(html, budget.Requester);
            TableWriter.Number(html, Numbers.Percent(budget.SpentShare));
            foreach (double value in new[] { budget.GrantedRho, budget.SpentRho, budget.LeftRho, budget.GrantedDelta, budget.SpentDelta, budget.LeftDelta })
            {
                TableWriter.Number(html, Numbers.Parameter(value));
            }

            TableWriter.EndRow(html);
        }

        TableWriter.Close(html);
        html.Write($"""<p class="note">ρ is the parameter of zero-concentrated differential privacy; it adds up from question to question. A spent budget does not refill when the data are refreshed.</p></section>""");
    }

    public static void WriteCosts(HtmlText html, IReadOnlyList<CostLine> costs)
    {
        html.Write($"""<section><h2>What each answer cost</h2>""");
        TableWriter.Open(html, "Privacy cost, and whom it covers", "Question", "#ε", "#at δ", "#ρ charged", "Covers");
        foreach (CostLine cost in costs)
        {
            TableWriter.Heading(html, cost.Question);
            TableWriter.Number(html, Numbers.Epsilon(cost.Epsilon));
            TableWriter.Number(html, Numbers.Parameter(cost.Delta));
            TableWriter.Number(html, Numbers.Parameter(cost.Rho));
            TableWriter.Text(html, cost.Covers);
            TableWriter.EndRow(html);
        }

        TableWriter.Close(html);
        html.Write($"</section>");
    }

    public static void WriteMechanisms(HtmlText html, IReadOnlyList<MechanismLine> mechanisms)
    {
        html.Write($"""<section><h2>How each number was made</h2>""");
        TableWriter.Open(html, "Mechanisms", "Figure", "Mechanism", "#ε", "#δ", "#ρ", "#Sensitivity", "Norm", "#Scale");
        foreach (MechanismLine line in mechanisms)
        {
            TableWriter.Heading(html, line.Figure);
            TableWriter.Text(html, line.Mechanism);
            TableWriter.Number(html, line.Epsilon.Length > 0 ? line.Epsilon : "–");
            TableWriter.Number(html, Numbers.Parameter(line.Delta));
            TableWriter.Number(html, Numbers.Parameter(line.Rho));
            TableWriter.Number(html, line.Sensitivity);
            TableWriter.Text(html, line.Norm);
            TableWriter.Number(html, line.Scale);
            TableWriter.EndRow(html);
        }

        TableWriter.Close(html);
        html.Write($"</section>");
    }
}
