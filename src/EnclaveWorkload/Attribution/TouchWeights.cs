using System.Diagnostics;
using EnclaveCleanRoom.Agreements.Queries;

namespace EnclaveCleanRoom.EnclaveWorkload.Attribution;

/// <summary>What share of a conversion each exposure before it receives, as integer weights.</summary>
internal static class TouchWeights
{
    private const long MicrosecondsPerSecond = 1_000_000;

    /// <param name="model">The model.</param>
    /// <param name="touches">The exposures considered, earliest first; at least one.</param>
    /// <param name="weights">Receives one weight for each, not all 0.</param>
    internal static void Of(AttributionModel model, ReadOnlySpan<Touch> touches, Span<ulong> weights)
    {
        switch (model)
        {
            case LastTouchModel:
                weights.Clear();
                weights[^1] = 1;
                break;
            case FirstTouchModel:
                weights.Clear();
                weights[0] = 1;
                break;
            case LinearModel:
                weights.Fill(1);
                break;
            case TimeDecayModel decay:
                // Only ratios count, so ages are taken from the latest exposure: its weight never vanishes.
                for (int i = 0; i < touches.Length; i++)
                {
                    weights[i] = HalfLife.WeightAt(touches[^1].At - touches[i].At, decay.HalfLifeSeconds * MicrosecondsPerSecond);
                }

                break;
            case PositionBasedModel position:
                ByPosition(position, weights);
                break;
            default:
                throw new UnreachableException("The set of models is closed.");
        }
    }

    /// <summary>Two exposures divide everything in the ratio of their shares, one takes all.</summary>
    private static void ByPosition(PositionBasedModel position, Span<ulong> weights)
    {
        int between = weights.Length - 2;
        ulong scale = (ulong)Math.Max(between, 1);
        weights.Fill((ulong)(100 - position.FirstPercent - position.LastPercent));
        weights[0] = (ulong)position.FirstPercent * scale;
        weights[^1] = (ulong)position.LastPercent * scale;
    }
}
