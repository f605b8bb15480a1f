namespace EnclaveCleanRoom.DataOwnerClient.Report;

/// <summary>What one answer cost.</summary>
/// <param name="Question">What was asked.</param>
/// <param name="Epsilon">ε of the whole answer at <paramref name="Delta"/>, rounded up.</param>
/// <param name="Delta">δ of that statement.</param>
/// <param name="Rho">ρ that was charged.</param>
/// <param name="Covers">Whom ε covers, in a sentence.</param>
internal sealed record CostLine(string Question, double Epsilon, double Delta, double Rho, string Covers);
