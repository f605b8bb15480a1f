using System.Globalization;
using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Queries;
using EnclaveCleanRoom.Agreements.Sql;
using EnclaveCleanRoom.DataOwnerClient.Terminal;
using EnclaveCleanRoom.DifferentialPrivacy;

namespace EnclaveCleanRoom.DataOwnerClient.Asking;

/// <summary>A question in SQL. It is compiled on this machine, and what it was compiled to is shown: that is what is signed.</summary>
internal static class SqlQuestion
{
    private const decimal NanoRhoPerRho = 1_000_000_000;

    /// <exception cref="ClientException">
    /// It does not compile; with the rule that says no, where, the other rules that say no, and the nearest question that would. Or terms for different recipients allow it, none was named, and it is to be asked.
    /// </exception>
    internal static SegmentsQuery Compile(Agreement agreement, PartyId requester, string sql, SqlOptions options)
    {
        SqlAsking asking = Read(options);
        if (!SqlQuery.TryCompile(agreement, requester, sql, asking, out SegmentsQuery? query, out SqlRefusal? refusal))
        {
            string nearest = refusal.Nearest == SqlRefusal.None ? "" : $"\nThe nearest question that would pass:\n  {refusal.Nearest}{Changed(asking, refusal.NearestAsking)}";
            string where = refusal.Position == SqlRefusal.Nowhere ? "" : $"at character {refusal.Position}, ";
            string others = string.Concat(refusal.OtherRules.Select(rule => $"\nAlso: {rule}."));
            throw new ClientException($"No question: {where}{refusal.Rule}.{others}{nearest}");
        }

        StepList.Line("compiled to:");
        StepList.Line(QueryFile.Write(query));
        StepList.Line(Spent(agreement, query));
        foreach (string difference in SqlQuery.Differences(agreement, query))
        {
            StepList.Line($"note: {difference}");
        }

        CheckRecipients(agreement, SqlQuery.FindOtherRecipients(agreement, requester, sql, asking, query), query, options);
        return query;
    }

    /// <summary>Who gets the answer is chosen by whoever asks, and not by the order of the agreement.</summary>
    private static void CheckRecipients(Agreement agreement, IReadOnlyList<SegmentsTerms> others, SegmentsQuery query, SqlOptions options)
    {
        foreach (SegmentsTerms terms in others)
        {
            StepList.Line($"note: the terms '{terms.Id}' allow it too, for {string.Join(", ", terms.Recipients)}");
        }

        if (others.Count > 0 && !options.IsPreview)
        {
            IEnumerable<string> choices = others.Prepend((SegmentsTerms)agreement.FindTerms(query.Terms)!).Select(terms => $"--terms {terms.Id} (for {string.Join(", ", terms.Recipients)})");
            throw ClientException.Usage($"Several terms allow this question, and who gets its answer differs between them. Name those that are meant: {string.Join(", or ", choices)}.");
        }
    }

    /// <exception cref="ClientException">An option is missing, or is no number or name of its kind.</exception>
    internal static SqlAsking Read(SqlOptions options)
    {
        if (!decimal.TryParse(options.Rho, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal rho) || rho <= 0 || rho > 100)
        {
            throw ClientException.Usage("--sql needs --rho, what the question may spend: above 0 and at most 100, such as --rho 0.05.");
        }

        Delta delta = default;
        if (options.Delta is not null && !Delta.TryParse(options.Delta, out delta))
        {
            throw ClientException.Usage($"--delta {options.Delta} is no number from 0 to 1 of at most 18 decimals: what the private choice of groups may spend, such as 1e-7.");
        }

        TermsId terms = default;
        return options.Terms is not null && !TermsId.TryParse(options.Terms, out terms)
            ? throw ClientException.Usage($"--terms {options.Terms} is no name of terms.")
            : new SqlAsking
            {
                NanoRho = (long)(rho * NanoRhoPerRho),
                AttoDelta = options.Delta is null ? null : delta.Atto,
                Terms = options.Terms is null ? null : terms,
            };
    }

    /// <summary>What the query spends and under which terms: both may be those that were not named.</summary>
    internal static string Spent(Agreement agreement, SegmentsQuery query)
    {
        SegmentsTerms terms = (SegmentsTerms)agreement.FindTerms(query.Terms)!;
        string delta = query.AttoDelta == 0 ? "no δ: all groups are public"
            : query.AttoDelta == terms.MaximumAttoDelta ? $"δ = {Delta.FromAtto(query.AttoDelta)}, the most that the terms allow: --delta asks with less"
            : $"δ = {Delta.FromAtto(query.AttoDelta)}";
        return $"asked under the terms '{terms.Id}', for {string.Join(", ", terms.Recipients)}; spends ρ = {Rho.FromNano(query.NanoRho)} and {delta}";
    }

    private static string Changed(SqlAsking asked, SqlAsking nearest)
    {
        string[] changes =
        [
            .. nearest.NanoRho == asked.NanoRho ? (string[])[] : [$"--rho {Rho.FromNano(nearest.NanoRho)}"],
            .. nearest.AttoDelta == asked.AttoDelta || nearest.AttoDelta is not { } delta ? (string[])[] : [$"--delta {Delta.FromAtto(delta)}"],
            .. nearest.Terms == asked.Terms ? (string[])[] : ["no --terms"],
        ];
        return changes.Length == 0 ? "" : $"\n  with {string.Join(", ", changes)}";
    }
}
