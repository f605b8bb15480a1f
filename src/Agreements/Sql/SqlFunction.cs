namespace EnclaveCleanRoom.Agreements.Sql;

/// <summary>The aggregates of the subset.</summary>
internal enum SqlFunction
{
    /// <summary><c>COUNT(*)</c></summary>
    CountRows,

    /// <summary><c>COUNT(DISTINCT id)</c></summary>
    CountDistinct,

    /// <summary><c>COUNT(*) FILTER (WHERE outcome = 'value')</c></summary>
    CountWhere,

    /// <summary><c>SUM(column)</c>, of an outcome the rows that have it.</summary>
    Sum,

    /// <summary><c>AVG(column)</c>, of an outcome its rate.</summary>
    Average,
}
