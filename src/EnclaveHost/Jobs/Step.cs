using System.Diagnostics.CodeAnalysis;

namespace EnclaveCleanRoom.EnclaveHost.Jobs;

/// <summary>What a step before <c>open</c> comes to: the next thing in hand, or a denial.</summary>
/// <typeparam name="T">The next thing in hand.</typeparam>
internal readonly struct Step<T>
    where T : class
{
    private readonly T? _value;
    private readonly Denial? _denial;

    private Step(T? value, Denial? denial)
    {
        _value = value;
        _denial = denial;
    }

    public static implicit operator Step<T>(T value) => new(value, null);

    public static implicit operator Step<T>(Denial denial) => new(null, denial);

    internal bool TryGet([NotNullWhen(true)] out T? value, [NotNullWhen(false)] out Denial? denial)
    {
        value = _value;
        denial = _denial ?? (value is null ? throw new InvalidOperationException("A step was not taken.") : null);
        return value is not null && denial is null;
    }
}
