using System.Globalization;
using EnclaveCleanRoom.Samples.Randomness;
using EnclaveCleanRoom.Samples.Text;

namespace EnclaveCleanRoom.Samples.Fraud;

/// <summary>Writes the bank's payments.</summary>
internal static class BankTable
{
    private const string Header = "payment_id,customer_phone,paid_at,amount,currency,channel,payee_is_new,is_fraud\n";

    private static readonly string[] s_channels = ["app", "web", "telephone", "branch"];
    private static readonly double[] s_channelEffects = [0, 0.3, 0.9, -0.8];

    public static void Write(TextWriter writer, SampleOptions options)
    {
        writer.Write(Header);
        CsvRows rows = new(writer);
        Xoshiro256 random = new(options.Seed, 0);
        DateTime start = new(2026, 3, 1, 0, 0, 0, DateTimeKind.Utc);
        for (int i = 0; i < options.Rows; i++)
        {
            random.Restart(options.Seed, ((ulong)i << 2) | 2);
            int index = random.NextInt(Customer.Known);
            Customer customer = Customer.At(options.Seed, index, random);
            random.Restart(options.Seed, ((ulong)i << 2) | 3);
            int channel = random.NextInt(s_channels.Length);
            bool newPayee = random.NextChance(0.2);
            double amount = Math.Round(Math.Exp(4 + (1.1 * random.NextNormal())), 2);
            double fraud = Effects.Probability(
                -4.2 + s_channelEffects[channel] + (newPayee ? 0.9 : 0) + (0.3 * (Math.Log(amount) - 4))
                + (customer.SimChanged ? 2.4 : 0) + (customer.Forwards ? 1.0 : 0));
            rows.Add(i + 1)
                .Add(customer.NationalNumber)
                .Add(start.AddSeconds(random.NextInt(30 * 86_400)).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture))
                .Add(amount.ToString("F2", CultureInfo.InvariantCulture))
                .Add("GBP")
                .Add(s_channels[channel])
                .Add(newPayee ? "true" : "false")
                .Add(random.NextChance(fraud) ? 1 : 0)
                .EndRow();
        }

        rows.Flush();
    }
}
