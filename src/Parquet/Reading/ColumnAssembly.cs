using System.Buffers;
using System.Security.Cryptography;
using EnclaveCleanRoom.Parquet.Reading.Sinks;

namespace EnclaveCleanRoom.Parquet.Reading;

/// <summary>
/// Puts one column of a file together out of parts. Where its rows are known beforehand and can be believed, each row group is a part of
/// its own that any thread may read, into its place in one piece of memory; otherwise the whole column is one part, which grows page by page.
/// </summary>
internal sealed class ColumnAssembly : IDisposable
{
    // What a declared number of rows may take before a page was read: no more than gzip could make of the column's bytes.
    private const long MaxExpansion = 1_032;
    private const long AlwaysBelieved = 1 << 20;
    private readonly OpenFile _file;
    private readonly FileColumn _column;
    private readonly MemoryBudget _budget;
    private readonly ChunkPlace[] _places;
    private readonly ColumnSink _sink;
    private readonly PageLevels _levels;
    private readonly ColumnSink?[] _parts;
    private readonly int[] _firstRows;
    private readonly ArrayBufferWriter<byte>[]? _tags;

    public ColumnAssembly(OpenFile file, FileColumn column, MemoryBudget budget, ChunkPlace[] places, bool withTags)
    {
        _file = file;
        _column = column;
        _budget = budget;
        _places = places;
        _sink = SinkFactory.Create(column, budget);
        _levels = column.Shape.IsList ? new ListLevels(column.Shape, budget, _sink.Validity) : new FlatLevels(_sink.Validity);
        IsSplit = places.Length > 1 && !column.Shape.IsList && CanBelieve() && _sink.TryShare((int)places.Sum(place => place.RowCount));
        PartCount = IsSplit ? places.Length : 1;
        _parts = new ColumnSink?[PartCount];
        _firstRows = new int[PartCount];
        for (int part = 1; part < PartCount; part++)
        {
            _firstRows[part] = _firstRows[part - 1] + (int)places[part - 1].RowCount;
        }

        if (withTags)
        {
            _tags = new ArrayBufferWriter<byte>[PartCount];
        }
    }

    /// <summary>How many parts can be read independently of each other.</summary>
    public int PartCount { get; }

    private bool IsSplit { get; }

    /// <summary>Reads a part. From any thread, each part once.</summary>
    public ParquetFailure? ReadPart(int part, ReadBuffers buffers)
    {
        ArrayBufferWriter<byte>? tags = _tags is null ? null : _tags[part] = new ArrayBufferWriter<byte>(256);
        if (IsSplit)
        {
            ChunkPlace place = _places[part];
            ColumnSink sink = _sink.Part(_firstRows[part], (int)place.RowCount, _sink.Validity is null ? null : new ValidityBuilder(_budget));
            _parts[part] = sink;
            return new ChunkReader(_file, _column, sink, new FlatLevels(sink.Validity), buffers, tags).Read(place);
        }

        ChunkReader reader = new(_file, _column, _sink, _levels, buffers, tags);
        foreach (ChunkPlace place in _places)
        {
            if (reader.Read(place) is { } failure)
            {
                return failure;
            }
        }

        return null;
    }

    /// <summary>Compares the modules that were read with those that were promised. After all parts.</summary>
    /// <param name="expectedDigest">SHA-256 over the tags of all modules in file order.</param>
    public ParquetFailure? CheckDigest(ReadOnlySpan<byte> expectedDigest)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (ArrayBufferWriter<byte> tags in _tags!)
        {
            hash.AppendData(tags.WrittenSpan);
        }

        return CryptographicOperations.FixedTimeEquals(hash.GetHashAndReset(), expectedDigest)
            ? null
            : new ParquetFailure(ParquetFailureReason.DigestMismatch) { Column = _column.Name };
    }

    /// <summary>Gives back, zeroed, what no column has taken over.</summary>
    public void Dispose()
    {
        foreach (ColumnSink? part in _parts)
        {
            part?.Dispose();
        }

        _levels.Dispose();
        _sink.Dispose();
    }

    /// <summary>The column of all parts. After all of them, once.</summary>
    public ParquetFailure? TryBuild(out Column? built)
    {
        built = null;
        if (IsSplit && _sink.Join(_parts!) is var reason && reason != ParquetFailureReason.None)
        {
            return new ParquetFailure(reason) { Column = _column.Name };
        }

        Field field = _column.Field!;
        built = _levels is ListLevels lists ? lists.Build(field, _sink.Build(field.Element!)) : _sink.Build(field);
        return null;
    }

    private bool CanBelieve()
    {
        Int128 bytes = 0;
        Int128 rows = 0;
        foreach (ChunkPlace place in _places)
        {
            bytes += place.MetaData.CompressedSize;
            rows += place.RowCount;
        }

        return rows <= Array.MaxLength && rows * _sink.CellBytes <= (bytes * MaxExpansion) + AlwaysBelieved;
    }
}
