using System.Security.Cryptography;
using System.Text;
using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Parquet;

namespace EnclaveCleanRoom.Pipeline.Bench.Data;

/// <summary>
/// One dataset as it lies in the room: an encrypted Parquet file, every column under a key of its own. The data keys lie in a file beside it,
/// where in the product an attested instance unwraps them.
/// </summary>
internal sealed class SealedTable(string folder, DatasetTerms terms)
{
    private const string FooterName = "";

    private string Ciphertext => Path.Combine(folder, $"{terms.Id}.parquet");

    private string Keys => Path.Combine(folder, $"{terms.Id}.keys");

    private byte[] Identity => Encoding.UTF8.GetBytes($"{terms.Id}/1");

    /// <summary>Draws keys and encrypts.</summary>
    internal void Write(Table table)
    {
        string[] names = [FooterName, .. terms.Columns.Select(column => column.Name)];
        File.WriteAllLines(Keys, names.Select(name => $"{name}\t{Convert.ToHexString(RandomNumberGenerator.GetBytes(32))}"));
        Dictionary<string, SecretKey> keys = ReadKeys();
        using FileStream file = File.Create(Ciphertext);
        WrittenFile written = ParquetWriter.Write(file, table, new ParquetWriterOptions
        {
            Encryption = new FileEncryption
            {
                FooterKey = keys[FooterName],
                FooterKeyMetadata = Array.Empty<byte>(),
                AadPrefix = Identity,
                ColumnKeys = terms.Columns.ToDictionary(column => column.Name, column => new ColumnKey(keys[column.Name], Encoding.UTF8.GetBytes(column.Name))),
            },
        });
        File.WriteAllLines(Digests, written.ColumnDigests.Select(pair => $"{pair.Key}\t{Convert.ToHexString(pair.Value.Span)}"));
    }

    /// <summary>Opens the file as the room does: a column is decrypted, authenticated and checked against the digest that its owner signed when it is read.</summary>
    internal Func<string, Column> Open()
    {
        KeyRing ring = new();
        foreach ((string name, SecretKey key) in ReadKeys())
        {
            ring.Add(Encoding.UTF8.GetBytes(name), key);
        }

        Dictionary<string, ReadOnlyMemory<byte>> digests = File.ReadLines(Digests).Select(line => line.Split('\t'))
            .ToDictionary(parts => parts[0], parts => (ReadOnlyMemory<byte>)Convert.FromHexString(parts[1]));
        return ParquetFile.TryOpen(
            File.OpenRead(Ciphertext), ParquetReaderOptions.Encrypted(ring, AadPrefix.Exactly(Identity)), out ParquetFile? file, out ParquetFailure? failure)
            ? column => file.TryReadColumns([column], digests, out Table? table, out ParquetFailure? unreadable)
                ? table.Columns[0]
                : throw new InvalidOperationException(unreadable.ToString())
            : throw new InvalidOperationException(failure.ToString());
    }

    private string Digests => Path.Combine(folder, $"{terms.Id}.digests");

    private Dictionary<string, SecretKey> ReadKeys() => File.ReadLines(Keys).Select(line => line.Split('\t'))
        .ToDictionary(parts => parts[0], parts => new SecretKey(Convert.FromHexString(parts[1])));
}
