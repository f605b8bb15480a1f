using EnclaveCleanRoom.Samples.Fraud;

namespace EnclaveCleanRoom.Samples;

/// <summary>
/// Fraud detection: a bank's card-free payments (was it fraud?) and a telephone operator's records, joined by telephone
/// number. A SIM card changed days before a payment is the strongest sign, and only the operator sees it.
/// </summary>
/// <remarks>
/// Numbers are of the United Kingdom's range for drama use (07700 900000 to 900999), written nationally by the bank and
/// internationally by the operator: the agreement's id rules bring them together.
/// </remarks>
public sealed class FraudTables
{
    private readonly SampleOptions _options;

    /// <summary>Chooses the tables; no row is made before one is written.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number of rows is out of range.</exception>
    public FraudTables(SampleOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Check();
        _options = options;
    }

    /// <summary>The name of the bank's id column.</summary>
    public const string BankIdColumn = "customer_phone";

    /// <summary>The name of the operator's id column.</summary>
    public const string OperatorIdColumn = "msisdn";

    /// <summary>The name of the bank's label column, 0 or 1.</summary>
    public const string LabelColumn = "is_fraud";

    /// <summary>Writes the bank's payments as CSV with a header: <see cref="SampleOptions.Rows"/> rows of at most 800 customers.</summary>
    public void WriteBank(TextWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        BankTable.Write(writer, _options);
    }

    /// <summary>Writes the operator's records as CSV with a header: one row a subscriber and month, of 800 subscribers.</summary>
    public void WriteOperator(TextWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        OperatorTable.Write(writer, _options);
    }
}
