using EnclaveCleanRoom.Samples.Health;

namespace EnclaveCleanRoom.Samples;

/// <summary>
/// A health study: a hospital's admissions (was the patient back within 30 days?) and a pharmacy registry's dispensing
/// records, one row a patient each, about seven patients in ten in both. Taking the medicines as prescribed, which only the registry
/// knows, halves the risk; so only the join shows it. Some patients have withdrawn or never given their consent to research.
/// </summary>
/// <remarks>Patient numbers are written carelessly (spaces, letter case) on purpose: the agreement's id rules mend them.</remarks>
public sealed class HealthTables
{
    private readonly SampleOptions _options;

    /// <summary>Chooses the tables; no row is made before one is written.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number of rows is out of range.</exception>
    public HealthTables(SampleOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Check();
        _options = options;
    }

    /// <summary>The name of the id column in both tables.</summary>
    public const string IdColumn = "patient_id";

    /// <summary>The name of the hospital's label column, 0 or 1.</summary>
    public const string LabelColumn = "readmitted_30d";

    /// <summary>Writes the hospital's table as CSV with a header.</summary>
    public void WriteHospital(TextWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        HospitalTable.Write(writer, _options);
    }

    /// <summary>Writes the registry's table as CSV with a header.</summary>
    public void WriteRegistry(TextWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        RegistryTable.Write(writer, _options);
    }
}
