namespace EnclaveCleanRoom.Parquet;

/// <summary>Why a file, or a column of it, was refused.</summary>
public enum ParquetFailureReason
{
    /// <summary>Nothing failed.</summary>
    None,

    /// <summary>The file does not begin and end with a Parquet magic number, or with two unlike ones.</summary>
    NotParquet,

    /// <summary>The file ends before what it promises, or a length points beyond its end.</summary>
    Truncated,

    /// <summary>The footer is not well-formed, or contradicts itself.</summary>
    MalformedFooter,

    /// <summary>The list of schema elements is no tree, or names a column twice.</summary>
    MalformedSchema,

    /// <summary>A page header is not well-formed.</summary>
    MalformedPageHeader,

    /// <summary>The levels or values of a page are not what its header says, or an index lies outside the dictionary.</summary>
    MalformedPage,

    /// <summary>A dictionary page is missing, doubled, or not what its header says.</summary>
    MalformedDictionary,

    /// <summary>A page does not decompress to the size that its header gives.</summary>
    MalformedCompression,

    /// <summary>A text is not UTF-8, an instant lies outside what 64 bits of microseconds hold, or a decimal outside 128 bits.</summary>
    MalformedValue,

    /// <summary>The pages of a column hold more or fewer values than the footer says.</summary>
    ValueCountMismatch,

    /// <summary>The CRC-32 of a page is not the one in its header.</summary>
    PageChecksum,

    /// <summary>Reading on would exceed a limit of <see cref="ParquetReaderOptions"/>.</summary>
    TooLarge,

    /// <summary>The file uses what this reader does not speak; <see cref="ParquetFailure.Detail"/> names it.</summary>
    Unsupported,

    /// <summary>The file has no column of the asked name.</summary>
    NoSuchColumn,

    /// <summary>The file or the column is less protected than <see cref="ParquetReaderOptions.Required"/> asks.</summary>
    Unprotected,

    /// <summary>No key is known for a key metadata; <see cref="ParquetFailure.KeyId"/> names it.</summary>
    UnknownKey,

    /// <summary>The stored AAD prefix is not the expected one.</summary>
    AadPrefixMismatch,

    /// <summary>The footer, decrypted or signed, does not authenticate: another key, another AAD prefix, or changed bytes.</summary>
    FooterAuthentication,

    /// <summary>A module does not authenticate: another key, changed bytes, or a module of another place or file.</summary>
    ModuleAuthentication,

    /// <summary>The modules of a column are not those that were promised.</summary>
    DigestMismatch,
}
