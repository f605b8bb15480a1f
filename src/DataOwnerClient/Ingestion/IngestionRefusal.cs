namespace EnclaveCleanRoom.DataOwnerClient.Ingestion;

/// <summary>A file was refused.</summary>
/// <param name="Failure">Why; never <see cref="IngestionFailure.None"/>.</param>
/// <param name="Detail">What was found and what its owner can do, in a sentence. Holds names of columns, never values of cells.</param>
/// <param name="Line">The line of the file, counted from 1; 0 where no one line is to blame.</param>
internal sealed record IngestionRefusal(IngestionFailure Failure, string Detail, long Line = 0)
{
    /// <summary>The refusal as it is shown.</summary>
    public override string ToString() => Line > 0 ? $"{Failure} (line {Line}): {Detail}" : $"{Failure}: {Detail}";
}
