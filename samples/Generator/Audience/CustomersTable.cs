using System.Globalization;
using EnclaveCleanRoom.Samples.Randomness;
using EnclaveCleanRoom.Samples.Text;

namespace EnclaveCleanRoom.Samples.Audience;

/// <summary>Writes the shop's customers. Every fifth address is written in capitals, as some people write theirs: the agreement's id rules bring both together.</summary>
internal static class CustomersTable
{
    private const int StrangersPerReader = 20;

    public static void Write(TextWriter writer, SampleOptions options)
    {
        writer.Write("email,since\n");
        CsvRows rows = new(writer);
        Xoshiro256 random = new(options.Seed, 0);
        for (int i = 0; i < options.Rows; i++)
        {
            Reader reader = Reader.At(options.Seed, i, random);
            if (reader.IsCustomer)
            {
                rows.Add(i % 5 == 0 ? reader.Address.ToUpperInvariant() : reader.Address).Add(random.NextBetween(2015, 2026)).EndRow();
            }
        }

        for (int i = 0; i < options.Rows / StrangersPerReader; i++)
        {
            rows.Add(string.Create(CultureInfo.InvariantCulture, $"shopper{i}@example.com")).Add(random.NextBetween(2015, 2026)).EndRow();
        }

        rows.Flush();
    }
}
