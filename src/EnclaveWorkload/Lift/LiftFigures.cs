using System.Collections.Immutable;
using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Answers;
using EnclaveCleanRoom.Agreements.Queries;

namespace EnclaveCleanRoom.EnclaveWorkload.Lift;

/// <summary>Makes an answer of the noised numbers, by post-processing alone.</summary>
internal sealed class LiftFigures(LiftTerms terms, LiftQuery query, LiftMechanisms mechanisms)
{
    /// <param name="noisy">People; then the sums of each value; then the squares of each value.</param>
    internal LiftAnswer Write(ImmutableList<ImmutableArray<long>> noisy)
    {
        NoiseWidths widths = new(mechanisms.People.Noise);
        double variance = mechanisms.People.Noise.Variance;
        ImmutableArray<long> people = noisy[0];
        ArmNumbers treatment = new(people[0], people[1], variance);
        ArmNumbers control = new(people[2], people[3], variance);
        double most = Math.Max(treatment.People, 0);
        return new LiftAnswer
        {
            Covers = Coverage.Everybody,
            IntervalsCoverBounding = false,
            Treatment = Describe(terms.Treatment, new(people[0], widths), new(people[1], widths), treatment),
            Control = Describe(terms.Control, new(people[2], widths), new(people[3], widths), control),
            Others = new NoisyCount(people[4], widths).ToFigure(),
            AbsoluteLift = ArmNumbers.AbsoluteLift(treatment, control).ToFigure(-1, 1),
            RelativeLift = ArmNumbers.RelativeLift(treatment, control) is { } relative ? [relative.ToFigure(-1, double.MaxValue)] : [],
            IncrementalConversions = ArmNumbers.Incremental(treatment, control).ToFigure(double.MinValue, double.MaxValue),
            Split = SplitCheck.Of(treatment, control, terms.TreatmentPermille / 1000.0),
            Values = [.. query.Values.Select((value, i) => Describe(value, i, noisy[1 + i], noisy[1 + query.Values.Count + i], treatment, control, most))],
        };
    }

    private static ArmFigures Describe(string arm, NoisyCount converted, NoisyCount rest, ArmNumbers numbers) => new()
    {
        Arm = arm,
        People = NoisyCount.SumFigure(converted, rest),
        Conversions = converted.ToFigure(),
        Rate = numbers.Rate.ToFigure(0, 1),
    };

    private ValueLift Describe(
        ColumnReference column, int value, ImmutableArray<long> sums, ImmutableArray<long> squares, ArmNumbers treatment, ArmNumbers control, double treated)
    {
        const double One = ValueScale.UnitsPerOne;
        ValueScale scale = mechanisms.Scales[value];
        double perSquare = scale.UnitsPerSquare / (One * One);
        double sumVariance = mechanisms.Sums[value].Noise.Variance / (One * One);
        double squaresVariance = mechanisms.Squares[value].Noise.Variance * perSquare * perSquare;
        Spread MeanOf(int place, ArmNumbers arm) => new ArmValues(sums[place] / One, squares[place] * perSquare, sumVariance, squaresVariance).MeanOver(arm);
        (Spread treatedMean, Spread controlMean) = (MeanOf(0, treatment), MeanOf(1, control));
        Spread difference = Spread.Difference(treatedMean, controlMean);
        double most = scale.MostUnits / One;
        return new ValueLift
        {
            Column = column,
            Treatment = treatedMean.ToFigure(0, most),
            Control = controlMean.ToFigure(0, most),
            Difference = difference.ToFigure(-most, most),
            Incremental = difference.Times(treated, 2 * treatment.NoiseVariance).ToFigure(double.MinValue, double.MaxValue),
        };
    }
}
