namespace EnclaveCleanRoom.DifferentialPrivacy;

/// <summary>Names one spend, usually the job it is for. An id is used once, whatever becomes of it.</summary>
public readonly record struct ReservationId
{
    private const int LongestText = 200;
    private readonly string? _value;

    /// <summary>Takes <paramref name="value"/> as an id.</summary>
    /// <exception cref="ArgumentException">It is empty, longer than 200 characters, or holds anything but visible ASCII.</exception>
    public ReservationId(string value)
    {
        ArgumentException.ThrowIfNullOrEmpty(value);
        if (value.Length > LongestText || value.AsSpan().ContainsAnyExceptInRange('!', '~'))
        {
            throw new ArgumentException("An id is 1 to 200 visible ASCII characters.", nameof(value));
        }

        _value = value;
    }

    /// <summary>1 to 200 visible ASCII characters; empty only in the default value, which no filter accepts.</summary>
    public string Value => _value ?? "";

    /// <summary>The id itself.</summary>
    public override string ToString() => Value;
}
