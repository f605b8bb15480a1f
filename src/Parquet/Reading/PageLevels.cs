namespace EnclaveCleanRoom.Parquet.Reading;

/// <summary>Turns the levels of a column's pages into rows. For one thread.</summary>
internal abstract class PageLevels : IDisposable
{
    /// <summary>Whether pages have repetition levels.</summary>
    public abstract bool HasRepetition { get; }

    /// <summary>Whether pages have definition levels.</summary>
    public abstract bool HasDefinition { get; }

    /// <summary>The rows begun so far.</summary>
    public abstract long Rows { get; }

    /// <summary>Gives memory back, zeroed, that no column has taken over.</summary>
    public abstract void Dispose();

    /// <summary>Forgets that the chunk before may have ended inside a row.</summary>
    public abstract void BeginChunk();

    /// <summary>Appends the levels of a page of <paramref name="count"/> values, hybrid encoded.</summary>
    /// <param name="repetition">Empty where there are none.</param>
    /// <param name="definition">Empty where there are none.</param>
    /// <param name="count">The values that the page's header declares.</param>
    /// <param name="slots">How many places for values the page has.</param>
    /// <param name="present">How many of these have a value.</param>
    public abstract ParquetFailureReason TryAppend(
        ReadOnlySpan<byte> repetition, ReadOnlySpan<byte> definition, int count, out int slots, out int present);
}
