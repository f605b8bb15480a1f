using EnclaveCleanRoom.Samples.Randomness;
using EnclaveCleanRoom.Samples.Text;

namespace EnclaveCleanRoom.Samples.Fraud;

/// <summary>Writes the operator's records, month after month.</summary>
internal static class OperatorTable
{
    private const string Header = "msisdn,month,tenure_months,sim_age_days,call_forwarding,roaming_countries\n";

    private static readonly string[] s_countries = ["FR", "ES", "DE", "PT", "IT", "US"];

    public static void Write(TextWriter writer, SampleOptions options)
    {
        writer.Write(Header);
        CsvRows rows = new(writer);
        Xoshiro256 random = new(options.Seed, 0);
        for (int i = 0; i < options.Rows; i++)
        {
            Customer customer = Customer.At(options.Seed, Customer.FirstOfOperator + (i % Customer.Known), random);
            random.Restart(options.Seed, ((ulong)i << 2) | 2);
            int month = (i / Customer.Known % 12) + 1;
            string roaming = random.NextChance(0.8)
                ? ""
                : s_countries[random.NextInt(3)] + '^' + s_countries[3 + random.NextInt(3)];
            rows.Add(customer.InternationalNumber)
                .Add(month)
                .Add(customer.TenureMonths)
                .Add(customer.SimChanged ? random.NextBetween(0, 9) : random.NextBetween(30, 2000))
                .Add(customer.Forwards ? "true" : "false")
                .Add(roaming)
                .EndRow();
        }

        rows.Flush();
    }
}
