using System.Diagnostics.CodeAnalysis;
using EnclaveCleanRoom.Parquet.Encryption;
using EnclaveCleanRoom.Parquet.Metadata;
using EnclaveCleanRoom.Parquet.Reading;

namespace EnclaveCleanRoom.Parquet;

/// <summary>
/// An open Parquet file: its footer is parsed and, where the file is protected, authenticated. Columns are read,
/// decrypted and decoded only when they are asked for.
/// </summary>
/// <remarks>The stream stays the caller's and must stay open and unchanged. Reads may run at the same time.</remarks>
public sealed class ParquetFile
{
    private readonly OpenFile _file;
    private readonly Dictionary<string, FileColumn> _columns;

    private ParquetFile(OpenFile file, FooterTail tail, IReadOnlyList<FileColumn> columns)
    {
        _file = file;
        Columns = columns;
        FooterDigest = tail.Digest;
        _columns = columns.ToDictionary(column => column.Path, StringComparer.Ordinal);
        foreach (FileColumn column in columns)
        {
            _columns.TryAdd(column.Name, column);
        }

        Schema = new Schema(columns.Where(column => column.Field is not null).Select(column => column.Field!));
    }

    /// <summary>The columns that can be read, in file order.</summary>
    public Schema Schema { get; }

    /// <summary>All columns of the file, those that cannot be read too, each with the reason.</summary>
    public IReadOnlyList<FileColumn> Columns { get; }

    /// <summary>The number of rows.</summary>
    public long RowCount => _file.Footer.RowCount;

    /// <summary>The number of row groups.</summary>
    public int RowGroupCount => _file.Footer.RowGroups.Count;

    /// <summary>Who wrote the file, as it says; null when it does not.</summary>
    public string? CreatedBy => _file.Footer.CreatedBy;

    /// <summary>What the writer tells its readers beside the columns, in file order; keys may repeat, values may be absent.</summary>
    public IReadOnlyList<KeyValuePair<string, string?>> KeyValueMetadata =>
        [.. _file.Footer.KeyValues.Select(pair => new KeyValuePair<string, string?>(pair.Key, pair.Value))];

    /// <summary>SHA-256 (32 bytes) of everything from the footer's first byte to the end of the file: the bytes that this object was made of.</summary>
    public ReadOnlyMemory<byte> FooterDigest { get; }

    internal long DecodedPages => _file.DecodedPages;

    internal OpenFile Open => _file;

    /// <summary>Opens a file.</summary>
    /// <param name="stream">Readable and seekable; stays the caller's.</param>
    /// <param name="options">What is accepted, and the keys.</param>
    /// <param name="file">The open file.</param>
    /// <param name="failure">Why it was refused.</param>
    /// <returns>False when the file is refused.</returns>
    public static bool TryOpen(
        Stream stream,
        ParquetReaderOptions options,
        [NotNullWhen(true)] out ParquetFile? file,
        [NotNullWhen(false)] out ParquetFailure? failure)
    {
        ArgumentNullException.ThrowIfNull(options);
        IByteSource source = StreamSource.Of(stream);
        file = null;
        failure = FooterTail.TryRead(source, options.MaxFooterBytes, out FooterTail? tail) ?? TryOpen(source, tail!, options, out file);
        return file is not null;
    }

    /// <summary>Opens a file whose plain end was read and checked before; exactly those bytes are used.</summary>
    /// <param name="stream">Readable and seekable; stays the caller's.</param>
    /// <param name="footer">What <see cref="EncryptedFooter.TryRead"/> gave for the same stream.</param>
    /// <param name="options">What is accepted, and the keys.</param>
    /// <param name="file">The open file.</param>
    /// <param name="failure">Why it was refused.</param>
    /// <returns>False when the file is refused.</returns>
    public static bool TryOpen(
        Stream stream,
        EncryptedFooter footer,
        ParquetReaderOptions options,
        [NotNullWhen(true)] out ParquetFile? file,
        [NotNullWhen(false)] out ParquetFailure? failure)
    {
        ArgumentNullException.ThrowIfNull(footer);
        ArgumentNullException.ThrowIfNull(options);
        failure = TryOpen(StreamSource.Of(stream), footer.Tail, options, out file);
        return file is not null;
    }

    /// <summary>Names the key of a column: what the file gives for its key service; null when the column is not encrypted.</summary>
    /// <param name="path">The column's path.</param>
    /// <exception cref="ArgumentException">The file has no such column.</exception>
    /// <remarks>The key of the file's first row group. When the column has no key of its own it is the footer's.</remarks>
    public ReadOnlyMemory<byte>? KeyMetadataOf(string path)
    {
        FileColumn column = _columns.GetValueOrDefault(path) ?? throw new ArgumentException($"There is no column '{path}'.", nameof(path));
        ColumnCryptoMetaData? crypto = RowGroupCount == 0 ? null : _file.Footer.RowGroups[0].Columns[column.Ordinal].Crypto;
        if (crypto is null)
        {
            return null;
        }

        return crypto.HasOwnKey ? crypto.KeyMetadata : _file.FooterKeyMetadata;
    }

    /// <summary>The name of a column's key for people: the master key of its key material, or the key metadata itself; null when
    /// the column is not encrypted.</summary>
    /// <param name="path">The column's path or name.</param>
    /// <exception cref="ArgumentException">The file has no such column.</exception>
    public string? KeyIdOf(string path) => KeyMetadataOf(path) is { } metadata ? KeyName.OfKey(metadata.Span) : null;

    /// <summary>Where a column's pages lie, so that of a file which is somewhere else nothing but what is needed has to be fetched.</summary>
    /// <param name="path">The column's path or name.</param>
    /// <param name="ranges">One range for each row group, all of them within the file. Reading the column whole reads these bytes and no others.</param>
    /// <param name="failure">Why they cannot be told: the column's key is missing, or what the file says of it does not hold.</param>
    /// <exception cref="ArgumentException">The file has no such column.</exception>
    public bool TryFindRanges(string path, out IReadOnlyList<FileRange> ranges, [NotNullWhen(false)] out ParquetFailure? failure)
    {
        FileColumn column = _columns.GetValueOrDefault(path) ?? throw new ArgumentException($"There is no column '{path}'.", nameof(path));
        failure = new ChunkLocator(_file, column).TryFind(AllRowGroups(), out ChunkPlace[] places);
        ranges = failure is null ? [.. places.Select(place => new FileRange(place.MetaData.Start, place.MetaData.CompressedSize))] : [];
        return failure is null;
    }

    /// <summary>Reads the columns named <paramref name="names"/>, and no other, in that order.</summary>
    /// <returns>False with the first failure in the order of the names.</returns>
    /// <exception cref="ArgumentException">No column is named, or one twice.</exception>
    public bool TryReadColumns(
        IReadOnlyList<string> names,
        [NotNullWhen(true)] out Table? table,
        [NotNullWhen(false)] out ParquetFailure? failure) => TryRead(names, AllRowGroups(), null, out table, out failure);

    /// <summary>Reads the rows of one row group alone, so that memory need not grow with the file.</summary>
    /// <param name="rowGroup">From 0 to <see cref="RowGroupCount"/> - 1.</param>
    /// <param name="names">The columns, in the order wanted.</param>
    /// <param name="table">The columns.</param>
    /// <param name="failure">The first failure in the order of the names.</param>
    /// <returns>False when a column is refused.</returns>
    /// <exception cref="ArgumentException">No column is named, or one twice, or there is no such row group.</exception>
    public bool TryReadRowGroup(
        int rowGroup,
        IReadOnlyList<string> names,
        [NotNullWhen(true)] out Table? table,
        [NotNullWhen(false)] out ParquetFailure? failure)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)rowGroup, (uint)RowGroupCount, nameof(rowGroup));
        return TryRead(names, [rowGroup], null, out table, out failure);
    }

    /// <summary>Reads the wanted rows of one row group. Pages that cannot hold one, as far as the file says, are neither read nor decrypted.</summary>
    /// <param name="rowGroup">From 0 to <see cref="RowGroupCount"/> - 1.</param>
    /// <param name="names">The columns, in the order wanted; the filter's need not be among them.</param>
    /// <param name="filter">Which rows are wanted.</param>
    /// <param name="table">The wanted rows; none where the row group holds none.</param>
    /// <param name="failure">The first failure.</param>
    /// <returns>False when a column is refused, or the filter's column is not of the filter's type (<see cref="ParquetFailureReason.Unsupported"/>).</returns>
    /// <exception cref="ArgumentException">No column is named, or one twice, or there is no such row group.</exception>
    public bool TryReadRowGroup(
        int rowGroup,
        IReadOnlyList<string> names,
        RowFilter filter,
        [NotNullWhen(true)] out Table? table,
        [NotNullWhen(false)] out ParquetFailure? failure)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)rowGroup, (uint)RowGroupCount, nameof(rowGroup));
        ArgumentNullException.ThrowIfNull(filter);
        CheckArguments(names, null);
        Column[] read = [];
        failure = _file.Footer.RowGroups[rowGroup].RowCount > Array.MaxLength ? new ParquetFailure(ParquetFailureReason.TooLarge) : null;
        FileColumn[] deciding = [];
        failure ??= Find([filter.Column], out deciding);
        if (failure is null && !filter.Fits(deciding[0].Field!.Type))
        {
            failure = new ParquetFailure(ParquetFailureReason.Unsupported, "the filter is for another type") { Column = filter.Column };
        }

        failure ??= Find(names, out FileColumn[] columns) ?? new FilteredRead(_file, rowGroup, filter).Run(deciding[0], columns, out read);
        table = failure is null ? new Table(read) : null;
        return failure is null;
    }

    /// <summary>Reads the columns named, and refuses a column whose modules are not those that were promised.</summary>
    /// <param name="names">The columns, in the order wanted.</param>
    /// <param name="expectedDigests">For each column named, SHA-256 over the GCM tags of its pages, as <see cref="WrittenFile.ColumnDigests"/> gave it.</param>
    /// <param name="table">The columns.</param>
    /// <param name="failure">The first failure in the order of the names.</param>
    /// <returns>False when a column is refused.</returns>
    /// <exception cref="ArgumentException">No column is named, or one twice, or one has no expected digest.</exception>
    public bool TryReadColumns(
        IReadOnlyList<string> names,
        IReadOnlyDictionary<string, ReadOnlyMemory<byte>> expectedDigests,
        [NotNullWhen(true)] out Table? table,
        [NotNullWhen(false)] out ParquetFailure? failure)
    {
        ArgumentNullException.ThrowIfNull(expectedDigests);
        return TryRead(names, AllRowGroups(), expectedDigests, out table, out failure);
    }

    private static ParquetFailure? TryOpen(IByteSource source, FooterTail tail, ParquetReaderOptions options, out ParquetFile? file)
    {
        file = null;
        ParquetFailure? failure = FooterOpener.TryOpen(tail, options, out FileMetaData? footer, out FileKeys? keys);
        if (failure is not null)
        {
            return failure;
        }

        failure = SchemaTree.TryFlatten(footer!.Schema, out IReadOnlyList<FileColumn> columns);
        failure ??= CheckRowGroups(footer, columns.Count);
        if (failure is null)
        {
            OpenFile open = new(source, footer, keys, tail.KeyMetadata, tail.Algorithm?.IsCtr ?? false, options);
            file = new ParquetFile(open, tail, columns);
        }

        return failure;
    }

    private static ParquetFailure? CheckRowGroups(FileMetaData footer, int columns)
    {
        Int128 rows = 0;
        foreach (RowGroup group in footer.RowGroups)
        {
            if (group.Columns.Count != columns)
            {
                return new ParquetFailure(ParquetFailureReason.MalformedFooter, "a row group has not one chunk a column");
            }

            rows += group.RowCount;
        }

        if (rows != footer.RowCount)
        {
            return new ParquetFailure(ParquetFailureReason.ValueCountMismatch, "the row groups have not the rows of the file");
        }

        // Modules are bound to 16-bit ordinals: beyond them two modules would be bound to the same place.
        bool isNumbered = footer.RowGroups.Count <= short.MaxValue + 1 && columns <= short.MaxValue + 1;
        bool isEncrypted = footer.RowGroups.Any(group => group.Columns.Any(chunk => chunk.Crypto is not null));
        return isNumbered || !isEncrypted
            ? null
            : new ParquetFailure(ParquetFailureReason.MalformedFooter, "more row groups or columns than can be numbered");
    }

    private int[] AllRowGroups() => [.. Enumerable.Range(0, RowGroupCount)];

    private bool TryRead(
        IReadOnlyList<string> names,
        int[] rowGroups,
        IReadOnlyDictionary<string, ReadOnlyMemory<byte>>? expectedDigests,
        out Table? table,
        out ParquetFailure? failure)
    {
        CheckArguments(names, expectedDigests);
        table = null;
        Column[] read = [];
        if (rowGroups.Sum(group => (decimal)_file.Footer.RowGroups[group].RowCount) is var rows && rows > Array.MaxLength)
        {
            failure = new ParquetFailure(ParquetFailureReason.TooLarge, $"{rows} rows");
            return false;
        }

        failure = Find(names, out FileColumn[] columns)
            ?? new ReadPlan(_file, columns, rowGroups, expectedDigests is null ? null : [.. names.Select(name => expectedDigests[name])]).Run(out read);
        table = failure is null ? new Table(read) : null;
        return failure is null;
    }

    private static void CheckArguments(IReadOnlyList<string> names, IReadOnlyDictionary<string, ReadOnlyMemory<byte>>? expectedDigests)
    {
        ArgumentNullException.ThrowIfNull(names);
        if (names.Count == 0 || names.Distinct(StringComparer.Ordinal).Count() != names.Count)
        {
            throw new ArgumentException("Name at least one column, and none twice.", nameof(names));
        }

        if (expectedDigests is not null && names.FirstOrDefault(name => !expectedDigests.ContainsKey(name)) is { } missing)
        {
            throw new ArgumentException($"No digest is expected of '{missing}'.", nameof(expectedDigests));
        }
    }

    private ParquetFailure? Find(IReadOnlyList<string> names, out FileColumn[] columns)
    {
        columns = new FileColumn[names.Count];
        for (int i = 0; i < columns.Length; i++)
        {
            if (!_columns.TryGetValue(names[i], out FileColumn? column))
            {
                return new ParquetFailure(ParquetFailureReason.NoSuchColumn) { Column = KeyName.Printable(System.Text.Encoding.UTF8.GetBytes(names[i])) };
            }

            if (column.Refusal is not null)
            {
                return new ParquetFailure(ParquetFailureReason.Unsupported, column.Refusal) { Column = names[i] };
            }

            columns[i] = column;
        }

        return null;
    }
}
