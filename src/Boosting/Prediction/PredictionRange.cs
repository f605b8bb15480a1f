using EnclaveCleanRoom.Boosting.Model;

namespace EnclaveCleanRoom.Boosting.Prediction;

/// <summary>Which iterations of a model are used, and how.</summary>
/// <param name="Start">The first iteration.</param>
/// <param name="Count">How many.</param>
/// <param name="IsRaw">Whether scores are left as they are.</param>
/// <param name="StopEvery">Looks every so many iterations whether a row is clear; 0 for never.</param>
/// <param name="Margin">What makes it clear.</param>
internal readonly record struct PredictionRange(int Start, int Count, bool IsRaw, int StopEvery, double Margin)
{
    public bool IsWhole(BoosterModel model) => Start == 0 && Count == model.Iterations && StopEvery == 0;

    public static PredictionRange Of(BoosterModel model, PredictionOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(options.PredEarlyStopFreq, 1, nameof(options));
        if (!(options.PredEarlyStopMargin >= 0))
        {
            throw new ArgumentOutOfRangeException(nameof(options), "A margin is 0 or more.");
        }

        int start = Math.Clamp(options.StartIterationPredict, 0, model.Iterations);
        int rest = model.Iterations - start;
        int count = options.NumIterationPredict > 0 ? Math.Min(options.NumIterationPredict, rest) : rest;
        bool stops = options.PredEarlyStop && model.Transform.AllowsEarlyStop;
        return new PredictionRange(start, count, options.PredictRawScore, stops ? options.PredEarlyStopFreq : 0, options.PredEarlyStopMargin);
    }
}
