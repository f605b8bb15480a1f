namespace EnclaveCleanRoom.DataOwnerClient.Converting;

/// <summary>The types that every cell of a column fits so far. A cell fits a type only when its value comes back from the file as it was.</summary>
[Flags]
internal enum CellKinds
{
    /// <summary>Text alone, which every cell is.</summary>
    None = 0,

    /// <summary>true or false.</summary>
    Boolean = 1,

    /// <summary>A whole number of 32 bits as programs write it: no plus sign, no zeros before it.</summary>
    Int32 = 2,

    /// <summary>The same of 64 bits.</summary>
    Int64 = 4,

    /// <summary>A decimal number of at most 15 digits, which 64 bits of floating point keep.</summary>
    Double = 8,

    /// <summary>A day such as 2026-11-22.</summary>
    Date = 16,

    /// <summary>A moment such as 2026-11-22T10:00:00Z, with up to six digits after the second.</summary>
    Timestamp = 32,

    /// <summary>All of them: no cell was seen.</summary>
    All = 63,
}
