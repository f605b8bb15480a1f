using EnclaveCleanRoom.Samples.Randomness;
using EnclaveCleanRoom.Samples.Text;

namespace EnclaveCleanRoom.Samples.Audience;

/// <summary>Writes the publisher's readers.</summary>
internal static class ReadersTable
{
    public static void Write(TextWriter writer, SampleOptions options)
    {
        writer.Write("email,section,device,visits\n");
        CsvRows rows = new(writer);
        Xoshiro256 random = new(options.Seed, 0);
        for (int i = 0; i < options.Rows; i++)
        {
            Reader reader = Reader.At(options.Seed, i, random);
            rows.Add(reader.Address).Add(reader.Section).Add(reader.Device).Add(reader.Visits).EndRow();
        }

        rows.Flush();
    }
}
