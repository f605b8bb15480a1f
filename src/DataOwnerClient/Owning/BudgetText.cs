using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using EnclaveCleanRoom.Agreements;

namespace EnclaveCleanRoom.DataOwnerClient.Owning;

/// <summary>Budgets as people type and read them: <c>REQUESTER=RHO</c> or <c>REQUESTER=RHO,DELTA</c>, in decimals.</summary>
internal static class BudgetText
{
    private const decimal NanoPerRho = 1_000_000_000m;
    private const decimal AttoPerDelta = 1_000_000_000_000_000_000m;

    /// <summary>Reads a budget exactly: a number that is no whole multiple of the unit is refused, never rounded.</summary>
    internal static bool TryParse(string text, [NotNullWhen(true)] out GrantedBudget? budget)
    {
        budget = null;
        string[] sides = text.Split('=');
        string[] amounts = sides[^1].Split(',');
        if (sides.Length != 2 || amounts.Length is not (1 or 2) || !PartyId.TryParse(sides[0], out PartyId requester)
            || !TryScale(amounts[0], NanoPerRho, out long nanoRho)
            || !TryScale(amounts.Length == 2 ? amounts[1] : "0", AttoPerDelta, out long attoDelta))
        {
            return false;
        }

        budget = new GrantedBudget { Requester = requester, NanoRho = nanoRho, AttoDelta = attoDelta };
        return true;
    }

    internal static string Write(GrantedBudget budget)
    {
        string rho = (budget.NanoRho / NanoPerRho).ToString("0.#########", CultureInfo.InvariantCulture);
        return budget.AttoDelta == 0 ? $"rho {rho}" : string.Create(CultureInfo.InvariantCulture, $"rho {rho} and delta {budget.AttoDelta * 1e-18:0.###e0}");
    }

    private static bool TryScale(string text, decimal unit, out long value)
    {
        value = 0;
        if (!decimal.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out decimal amount)
            || amount is < 0 or > 1000 || amount * unit is var scaled && (scaled != decimal.Truncate(scaled) || scaled > long.MaxValue))
        {
            return false;
        }

        value = (long)(amount * unit);
        return true;
    }
}
