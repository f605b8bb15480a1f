using EnclaveCleanRoom.Agreements.Queries;

namespace EnclaveCleanRoom.EnclaveWorkload.Attribution;

/// <summary>Adds up the credit of conversions under every model.</summary>
internal sealed class CreditLedger
{
    private readonly CreditLayout _layout;
    private readonly IReadOnlyList<AttributionModel> _models;
    private readonly long[][] _entries;
    private readonly Touch[] _touches;
    private readonly ulong[] _weights;
    private readonly long[] _parts;

    /// <param name="layout">Where entries stand.</param>
    /// <param name="models">The models.</param>
    /// <param name="measures">Conversions and values.</param>
    /// <param name="touchpointsPerConversion">The most exposures considered, at least 2.</param>
    internal CreditLedger(CreditLayout layout, IReadOnlyList<AttributionModel> models, int measures, int touchpointsPerConversion)
    {
        _layout = layout;
        _models = models;
        _entries = [.. Enumerable.Range(0, measures).Select(_ => new long[layout.Length])];
        _touches = new Touch[touchpointsPerConversion];
        _weights = new ulong[touchpointsPerConversion];
        _parts = new long[touchpointsPerConversion];
    }

    internal long[][] Entries => _entries;

    /// <summary>Credits one conversion.</summary>
    /// <param name="window">The exposures in its window, earliest first.</param>
    /// <param name="units">What it is worth, for each measure.</param>
    internal void Add(ReadOnlySpan<Touch> window, ReadOnlySpan<long> units)
    {
        if (window.IsEmpty)
        {
            for (int measure = 0; measure < units.Length; measure++)
            {
                _entries[measure][_layout.Unattributed] += units[measure];
            }

            return;
        }

        ReadOnlySpan<Touch> touches = Consider(window);
        Span<ulong> weights = _weights.AsSpan(0, touches.Length);
        Span<long> parts = _parts.AsSpan(0, touches.Length);
        for (int model = 0; model < _models.Count; model++)
        {
            TouchWeights.Of(_models[model], touches, weights);
            for (int measure = 0; measure < units.Length; measure++)
            {
                Apportionment.Divide(units[measure], weights, parts);
                for (int i = 0; i < touches.Length; i++)
                {
                    _entries[measure][_layout.EntryOf(model, touches[i].Campaign)] += parts[i];
                }
            }
        }
    }

    /// <summary>All of them, or the earliest and the latest ones: first and last touch are never what is left out.</summary>
    private ReadOnlySpan<Touch> Consider(ReadOnlySpan<Touch> window)
    {
        if (window.Length <= _touches.Length)
        {
            return window;
        }

        _touches[0] = window[0];
        window[^(_touches.Length - 1)..].CopyTo(_touches.AsSpan(1));
        return _touches;
    }
}
