using System.Runtime.InteropServices;

namespace EnclaveCleanRoom.Boosting.Bench.Data;

/// <summary>Dictionary columns in a file: for each its name, kind, values and codes, as they lie in memory.</summary>
internal static class TableFile
{
    public static void Write(string path, IReadOnlyList<DictionaryColumn> columns)
    {
        using BinaryWriter writer = new(File.Create(path, 1 << 20));
        writer.Write(columns.Count);
        foreach (DictionaryColumn column in columns)
        {
            writer.Write(column.Name);
            writer.Write(column.IsCategorical);
            writer.Write(column.Values.Length);
            writer.Write(MemoryMarshal.AsBytes(column.Values.AsSpan()));
            writer.Write(column.Narrow.Length);
            writer.Write(column.Narrow);
            writer.Write(column.Wide.Length);
            writer.Write(MemoryMarshal.AsBytes(column.Wide.AsSpan()));
        }
    }

    public static DictionaryColumn[] Read(string path)
    {
        using BinaryReader reader = new(File.OpenRead(path));
        DictionaryColumn[] columns = new DictionaryColumn[reader.ReadInt32()];
        for (int i = 0; i < columns.Length; i++)
        {
            string name = reader.ReadString();
            bool isCategorical = reader.ReadBoolean();
            double[] values = new double[reader.ReadInt32()];
            reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(values.AsSpan()));
            byte[] narrow = new byte[reader.ReadInt32()];
            reader.BaseStream.ReadExactly(narrow);
            ushort[] wide = new ushort[reader.ReadInt32()];
            reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(wide.AsSpan()));
            columns[i] = new DictionaryColumn(name, isCategorical, values, narrow, wide);
        }

        return columns;
    }
}
