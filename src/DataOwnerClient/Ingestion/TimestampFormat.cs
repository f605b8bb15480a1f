namespace EnclaveCleanRoom.DataOwnerClient.Ingestion;

/// <summary>How a column writes dates and moments. A moment without an offset is UTC.</summary>
internal enum TimestampFormat
{
    /// <summary>ISO 8601: 2026-11-22, 2026-11-22T10:00, 2026-11-22 10:00:00.123+01:00, 2026-11-22T10:00:00Z; after a space the hour may have one digit.</summary>
    Iso8601,

    /// <summary>Digits only: yyyyMMdd, yyyyMMddHH, yyyyMMddHHmm or yyyyMMddHHmmss.</summary>
    CompactDigits,

    /// <summary>Whole seconds since 1970-01-01T00:00:00Z.</summary>
    UnixSeconds,

    /// <summary>Whole milliseconds since 1970-01-01T00:00:00Z.</summary>
    UnixMilliseconds,
}
