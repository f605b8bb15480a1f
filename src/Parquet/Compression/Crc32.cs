namespace EnclaveCleanRoom.Parquet.Compression;

/// <summary>CRC-32 as gzip and Parquet use it (polynomial 0x04C11DB7, reflected), eight bytes a step.</summary>
internal static class Crc32
{
    private const uint Reflected = 0xEDB88320;
    private static readonly uint[] s_tables = MakeTables();

    public static uint Compute(ReadOnlySpan<byte> bytes)
    {
        ReadOnlySpan<uint> t = s_tables;
        uint crc = uint.MaxValue;
        while (bytes.Length >= 8)
        {
            uint low = BitConverter.ToUInt32(bytes) ^ crc;
            uint high = BitConverter.ToUInt32(bytes[4..]);
            crc = t[(7 * 256) + (int)(low & 0xFF)] ^ t[(6 * 256) + (int)((low >> 8) & 0xFF)]
                ^ t[(5 * 256) + (int)((low >> 16) & 0xFF)] ^ t[(4 * 256) + (int)(low >> 24)]
                ^ t[(3 * 256) + (int)(high & 0xFF)] ^ t[(2 * 256) + (int)((high >> 8) & 0xFF)]
                ^ t[256 + (int)((high >> 16) & 0xFF)] ^ t[(int)(high >> 24)];
            bytes = bytes[8..];
        }

        foreach (byte next in bytes)
        {
            crc = t[(int)((crc ^ next) & 0xFF)] ^ (crc >> 8);
        }

        return ~crc;
    }

    /// <summary>Table k holds the remainder of a byte followed by k zero bytes.</summary>
    private static uint[] MakeTables()
    {
        uint[] tables = new uint[8 * 256];
        for (uint i = 0; i < 256; i++)
        {
            uint crc = i;
            for (int bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) != 0 ? (crc >> 1) ^ Reflected : crc >> 1;
            }

            tables[i] = crc;
        }

        for (int k = 1; k < 8; k++)
        {
            for (int i = 0; i < 256; i++)
            {
                uint before = tables[((k - 1) * 256) + i];
                tables[(k * 256) + i] = (before >> 8) ^ tables[before & 0xFF];
            }
        }

        return tables;
    }
}
