using EnclaveCleanRoom.DifferentialPrivacy;

namespace EnclaveCleanRoom.DataOwnerClient.Planning;

/// <summary>A release as it is written on the command line, such as <c>gaussian:sigma=10,count=100</c>.</summary>
internal static class ReleaseSpec
{
    /// <summary>The kinds and their parameters, for the help.</summary>
    internal const string Forms =
        "gaussian:sigma=S, discrete-gaussian:sigma=S, laplace:scale=B, discrete-laplace:scale=B, subsampled-gaussian:sigma=S,q=Q,steps=N, zcdp:rho=R, "
        + "pure:epsilon=E, exponential:epsilon=E; all take count=N, the noises sensitivity=D (1), zcdp and pure delta=D";

    /// <summary>Reads a release.</summary>
    /// <exception cref="ClientException">It is none.</exception>
    internal static CountedEvent Parse(string text)
    {
        SpecParameters parameters = SpecParameters.Parse(text);
        CountedEvent release = Read(parameters);
        parameters.RequireAllRead();
        return release;
    }

    /// <summary>Reads a release whose noise is left open, and says which parameter is sought.</summary>
    /// <returns>The parameter's name, the plan at a value of it, and the smallest value that can be asked for.</returns>
    /// <exception cref="ClientException">It is none.</exception>
    internal static (string Parameter, Func<Rational, CountedEvent> Family, Rational Lowest) ParseFamily(string text)
    {
        string parameter = SpecParameters.Parse(text).Kind is "laplace" or "discrete-laplace" ? "scale" : "sigma";
        Rational lowest = SpecParameters.Parse(text).Read("sensitivity", Rational.One) / 20;
        if (SpecParameters.Parse(text).Kind is "zcdp" or "pure" or "exponential")
        {
            throw ClientException.Usage($"{text}: only noise has a smallest scale.");
        }

        _ = At(lowest);
        return (parameter, At, lowest);

        CountedEvent At(Rational value)
        {
            SpecParameters parameters = SpecParameters.Parse(text);
            parameters.Supply(parameter, value);
            CountedEvent release = Read(parameters);
            parameters.RequireAllRead();
            return release;
        }
    }

    private static CountedEvent Read(SpecParameters parameters)
    {
        try
        {
            return new CountedEvent(ReadKind(parameters), parameters.ReadCount());
        }
        catch (ArgumentException exception)
        {
            throw ClientException.Usage($"{parameters.Text}: {exception.Message}", exception);
        }
    }

    private static PrivacyEvent ReadKind(SpecParameters parameters) => parameters.Kind switch
    {
        "gaussian" => new GaussianEvent(parameters.Read("sigma"), parameters.Read("sensitivity", Rational.One)),
        "discrete-gaussian" => new DiscreteGaussianEvent(Square(parameters.Read("sigma")), parameters.ReadInteger("sensitivity", 1)),
        "laplace" => new LaplaceEvent(parameters.Read("scale"), parameters.Read("sensitivity", Rational.One)),
        "discrete-laplace" => new DiscreteLaplaceEvent(parameters.Read("scale"), parameters.ReadInteger("sensitivity", 1)),
        "subsampled-gaussian" => ReadSampled(parameters),
        "zcdp" => new ConcentratedEvent(parameters.Read("rho"), parameters.Read("delta", Rational.Zero)),
        "pure" => new ApproximateEvent(new Epsilon(parameters.Read("epsilon")), parameters.Read("delta", Rational.Zero)),
        "exponential" => new BoundedRangeEvent(new Epsilon(parameters.Read("epsilon"))),
        _ => throw ClientException.Usage($"{parameters.Text}: there is no '{parameters.Kind}'. Write {Forms}."),
    };

    // Everybody taking part is no sampling.
    private static PrivacyEvent ReadSampled(SpecParameters parameters)
    {
        (Rational sigma, Rational rate, Rational sensitivity) = (parameters.Read("sigma"), parameters.Read("q"), parameters.Read("sensitivity", Rational.One));
        return rate == Rational.One ? new GaussianEvent(sigma, sensitivity) : new SampledGaussianEvent(sigma, rate, sensitivity);
    }

    private static Rational Square(Rational value) => value.Sign > 0 ? value * value : throw new ArgumentOutOfRangeException(nameof(value), "sigma is above 0.");
}
