namespace EnclaveCleanRoom.Agreements.Sql;

/// <summary>What could be read of a text.</summary>
/// <param name="Select">The query, without what is none of the subset; <see langword="null"/> where not even a table could be read.</param>
/// <param name="Objections">What is none of the subset, in the order of the text.</param>
internal sealed record SqlReading(SqlSelect? Select, IReadOnlyList<SqlObjection> Objections);
