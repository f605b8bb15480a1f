namespace EnclaveCleanRoom.DataOwnerClient.Report;

/// <summary>One use of one mechanism.</summary>
/// <param name="Figure">What it made.</param>
/// <param name="Mechanism">Its name.</param>
/// <param name="Epsilon">Pure ε; empty where it has none.</param>
/// <param name="Delta">δ.</param>
/// <param name="Rho">ρ.</param>
/// <param name="Sensitivity">The sensitivity the scale was computed from, as a number.</param>
/// <param name="Norm">The norm of that sensitivity, such as L2.</param>
/// <param name="Scale">The parameter of the noise, exactly.</param>
internal sealed record MechanismLine(string Figure, string Mechanism, string Epsilon, double Delta, double Rho, string Sensitivity, string Norm, string Scale);
