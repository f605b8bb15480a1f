namespace EnclaveCleanRoom.Parquet.Metadata;

/// <summary>How often a schema element occurs in its parent. Source: parquet.thrift, FieldRepetitionType.</summary>
internal enum Repetition
{
    Required = 0,
    Optional = 1,
    Repeated = 2,
}
