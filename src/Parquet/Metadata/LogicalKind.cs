namespace EnclaveCleanRoom.Parquet.Metadata;

/// <summary>What the physical values mean; older files say it as a converted type, newer ones as a logical type.</summary>
internal enum LogicalKind
{
    None,
    Text,
    Enumeration,
    Json,
    Bson,
    Uuid,
    Float16,
    Date,
    TimeMillis,
    TimeMicros,
    TimeNanos,
    TimestampMillis,
    TimestampMicros,
    TimestampNanos,
    Decimal,
    SignedSmall,
    Signed32,
    Signed64,
    UnsignedSmall,
    Unsigned32,
    Unsigned64,
    List,
    Map,
    Interval,
    Null,
    Unknown,
}
