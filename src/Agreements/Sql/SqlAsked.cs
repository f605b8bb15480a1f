namespace EnclaveCleanRoom.Agreements.Sql;

/// <summary>A query as it was written, and what it is asked with.</summary>
internal sealed record SqlAsked(SqlSelect Select, SqlAsking Asking);
