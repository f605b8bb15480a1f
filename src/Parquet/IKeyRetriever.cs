using System.Diagnostics.CodeAnalysis;

namespace EnclaveCleanRoom.Parquet;

/// <summary>Finds the key that a file's key metadata stands for.</summary>
public interface IKeyRetriever
{
    /// <summary>Finds a key. Called when a module of that key is first needed, perhaps from several threads.</summary>
    /// <param name="keyMetadata">As the file carries it, untrusted; empty when the file gives none.</param>
    /// <param name="key">Stays the retriever's own: the reader neither keeps nor disposes it.</param>
    /// <returns>False when there is no such key; the read is then refused as <see cref="ParquetFailureReason.UnknownKey"/>.</returns>
    public bool TryGetKey(ReadOnlySpan<byte> keyMetadata, [NotNullWhen(true)] out SecretKey? key);
}
