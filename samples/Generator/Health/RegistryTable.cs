using System.Globalization;
using EnclaveCleanRoom.Samples.Randomness;
using EnclaveCleanRoom.Samples.Text;

namespace EnclaveCleanRoom.Samples.Health;

/// <summary>Writes the pharmacy registry: patients from three tenths of the hospital's on, so that seven in ten are shared.</summary>
internal static class RegistryTable
{
    private const string Header = "patient_id,last_dispensed_on,adherence_percent,medicines,pharmacy_region,statin,consent\n";

    private static readonly string[] s_medicines = ["C07AB", "C09AA", "C10AA", "A10BA", "R03AC", "B01AC"];
    private static readonly string[] s_regions = ["north", "east", "south", "west"];

    public static void Write(TextWriter writer, SampleOptions options)
    {
        writer.Write(Header);
        CsvRows rows = new(writer);
        Xoshiro256 random = new(options.Seed, 0);
        DateOnly firstDay = new(2025, 1, 1);
        int first = options.Rows * 3 / 10;
        for (int i = first; i < first + options.Rows; i++)
        {
            Patient patient = Patient.At(options.Seed, i, random);
            random.Restart(options.Seed, ((ulong)i << 2) | 3);
            string one = s_medicines[random.NextInt(s_medicines.Length)];
            string other = s_medicines[random.NextInt(s_medicines.Length)];
            string number = "P-" + patient.Number.ToString(CultureInfo.InvariantCulture);
            rows.Add(random.NextChance(0.1) ? number + ' ' : number)
                .Add(firstDay.AddDays(random.NextInt(365)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))
                .Add(patient.Adherence)
                .Add(one == other ? one : one + '^' + other)
                .Add(s_regions[random.NextInt(s_regions.Length)])
                .Add(one == "C10AA" || other == "C10AA" ? "true" : "false")
                .Add(random.NextChance(0.96) ? 1 : 0)
                .EndRow();
        }

        rows.Flush();
    }
}
