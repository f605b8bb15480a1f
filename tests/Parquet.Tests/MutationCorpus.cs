using System.Globalization;
using System.Text;

namespace EnclaveCleanRoom.Parquet.Tests;

/// <summary>Mutations of small committed files, from a seed, and what the reader makes of each.</summary>
internal static class MutationCorpus
{
    public const int MutationsOfAFile = 80;

    // Far less than a hostile length asks for: what is refused is refused within this much memory.
    private const long MemoryLimit = 1 << 20;

    public static readonly string[] Names = ["none", "snappy", "gzip", "brotli", "encrypted", "ctr", "lists", "zstd"];

    public static string Folder => Repository.PathTo("tests", "Parquet.Tests", "Corpus");

    /// <summary>Makes the file that the mutations of <paramref name="name"/> start from.</summary>
    public static byte[] MakeBase(string name) => name switch
    {
        "lists" => MakeLists(),
        "zstd" => MakeZstandard(),
        _ => MakeTable(name),
    };

    private static byte[] MakeTable(string name)
    {
        using TestKeys keys = new();
        Table table = RandomTable.Make(21, 60).Select("Boolean?", "Int32", "Int64?", "Double", "String?", "Binary?", "Timestamp");
        ParquetWriterOptions options = new()
        {
            Compression = Enum.TryParse(name, ignoreCase: true, out PageCompression codec) ? codec : PageCompression.None,
            RowGroupRows = 40,
            PageRows = 25,
            MaxDegreeOfParallelism = 1,
            Encryption = name == "encrypted" ? keys.Encryption("Int32", "String?") : null,
        };
        using MemoryStream stream = new();
        using ParquetWriter writer = new(stream, table.Schema, options, new SeededBytes(5));
        writer.Write(table);
        writer.Finish();
        return name == "ctr" ? CtrFile.Make(stream.ToArray(), keys["footer"], "footer") : stream.ToArray();
    }

    /// <summary>Two pages of lists of three levels, absent ones and elements among them.</summary>
    private static byte[] MakeLists() => NestedFile.Make(
        [
            NestedFile.Group("a", Metadata.Repetition.Optional, Metadata.LogicalKind.List),
            NestedFile.Group("list", Metadata.Repetition.Repeated, Metadata.LogicalKind.None),
            NestedFile.Leaf("element", Metadata.Repetition.Optional),
        ],
        9,
        3,
        ([0, 1, 1, 0, 0, 0, 0], [3, 2, 3, 0, 1, 2, 3], [1, 2, 3]),
        ([1, 1, 0, 0, 1, 0, 0], [3, 3, 0, 3, 3, 1, 3], [4, 5, 6, 7, 8]));

    /// <summary>A page that the zstd program has compressed, without a checksum of its own.</summary>
    private static byte[] MakeZstandard() => new RawFile(
        RawFile.Column(Metadata.PhysicalType.FixedLenByteArray) with { TypeLength = 50 },
        RawFile.DataPage(100, Metadata.Encoding.Plain, File.ReadAllBytes(Repository.PathTo("tests", "Parquet.Tests", "Compression", "Zstandard", "text-5000-3.zst")), uncompressed: 5_000))
    {
        Codec = Metadata.Codec.Zstd,
        Rows = 100,
    }.Make();

    /// <summary>One line a mutation: file, mutation, outcome.</summary>
    public static string Describe(string name, byte[] file)
    {
        StringBuilder lines = new();
        Random random = new(Array.IndexOf(Names, name) + 1_000);
        using TestKeys keys = new();
        _ = (keys["footer"], keys["Int32"], keys["String?"]);

        // Where pages are encrypted but not authenticated, a flipped bit reaches the decoders behind the encryption.
        ParquetReaderOptions options = name switch
        {
            "encrypted" => keys.Reader(),
            "ctr" => ParquetReaderOptions.Encrypted(keys.Ring, AadPrefix.AsStored) with { Required = Protection.EncryptedFooter },
            _ => ParquetReaderOptions.Plaintext,
        } with
        { MaxDecodedBytes = MemoryLimit };
        Table original = TestFile.ReadOk(file, options);
        for (int i = 0; i < MutationsOfAFile; i++)
        {
            (string mutation, byte[] mutated) = Mutate(random, name, file);
            lines.Append(CultureInfo.InvariantCulture, $"{name} {mutation} -> {Outcome(original, mutated, options)}\n");
        }

        return lines.ToString();
    }

    private static (string Text, byte[] Bytes) Mutate(Random random, string name, byte[] file)
    {
        (int at, int length) = name == "ctr" ? InPage(random, file) : Anywhere(random, file);
        byte[] copy = [.. file];
        switch (random.Next(name == "ctr" ? 4 : 7))
        {
            case 0:
                copy[at] ^= (byte)(1 << random.Next(8));
                return ($"set {at} {copy[at]:x2}", copy);
            case 1:
                copy[at] = (byte)random.Next(256);
                return ($"set {at} {copy[at]:x2}", copy);
            case 2:
                copy.AsSpan(at, Math.Min(4, length)).Fill(0xFF);
                return ($"ones {at} {Math.Min(4, length)}", copy);
            case 3:
                copy.AsSpan(at, length).Clear();
                return ($"zeros {at} {length}", copy);
            case 4:
                return ($"cut {at} {length}", [.. file.AsSpan(0, at), .. file.AsSpan(at + length)]);
            case 5:
                return ($"repeat {at} {length}", [.. file.AsSpan(0, at + length), .. file.AsSpan(at)]);
            default:
                return ($"end {at}", copy[..at]);
        }
    }

    private static (int At, int Length) Anywhere(Random random, byte[] file)
    {
        // Half of them in the last kilobyte, where the footer is.
        int first = random.Next(2) == 0 ? 0 : Math.Max(0, file.Length - 1_000);
        int at = random.Next(first, file.Length);
        return (at, Math.Min(random.Next(1, 20), file.Length - at));
    }

    /// <summary>A place in the ciphertext of a page: modules are headers and pages by turns.</summary>
    private static (int At, int Length) InPage(Random random, byte[] file)
    {
        List<(int Start, int Length)> modules = new EncryptedModules(file).Ranges;
        (int start, int length) = modules[(random.Next(modules.Count / 2) * 2) + 1];
        int at = random.Next(start + 16, start + length);
        return (at, Math.Min(random.Next(1, 20), start + length - at));
    }

    private static string Outcome(Table original, byte[] mutated, ParquetReaderOptions options)
    {
        (Table? table, ParquetFailure? failure) = TestFile.Read(mutated, options);
        return failure is null ? (IsSame(original, table!) ? "read, the same" : "read, another table") : (failure with { Detail = null }).ToString();
    }

    private static bool IsSame(Table original, Table table)
    {
        if (table.RowCount != original.RowCount || !table.Schema.SequenceEqual(original.Schema))
        {
            return false;
        }

        return Enumerable.Range(0, table.Columns.Count).All(column => Enumerable.Range(0, table.RowCount)
            .All(row => Equals(TableAssert.Cell(table.Columns[column], row), TableAssert.Cell(original.Columns[column], row))));
    }
}
