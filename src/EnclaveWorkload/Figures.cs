using EnclaveCleanRoom.Agreements.Answers;

namespace EnclaveCleanRoom.EnclaveWorkload;

/// <summary>Makes figures whose estimate lies within their interval.</summary>
internal static class Figures
{
    internal static Figure Of(double estimate, double low, double high) => new()
    {
        Estimate = Math.Clamp(estimate, low, Math.Max(low, high)),
        Low = low,
        High = Math.Max(low, high),
    };
}
