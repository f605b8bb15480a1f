using System.Globalization;
using EnclaveCleanRoom.Samples.Randomness;
using EnclaveCleanRoom.Samples.Text;

namespace EnclaveCleanRoom.Samples.Health;

/// <summary>Writes the hospital's admissions: the patients 0 … rows − 1.</summary>
internal static class HospitalTable
{
    private const string Header =
        "patient_id,admitted_on,ward,age,sex,bmi,systolic_bp,smoker,diagnoses,research_consent,readmitted_30d\n";

    private static readonly string[] s_wards = ["cardiology", "surgery", "general", "oncology", "respiratory"];
    private static readonly string[] s_diagnoses = ["I10", "I25", "I50", "E11", "J44", "N18", "C50", "F32"];

    public static void Write(TextWriter writer, SampleOptions options)
    {
        writer.Write(Header);
        CsvRows rows = new(writer);
        Xoshiro256 random = new(options.Seed, 0);
        DateOnly firstDay = new(2025, 1, 1);
        for (int i = 0; i < options.Rows; i++)
        {
            Patient patient = Patient.At(options.Seed, i, random);
            random.Restart(options.Seed, ((ulong)i << 2) | 2);
            string first = s_diagnoses[random.NextInt(s_diagnoses.Length)];
            string second = s_diagnoses[random.NextInt(s_diagnoses.Length)];
            string number = "P-" + patient.Number.ToString(CultureInfo.InvariantCulture);
            double consent = random.NextUnit();
            rows.Add(random.NextChance(0.1) ? ' ' + number : random.NextChance(0.1) ? number.ToLowerInvariant() : number)
                .Add(firstDay.AddDays(random.NextInt(365)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))
                .Add(s_wards[random.NextInt(s_wards.Length)])
                .Add(patient.Age)
                .Add(random.NextChance(0.51) ? "female" : "male")
                .Add(patient.BodyMass.ToString("F1", CultureInfo.InvariantCulture))
                .Add(patient.Pressure)
                .Add(patient.Smokes ? "yes" : "no")
                .Add(first == second ? first : first + '^' + second)
                .Add(consent < 0.93 ? "yes" : consent < 0.98 ? "no" : "")
                .Add(random.NextChance(patient.Readmission) ? 1 : 0)
                .EndRow();
        }

        rows.Flush();
    }
}
