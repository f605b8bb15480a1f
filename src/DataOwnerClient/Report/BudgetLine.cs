namespace EnclaveCleanRoom.DataOwnerClient.Report;

/// <summary>What one owner granted one requester, and what is left.</summary>
/// <param name="Owner">Whose people.</param>
/// <param name="Requester">Whose questions.</param>
/// <param name="GrantedRho">ρ of zero-concentrated differential privacy, granted.</param>
/// <param name="SpentRho">ρ spent.</param>
/// <param name="GrantedDelta">δ granted.</param>
/// <param name="SpentDelta">δ spent.</param>
internal sealed record BudgetLine(string Owner, string Requester, double GrantedRho, double SpentRho, double GrantedDelta, double SpentDelta)
{
    /// <summary>ρ left.</summary>
    public double LeftRho => GrantedRho - SpentRho;

    /// <summary>δ left.</summary>
    public double LeftDelta => GrantedDelta - SpentDelta;

    /// <summary>ρ spent as a share of ρ granted, 0 to 1.</summary>
    public double SpentShare => GrantedRho > 0 ? Math.Clamp(SpentRho / GrantedRho, 0, 1) : 0;
}
