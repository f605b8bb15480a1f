namespace EnclaveCleanRoom.DifferentialPrivacy;

/// <summary>
/// A confidence interval of an integer figure, inferred from the noise alone. Its coverage is a property of the noise, exact
/// whatever the data; what contribution bounds cut away, and sampling of the people themselves, are not in it.
/// </summary>
/// <param name="Low">Inclusive lower end.</param>
/// <param name="High">Inclusive upper end.</param>
/// <param name="Coverage">The probability, at least, that the exact bounded figure lies inside.</param>
public readonly record struct NoiseInterval(long Low, long High, Rational Coverage)
{
    /// <summary>Always true: the interval speaks of the noise and of nothing else. Whoever prints it next to a figure that contribution bounds may have cut says so.</summary>
    public bool IsNoiseOnly { get; } = true;
}
