namespace EnclaveCleanRoom.Agreements.Answers;

/// <summary>
/// A released number with the interval that its noise alone leaves: the interval covers the figure the room computed,
/// bounds included, with at least 95 % probability. It says nothing of sampling, nor of what bounding left out.
/// </summary>
public sealed record Figure
{
    /// <summary>The released value.</summary>
    public required double Estimate { get; init; }

    /// <summary>Lower end of the interval.</summary>
    public required double Low { get; init; }

    /// <summary>Upper end of the interval.</summary>
    public required double High { get; init; }

    /// <summary>What the interval is inferred from; always the noise alone.</summary>
    public string InferredFrom { get; init; } = "noise";
}
