using System.Diagnostics.CodeAnalysis;

namespace EnclaveCleanRoom.Storage;

/// <summary>What came of a request to a store: a value, or a failure.</summary>
/// <typeparam name="T">What the request was for.</typeparam>
public readonly struct StoreResult<T>
{
    private readonly T? _value;

    private StoreResult(T? value, StoreFailure? failure) => (_value, Failure) = (value, failure);

    /// <summary>The failure; null after a success.</summary>
    public StoreFailure? Failure { get; }

    /// <summary>A success.</summary>
    /// <param name="value">The value.</param>
    public static implicit operator StoreResult<T>(T value) => new(value, null);

    /// <summary>A failure.</summary>
    /// <param name="failure">The failure.</param>
    public static implicit operator StoreResult<T>(StoreFailure failure) => new(default, failure);

    /// <summary>Takes the one that there is.</summary>
    /// <param name="value">The value.</param>
    /// <param name="failure">The failure.</param>
    /// <returns>Whether there is a value.</returns>
    public bool TryGet([MaybeNullWhen(false)] out T value, [NotNullWhen(false)] out StoreFailure? failure)
    {
        value = _value;
        failure = Failure;
        return failure is null;
    }
}
