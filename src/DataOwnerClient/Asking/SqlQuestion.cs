using System.Globalization;
using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Queries;
using EnclaveCleanRoom.Agreements.Sql;
using EnclaveCleanRoom.DataOwnerClient.Terminal;

namespace EnclaveCleanRoom.DataOwnerClient.Asking;

/// <summary>A question in SQL. It is compiled on this machine, and what it was compiled to is shown: that is what is signed.</summary>
internal static class SqlQuestion
{
    private const decimal NanoRhoPerRho = 1_000_000_000;

    /// <exception cref="ClientException">It does not compile; with the rule that says no, where, and the nearest question that would.</exception>
    internal static SegmentsQuery Compile(Agreement agreement, PartyId requester, string sql, string? rho)
    {
        if (!decimal.TryParse(rho, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal parsed) || parsed <= 0 || parsed > 100)
        {
            throw ClientException.Usage("--sql needs --rho, what the question may spend: above 0 and at most 100, such as --rho 0.05.");
        }

        if (!SqlQuery.TryCompile(agreement, requester, sql, (long)(parsed * NanoRhoPerRho), out SegmentsQuery? query, out SqlRefusal? refusal))
        {
            string nearest = refusal.Nearest == SqlRefusal.None ? "" : $"\nThe nearest question that would pass:\n  {refusal.Nearest}";
            throw new ClientException($"No question: at character {refusal.Position}, {refusal.Rule}.{nearest}");
        }

        StepList.Line("compiled to:");
        StepList.Line(QueryFile.Write(query));
        return query;
    }
}
