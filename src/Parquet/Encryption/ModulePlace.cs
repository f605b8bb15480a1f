namespace EnclaveCleanRoom.Parquet.Encryption;

/// <summary>The kind of a module and its place in the file. Ordinals are 16-bit by the standard.</summary>
internal readonly record struct ModulePlace(ModuleType Type, short RowGroup = 0, short Column = 0, short Page = 0)
{
    public static ModulePlace Footer { get; } = new(ModuleType.Footer);
}
