namespace EnclaveCleanRoom.DataOwnerClient.Converting;

/// <summary>Why a CSV file is not converted. A conversion leaves nothing out, so one bad record refuses the file.</summary>
internal enum CsvFault
{
    /// <summary>Nothing is wrong.</summary>
    None,

    /// <summary>A record has more or fewer fields than the header.</summary>
    WrongFieldCount,

    /// <summary>A quote inside a field that does not begin with one, or text after a closing quote.</summary>
    StrayQuote,

    /// <summary>A quote that is never closed.</summary>
    UnterminatedQuote,

    /// <summary>A record longer than 16 MiB.</summary>
    RecordTooLong,

    /// <summary>Bytes that are not UTF-8.</summary>
    InvalidText,

    /// <summary>A column without a name, or two with one name.</summary>
    BadHeader,
}
