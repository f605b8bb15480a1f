namespace EnclaveCleanRoom.Agreements.Sql;

/// <summary>What could be read of a text.</summary>
/// <param name="Select">The query, without what is none of the subset; <see langword="null"/> where not even a table could be read.</param>
/// <param name="Objection">The first thing that is none of the subset, or <see langword="null"/>.</param>
internal sealed record SqlReading(SqlSelect? Select, SqlObjection? Objection);
