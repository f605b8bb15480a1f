using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using EnclaveCleanRoom.Attestation;

namespace EnclaveCleanRoom.Agreements.Answers;

/// <summary>Writes and reads the codes of <see cref="SyntheticValues"/>.</summary>
public static class SyntheticCodes
{
    private const int MostOfOneByte = 256;

    /// <summary>The text of codes.</summary>
    /// <param name="codes">A code a row, each below <paramref name="values"/>.</param>
    /// <param name="values">How many values there are, 1 to 65,536.</param>
    public static string Write(ReadOnlySpan<ushort> codes, int values)
    {
        bool isNarrow = values <= MostOfOneByte;
        byte[] bytes = new byte[codes.Length * (isNarrow ? 1 : sizeof(ushort))];
        for (int row = 0; row < codes.Length; row++)
        {
            if (isNarrow)
            {
                bytes[row] = (byte)codes[row];
            }
            else
            {
                BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(row * sizeof(ushort)), codes[row]);
            }
        }

        return Base64UrlText.Encode(bytes);
    }

    /// <summary>Reads the codes of a column; <see langword="false"/> where the text holds another number of rows, or a code that means no value.</summary>
    /// <param name="column">The column.</param>
    /// <param name="rows">How many rows there are.</param>
    /// <param name="codes">A code a row.</param>
    public static bool TryRead(SyntheticValues column, int rows, [NotNullWhen(true)] out ushort[]? codes)
    {
        ArgumentNullException.ThrowIfNull(column);
        codes = null;
        int width = column.Values.Count <= MostOfOneByte ? 1 : sizeof(ushort);
        if (rows < 0 || !Base64UrlText.TryDecode(column.Codes, out byte[]? bytes) || bytes.Length != (long)rows * width)
        {
            return false;
        }

        ushort[] read = new ushort[rows];
        for (int row = 0; row < rows; row++)
        {
            read[row] = width == 1 ? bytes[row] : BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(row * sizeof(ushort)));
            if (read[row] >= column.Values.Count)
            {
                return false;
            }
        }

        codes = read;
        return true;
    }
}
