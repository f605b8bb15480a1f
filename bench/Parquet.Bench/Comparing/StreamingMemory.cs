using System.Diagnostics;
using EnclaveCleanRoom.Parquet.Bench.Data;

namespace EnclaveCleanRoom.Parquet.Bench.Comparing;

/// <summary>Memory of a write that goes on and on: it must not grow with the file.</summary>
internal static class StreamingMemory
{
    /// <summary>Writes the ads several times over into one encrypted file, row group by row group as they are read.</summary>
    public static void Run(BenchData data, int times)
    {
        string path = data.Encrypted("streamed");
        data.Use(data.Encrypted("ads"), file =>
        {
            string[] names = [.. file.Schema.Select(field => field.Name)];
            using FileStream stream = new(path, FileMode.Create, FileAccess.Write, FileShare.None, 1);
            using ParquetWriter writer = new(stream, file.Schema, new ParquetWriterOptions { Encryption = data.Encryption(file.Schema) });
            for (int time = 1; time <= times; time++)
            {
                for (int group = 0; group < file.RowGroupCount; group++)
                {
                    if (!file.TryReadRowGroup(group, names, out Table? table, out ParquetFailure? failure))
                    {
                        throw new InvalidOperationException($"{failure}");
                    }

                    using (table)
                    {
                        writer.Write(table);
                    }
                }

                using Process self = Process.GetCurrentProcess();
                Console.WriteLine($"{time} x: {stream.Length / 1_000_000} MB written, peak memory {self.PeakWorkingSet64 / 1_000_000} MB");
            }

            writer.Finish();
            return 0;
        });
        File.Delete(path);
    }
}
