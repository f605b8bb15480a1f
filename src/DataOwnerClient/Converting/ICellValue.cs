namespace EnclaveCleanRoom.DataOwnerClient.Converting;

/// <summary>How the texts of a type are read.</summary>
/// <typeparam name="T">The type in memory.</typeparam>
internal interface ICellValue<T>
{
    /// <summary>Reads a cell that is not empty and has 8 readable bytes from its start on; false when it is not of the type.</summary>
    public static abstract bool TryParse(ReadOnlySpan<byte> text, out T value);
}
