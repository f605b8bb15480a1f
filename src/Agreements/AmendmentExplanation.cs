using System.Globalization;
using System.Text;
using EnclaveCleanRoom.Attestation;

namespace EnclaveCleanRoom.Agreements;

/// <summary>Puts an amendment into plain words, for the person who is to sign it.</summary>
public static class AmendmentExplanation
{
    /// <summary>Explains every change.</summary>
    /// <param name="amendment">The amendment.</param>
    /// <param name="before">What it changes: the agreement with every amendment before.</param>
    /// <returns>Plain text, lines of any length, ending with a line feed.</returns>
    public static string Write(Amendment amendment, SignedAgreement before)
    {
        ArgumentNullException.ThrowIfNull(amendment);
        ArgumentNullException.ThrowIfNull(before);
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"Amendment {amendment.Sequence} of \"{before.Agreement.Title}\", agreement {before.Hash}\n\n");
        text.Append(CultureInfo.InvariantCulture, $"Reason: {amendment.Reason}\n");
        text.Append(CultureInfo.InvariantCulture, $"It holds from {Moment(amendment.IssuedAt)} UTC.\n\nWhere the data is opened\n");
        foreach (AmendedMeasurement measurement in amendment.HostData)
        {
            text.Append(CultureInfo.InvariantCulture, $"  {Standing(measurement, before)} {measurement.HostData}: {Ending(measurement, before)}\n");
        }

        foreach (Digest256 dropped in before.Agreement.Enclave.HostData.Except(amendment.HostData.Select(measurement => measurement.HostData)))
        {
            text.Append(CultureInfo.InvariantCulture, $"  ENDS NOW {dropped}: nothing that measures so is believed any more. What is granted to it and not closed before stays spent.\n");
        }

        text.Append("  It is still believed by\n");
        foreach (string anchor in TrustReview.Describe(before.Agreement.Enclave))
        {
            text.Append(CultureInfo.InvariantCulture, $"  - {anchor}\n");
        }

        foreach (string warning in TrustReview.Warnings(before.Agreement))
        {
            text.Append(CultureInfo.InvariantCulture, $"  WARNING: {warning}.\n");
        }

        text.Append("\nKeys\n");
        foreach (AmendedKey key in amendment.Keys)
        {
            text.Append(CultureInfo.InvariantCulture, $"  {key.Dataset}: its keys are wrapped under {key.KeyEncryptionKey} from now on; its owner makes that key and wraps them anew\n");
        }

        foreach (string warning in TrustReview.Warnings(before.Agreement.Enclave, amendment.Keys.Select(key => (key.Dataset, key.KeyEncryptionKey))))
        {
            text.Append(CultureInfo.InvariantCulture, $"  WARNING: {warning}.\n");
        }

        text.Append(amendment.Keys.Count > 0 ? "" : "  No key gets another name. Keys whose release policy can be changed get a new version.\n");
        text.Append("\nNothing else changes: parties, data, questions, budgets and end are those of the agreement. What was spent stays spent.\n");
        return text.ToString();
    }

    private static string Standing(AmendedMeasurement measurement, SignedAgreement before) =>
        before.Agreement.Enclave.HostData.Contains(measurement.HostData) ? "STAYS" : "NEW";

    private static string Ending(AmendedMeasurement measurement, SignedAgreement before) => measurement.Until == before.Agreement.Expires
        ? "may run until the agreement ends"
        : $"may run until {Moment(measurement.Until)} UTC; close what you granted to it before";

    private static string Moment(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
}
