namespace EnclaveCleanRoom.Parquet.Encryption;

/// <summary>Where nonces and file-unique bytes come from. Internal: a caller cannot choose them.</summary>
internal interface IRandomBytes
{
    public void Fill(Span<byte> bytes);
}
