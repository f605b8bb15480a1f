namespace EnclaveCleanRoom.Parquet;

/// <summary>The kinds of separately encrypted pieces of a file; the value is part of what each is bound to.</summary>
/// <remarks>Source: parquet-format Encryption.md, 4.4.2 (module types).</remarks>
public enum ModuleType
{
    /// <summary>The footer.</summary>
    Footer = 0,

    /// <summary>Where and how a column chunk is stored.</summary>
    ColumnMetaData = 1,

    /// <summary>The values of a data page.</summary>
    DataPage = 2,

    /// <summary>The values of a dictionary page.</summary>
    DictionaryPage = 3,

    /// <summary>The header of a data page.</summary>
    DataPageHeader = 4,

    /// <summary>The header of a dictionary page.</summary>
    DictionaryPageHeader = 5,

    /// <summary>Minima and maxima of pages.</summary>
    ColumnIndex = 6,

    /// <summary>Where pages lie.</summary>
    OffsetIndex = 7,

    /// <summary>The header of a Bloom filter.</summary>
    BloomFilterHeader = 8,

    /// <summary>The bits of a Bloom filter.</summary>
    BloomFilterBitset = 9,
}
