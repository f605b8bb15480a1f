using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace EnclaveCleanRoom.Agreements.Arrays;

/// <summary>
/// What stands before the numbers of an array in NumPy's file format NPY, version 1.0, in the one profile that rooms speak: floating-point numbers of 32 or 64 bits, little-endian, row after row, in one
/// dimension or two.
/// </summary>
/// <param name="NumberSize">Bytes of a number: 4 or 8.</param>
/// <param name="Rows">How many rows there are, at least 0.</param>
/// <param name="Columns">How many numbers a row has, at least 0; <see langword="null"/> for an array of one dimension, whose rows are numbers.</param>
/// <remarks>Source: NumPy Enhancement Proposal 1, "A simple file format for NumPy arrays". What <c>numpy.save</c> writes is read in just the spelling in which it writes it.</remarks>
public readonly partial record struct NpyHeader(int NumberSize, int Rows, int? Columns)
{
    /// <summary>Bytes of a header that <see cref="Write"/> writes; a multiple of 64, so that the numbers are aligned.</summary>
    public const int Size = 128;

    private const int Prefix = 10;

    private static ReadOnlySpan<byte> Magic => [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y', 1, 0];

    /// <summary>Bytes of the numbers.</summary>
    public long DataLength => (long)Rows * (Columns ?? 1) * NumberSize;

    /// <summary>Reads the header of a whole file.</summary>
    /// <param name="file">Bytes from anywhere.</param>
    /// <param name="header">The header.</param>
    /// <param name="offset">Where the numbers begin; they reach to the file's end.</param>
    /// <returns>False when it is no such array, or has another length than its header says.</returns>
    public static bool TryRead(ReadOnlySpan<byte> file, out NpyHeader header, out int offset)
    {
        (header, offset) = (default, 0);
        if (file.Length < Prefix || !file.StartsWith(Magic))
        {
            return false;
        }

        offset = Prefix + BinaryPrimitives.ReadUInt16LittleEndian(file[Magic.Length..]);
        if (offset > file.Length)
        {
            return false;
        }

        Match match = Dictionary().Match(Encoding.Latin1.GetString(file[Prefix..offset]));
        if (!match.Success
            || !int.TryParse(match.Groups["rows"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out int rows)
            || !TryReadColumns(match.Groups["columns"], out int? columns))
        {
            return false;
        }

        header = new NpyHeader(match.Groups["size"].ValueSpan[0] - '0', rows, columns);

        // Neither factor exceeds 32 bits, and the size adds three.
        return header.Rows == 0 || (header.Columns ?? 1) <= (file.Length - offset) / header.NumberSize / header.Rows
            ? header.DataLength == file.Length - offset
            : false;
    }

    /// <summary>Writes the header.</summary>
    /// <param name="destination">At least <see cref="Size"/> bytes, of which so many are written.</param>
    /// <exception cref="ArgumentException">It is too short.</exception>
    public void Write(Span<byte> destination)
    {
        if (destination.Length < Size)
        {
            throw new ArgumentException($"A header has {Size} bytes.", nameof(destination));
        }

        Magic.CopyTo(destination);
        BinaryPrimitives.WriteUInt16LittleEndian(destination[Magic.Length..], Size - Prefix);
        string shape = Columns is { } columns ? string.Create(CultureInfo.InvariantCulture, $"({Rows}, {columns})") : string.Create(CultureInfo.InvariantCulture, $"({Rows},)");
        string text = $"{{'descr': '<f{NumberSize}', 'fortran_order': False, 'shape': {shape}, }}";
        destination[Prefix..(Size - 1)].Fill((byte)' ');
        Encoding.ASCII.GetBytes(text, destination[Prefix..]);
        destination[Size - 1] = (byte)'\n';
    }

    private static bool TryReadColumns(Group group, out int? columns)
    {
        bool isRead = int.TryParse(group.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out int count);
        columns = group.Success ? count : null;
        return isRead || !group.Success;
    }

    // Nothing of it can be read in two ways. Without a time of its own, what is generated would ask the process for one.
    [GeneratedRegex(@"\A\{'descr': '<f(?<size>[48])', 'fortran_order': False, 'shape': \((?<rows>[0-9]{1,10}),(?: (?<columns>[0-9]{1,10}))?\), \} *\n\z", RegexOptions.CultureInvariant, Timeout.Infinite)]
    private static partial Regex Dictionary();
}
