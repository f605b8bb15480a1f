using EnclaveCleanRoom.Samples.Audience;

namespace EnclaveCleanRoom.Samples;

/// <summary>
/// Audiences: a publisher's readers and a shop's customers, joined by e-mail address. Who reads about sport, and reads often, is a customer more often than others: what a lookalike audience finds. The
/// readers who are customers already are what a suppression list leaves out.
/// </summary>
public sealed class AudienceTables
{
    private readonly SampleOptions _options;

    /// <summary>Chooses the tables; no row is made before one is written.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number of rows is out of range.</exception>
    public AudienceTables(SampleOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Check();
        _options = options;
    }

    /// <summary>The name of the id column in both tables.</summary>
    public const string IdColumn = "email";

    /// <summary>Writes the publisher's readers as CSV with a header: a row each, <see cref="SampleOptions.Rows"/> in all.</summary>
    public void WriteReaders(TextWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ReadersTable.Write(writer, _options);
    }

    /// <summary>Writes the shop's customers as CSV with a header: those readers who are customers, about one in eight, and a twentieth as many people as there are readers whom the publisher does not know.</summary>
    public void WriteCustomers(TextWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        CustomersTable.Write(writer, _options);
    }
}
