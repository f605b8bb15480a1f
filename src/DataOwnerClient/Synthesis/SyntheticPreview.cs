using System.Globalization;
using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Queries;
using EnclaveCleanRoom.DataOwnerClient.Terminal;

namespace EnclaveCleanRoom.DataOwnerClient.Synthesis;

/// <summary>What can be said of synthetic rows before any data: how far noise reaches, and how long it takes.</summary>
internal static class SyntheticPreview
{
    // As on two processors of the machine that docs/synthetic-data.md measures: pairs of columns, and cells of made rows.
    private const double SecondsPerPairOfColumns = 0.01;
    private const double SecondsPerMadeCell = 5e-8;

    /// <summary>Lines for a terminal.</summary>
    internal static IEnumerable<string> Write(Agreement agreement, SyntheticTerms terms, SyntheticQuery query) => [.. Error(agreement, terms, query), Gate(agreement, terms, query), .. Use(agreement, terms, query), RunTime(terms, query)];

    private static IEnumerable<string> Error(Agreement agreement, SyntheticTerms terms, SyntheticQuery query)
    {
        SyntheticNoise noise = SyntheticNoise.Expected(agreement, terms, query);
        yield return "expected error, in rows that are learned from, whatever the data:";
        foreach (string line in TextTable.Lines(
            ["column", "values", "each count lies within, 95 %", "all its counts together are off by about"],
            noise.Columns.Select(column => new[] { $"{column.Column}", Number(column.Values), $"± {Number(column.HalfWidth)}", Number(column.TotalError) })))
        {
            yield return $"  {line}";
        }

        yield return $"  of two columns together each count lies within ± {Number(noise.PairHalfWidth)} {(query.Dependences == SyntheticDependences.Tree ? "" : "where it is measured first, and less far later; ")}"
            + "dependences that are not measured are not kept, and how much that is, data alone could say";
        yield return FormattableString.Invariant($"  at most {terms.RowsPerPerson:#,0} rows of a person are learned from; {query.Rows:#,0} rows are made, and a share of them has a sampling error of at most {50 / Math.Sqrt(query.Rows):0.00} % points besides");
    }

    // How many people there are is data, so the noise of the gate is said for some numbers of them.
    private static string Gate(Agreement agreement, SyntheticTerms terms, SyntheticQuery query)
    {
        SyntheticNoise noise = SyntheticNoise.Expected(agreement, terms, query);
        string Of(int people)
        {
            (double membership, double singlingOut) = noise.AdvantageDeviations(people);
            return FormattableString.Invariant($"{people:#,0} people it moves them by {membership * 100:0.0} and {singlingOut * 100:0.0}");
        }

        return FormattableString.Invariant(
            $"safety check: rows are held back where attackers gain more than {terms.MaximumAdvantagePermille / 10.0:0.#} % by nearness or {terms.MaximumSinglingOutPermille / 10.0:0.#} % by singling out, by figures with noise; of {Of(1_000)} % points (deviations), of {Of(10_000)}, of {Of(100_000)}");
    }

    private static IEnumerable<string> Use(Agreement agreement, SyntheticTerms terms, SyntheticQuery query)
    {
        foreach (ColumnReference label in query.Utility)
        {
            double halfWidth = SyntheticNoise.Expected(agreement, terms, query).UtilityHalfWidth;
            yield return $"predicting {label}: models are measured on a tenth of the people, whose rows are counted by score within ± {Number(halfWidth)} each; where positive rows are not many times that, their AUC says little";
        }
    }

    private static string RunTime(SyntheticTerms terms, SyntheticQuery query)
    {
        if (terms.AnswerAfterSeconds != QueryTerms.AsSoonAsComputed)
        {
            return FormattableString.Invariant($"run time: the answer leaves {terms.AnswerAfterSeconds:#,0} s after the spend, whatever the data");
        }

        int columns = query.Columns.Count;
        double seconds = (SecondsPerPairOfColumns * columns * (columns - 1) / 2) + (SecondsPerMadeCell * columns * query.Rows);
        return FormattableString.Invariant($"run time: about {Math.Max(1, Math.Ceiling(seconds)):#,0} s on two processors once the tables are open; it leaves when it is computed, as the terms allow");
    }

    private static string Number(double value) => Math.Ceiling(value).ToString("#,0", CultureInfo.InvariantCulture);
}
