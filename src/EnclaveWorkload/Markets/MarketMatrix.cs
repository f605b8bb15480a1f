namespace EnclaveCleanRoom.EnclaveWorkload.Markets;

/// <summary>Totals by market and period, market after market; the last row is all other markets.</summary>
internal sealed class MarketMatrix(long[] totals) : BoundedTable
{
    internal long[] Totals => totals;
}
