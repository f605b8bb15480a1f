namespace EnclaveCleanRoom.DataOwnerClient.Ingestion;

/// <summary>The character encodings a CSV file may have.</summary>
internal enum CsvEncoding
{
    /// <summary>UTF-8, with or without a byte-order mark.</summary>
    Utf8,

    /// <summary>UTF-16, least significant byte first; recognised by its byte-order mark.</summary>
    Utf16LittleEndian,

    /// <summary>UTF-16, most significant byte first; recognised by its byte-order mark.</summary>
    Utf16BigEndian,

    /// <summary>ISO 8859-1. Never guessed: any bytes at all are valid in it, so its owner must say so.</summary>
    Latin1,
}
