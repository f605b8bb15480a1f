namespace EnclaveCleanRoom.Agreements.Answers;

/// <summary>
/// A released number with its interval, of at least 95 % probability. What the interval covers depends on what it is inferred from: from the noise alone, the figure that the room
/// computed, bounds included; from sampling and noise, the figure of the people at large of whom those in the tables are a sample; from placebos, an effect, with the probability stated beside it.
/// What bounding left out is never covered. Counts and sums are as they were noised, so that parts add up to their whole: small ones, and lower ends of their intervals, may be negative.
/// </summary>
public sealed record Figure
{
    /// <summary>For <see cref="InferredFrom"/>: the noise alone.</summary>
    public const string FromNoise = "noise";

    /// <summary>For <see cref="InferredFrom"/>: that people are a sample, and the noise; by approximations that simulations check.</summary>
    public const string FromSamplingAndNoise = "sampling and noise";

    /// <summary>For <see cref="InferredFrom"/>: effects found where nothing was treated, which the noise made too; how probable is stated beside the figure.</summary>
    public const string FromPlacebosAndNoise = "placebos and noise";

    /// <summary>The released value.</summary>
    public required double Estimate { get; init; }

    /// <summary>Lower end of the interval.</summary>
    public required double Low { get; init; }

    /// <summary>Upper end of the interval.</summary>
    public required double High { get; init; }

    /// <summary>What the interval is inferred from.</summary>
    public string InferredFrom { get; init; } = FromNoise;
}
