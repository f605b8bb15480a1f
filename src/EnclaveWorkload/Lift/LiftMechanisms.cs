using EnclaveCleanRoom.Agreements.Queries;
using EnclaveCleanRoom.DifferentialPrivacy;

namespace EnclaveCleanRoom.EnclaveWorkload.Lift;

/// <summary>What a lift releases: people by arm and conversion; for each value the sums and the sums of squares by arm.</summary>
internal sealed class LiftMechanisms
{
    internal LiftMechanisms(LiftTerms terms, LiftQuery query)
    {
        Scales = [.. query.Values.Select(value => new ValueScale(terms.Values.Single(known => known.Column == value).MaximumPerPerson))];
        People = new NoisyCounts("people by arm and conversion", 5, CountNoise.ForRho(LiftQuery.PeopleSensitivity, Rho.FromNano(query.PeopleNanoRho)));
        long squares = query.ValueNanoRho / 4;
        Sums = [.. query.Values.Select((value, i) => new NoisyCounts(
            $"{value} by arm, in parts of 1/{ValueScale.UnitsPerOne}", 2, CountNoise.ForRho(Scales[i].SumSensitivity, Rho.FromNano(query.ValueNanoRho - squares))))];
        Squares = [.. query.Values.Select((value, i) => new NoisyCounts(
            $"squares of {value} by arm, in parts of {Scales[i].UnitsPerSquare}/{ValueScale.UnitsPerOne * ValueScale.UnitsPerOne}",
            2,
            CountNoise.ForRho(Scales[i].SquareSensitivity, Rho.FromNano(squares))))];
    }

    internal IReadOnlyList<ValueScale> Scales { get; }

    internal NoisyCounts People { get; }

    internal IReadOnlyList<NoisyCounts> Sums { get; }

    internal IReadOnlyList<NoisyCounts> Squares { get; }

    internal IReadOnlyList<Mechanism> All => [People, .. Sums, .. Squares];
}
