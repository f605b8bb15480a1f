using System.Collections.Immutable;
using EnclaveCleanRoom.DifferentialPrivacy.Accounting;

namespace EnclaveCleanRoom.DifferentialPrivacy;

/// <summary>
/// A figure that may leave: only a mechanism that consumed its part of a grant makes one, and whatever is computed from it alone
/// stays one.
/// </summary>
/// <typeparam name="T">The figure; immutable.</typeparam>
public sealed class PrivateRelease<T>
{
    internal PrivateRelease(T value, ImmutableArray<MechanismReport> mechanisms, ImmutableArray<object> events)
    {
        (Value, Mechanisms, Events) = (value, mechanisms, events);
        Cost = MechanismReports.Total(mechanisms);
    }

    /// <summary>The noisy figure.</summary>
    public T Value { get; }

    /// <summary>How it was made, and what each part cost.</summary>
    public ImmutableArray<MechanismReport> Mechanisms { get; }

    /// <summary>What it cost together; a part that two combined figures share is counted once.</summary>
    public PrivacyCost Cost { get; }

    /// <summary>One token for each report, by which a shared release is recognised.</summary>
    internal ImmutableArray<object> Events { get; }

    /// <summary>The ε for which this is (ε, <paramref name="delta"/>)-differential privacy, rounded up, for display; as <see cref="MechanismReport.EstimateAt"/>.</summary>
    public double EpsilonAt(Delta delta) => MechanismReport.EstimateAt(Mechanisms, delta).Epsilon;

    /// <summary>
    /// Post-processing: whatever is computed from a private figure, and public values, is as private. The promise holds only if
    /// <paramref name="function"/> looks at nothing else, above all not at the data.
    /// </summary>
    public PrivateRelease<TOther> Map<TOther>(Func<T, TOther> function)
    {
        ArgumentNullException.ThrowIfNull(function);
        return new PrivateRelease<TOther>(function(Value), Mechanisms, Events);
    }

    /// <summary>Joins two figures into one that carries the cost of both.</summary>
    /// <remarks>The same caution as for <see cref="Map"/> holds for <paramref name="function"/>.</remarks>
    public PrivateRelease<TResult> Combine<TOther, TResult>(PrivateRelease<TOther> other, Func<T, TOther, TResult> function)
    {
        ArgumentNullException.ThrowIfNull(other);
        ArgumentNullException.ThrowIfNull(function);
        ImmutableArray<MechanismReport>.Builder mechanisms = Mechanisms.ToBuilder();
        ImmutableArray<object>.Builder events = Events.ToBuilder();
        for (int i = 0; i < other.Events.Length; i++)
        {
            if (!Events.Any(mine => ReferenceEquals(mine, other.Events[i])))
            {
                mechanisms.Add(other.Mechanisms[i]);
                events.Add(other.Events[i]);
            }
        }

        return new PrivateRelease<TResult>(function(Value, other.Value), mechanisms.ToImmutable(), events.ToImmutable());
    }
}
