using EnclaveCleanRoom.Attestation;

namespace EnclaveCleanRoom.Agreements;

/// <summary>What makes an amendment consistent with the agreement that it changes. Every rule is run; nothing here looks at signatures or at the present.</summary>
internal static class AmendmentRules
{
    private const int MostMeasurements = 16;
    private const int LongestReason = 4000;

    internal static IReadOnlyList<string> FindProblems(Amendment amendment, Agreement agreement)
    {
        List<string> problems = [];
        void Require(bool holds, string problem)
        {
            if (!holds)
            {
                problems.Add(problem);
            }
        }

        Require(amendment.Format == Amendment.CurrentFormat, $"format is '{amendment.Format}', not '{Amendment.CurrentFormat}'");
        Require(amendment.Reason.Length is >= 1 and <= LongestReason, $"the reason has 1 to {LongestReason} characters");
        Require(amendment.IssuedAt < agreement.Expires, "it is issued when the agreement has ended");
        Require(amendment.HostData.Count is >= 1 and <= MostMeasurements, $"there are 1 to {MostMeasurements} host data values");
        Require(AgreementRules.AreDistinct(amendment.HostData.Select(measurement => measurement.HostData)), "a host data value stands twice");
        foreach (AmendedMeasurement measurement in amendment.HostData)
        {
            Require(measurement.HostData != ReferenceValues.AllowAllHostData, "the policy that allows everything is never accepted");
            Require(
                measurement.Until > amendment.IssuedAt && measurement.Until <= agreement.Expires,
                $"host data {measurement.HostData}: it ends after the amendment is issued, and at the agreement's end at the latest");
        }

        Require(AgreementRules.AreDistinct(amendment.Keys.Select(key => key.Dataset)), "a dataset's key stands twice");
        foreach (AmendedKey key in amendment.Keys)
        {
            Require(agreement.FindDataset(key.Dataset) is not null, $"dataset '{key.Dataset}' is not in the agreement");
            Require(AgreementRules.IsKeyName(key.KeyEncryptionKey), $"dataset '{key.Dataset}': keyEncryptionKey is https://{{vault}}/keys/{{name}}");
        }

        return problems;
    }
}
