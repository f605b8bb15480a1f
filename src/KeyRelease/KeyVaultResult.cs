using System.Diagnostics.CodeAnalysis;

namespace EnclaveCleanRoom.KeyRelease;

/// <summary>What came of a request to a vault: a value, or a failure.</summary>
/// <typeparam name="T">What the request was for.</typeparam>
public sealed class KeyVaultResult<T>
    where T : class
{
    internal KeyVaultResult(T value) => Value = value;

    internal KeyVaultResult(KeyVaultFailure failure) => Failure = failure;

    /// <summary>Whether there is a value.</summary>
    [MemberNotNullWhen(true, nameof(Value))]
    [MemberNotNullWhen(false, nameof(Failure))]
    public bool IsSuccess => Value is not null;

    /// <summary>The value; null after a failure.</summary>
    public T? Value { get; }

    /// <summary>The failure; null after a success.</summary>
    public KeyVaultFailure? Failure { get; }
}
