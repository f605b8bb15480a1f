namespace EnclaveCleanRoom.Parquet.Metadata;

/// <summary>What the physical values of a column mean, with the parameters of that meaning. Source: parquet-format LogicalTypes.md.</summary>
/// <param name="Kind">The meaning.</param>
/// <param name="Precision">Of a decimal: its digits; else 0.</param>
/// <param name="Scale">Of a decimal: its digits after the point; else 0.</param>
/// <param name="Bits">Of an integer: 8, 16, 32 or 64; else 0.</param>
/// <param name="IsUtc">Of a time or timestamp: whether it counts in UTC; otherwise it is a local one of no known zone.</param>
internal readonly record struct LogicalAnnotation(LogicalKind Kind, int Precision = 0, int Scale = 0, int Bits = 0, bool IsUtc = false)
{
    /// <summary>The standard's name; null when the values mean no more than they are.</summary>
    public override string? ToString() => Kind switch
    {
        LogicalKind.None => null,
        LogicalKind.Text => "STRING",
        LogicalKind.Enumeration => "ENUM",
        LogicalKind.Null => "UNKNOWN",
        LogicalKind.Decimal => $"DECIMAL({Precision},{Scale})",
        LogicalKind.SignedSmall or LogicalKind.Signed32 or LogicalKind.Signed64 => $"INT({Bits},true)",
        LogicalKind.UnsignedSmall or LogicalKind.Unsigned32 or LogicalKind.Unsigned64 => $"INT({Bits},false)",
        LogicalKind.TimeMillis or LogicalKind.TimestampMillis => Moment("MILLIS"),
        LogicalKind.TimeMicros or LogicalKind.TimestampMicros => Moment("MICROS"),
        LogicalKind.TimeNanos or LogicalKind.TimestampNanos => Moment("NANOS"),
        LogicalKind.Unknown => "not known",
        _ => Kind.ToString().ToUpperInvariant(),
    };

    private string Moment(string unit) =>
        $"{(Kind is LogicalKind.TimeMillis or LogicalKind.TimeMicros or LogicalKind.TimeNanos ? "TIME" : "TIMESTAMP")}({unit},{(IsUtc ? "UTC" : "local")})";
}
