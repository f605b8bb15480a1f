using System.Globalization;

namespace EnclaveCleanRoom.DataOwnerClient.Ingestion;

/// <summary>The report as plain lines for its owner's terminal.</summary>
internal static class IngestionReportText
{
    /// <summary>The lines, without line ends: counts first, then the bad rows that are listed.</summary>
    public static IEnumerable<string> Lines(IngestionReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        yield return Line($"{report.RowsRead:#,0} rows read ({report.Dialect?.ToString() ?? "Parquet"}), {report.RowsKept:#,0} kept");
        yield return Line($"identifiers: {report.DistinctIds:#,0} different, {report.RepeatedRows:#,0} rows repeat one, {report.IdsNormalised:#,0} normalised, {report.RejectedIds:#,0} rejected, {report.NullIds:#,0} absent");
        yield return Line($"not permitted: {report.WithdrawnByConsent:#,0} by consent, {report.OtherPurpose:#,0} by purpose, {report.OtherJurisdiction:#,0} by jurisdiction");
        yield return Line($"bad rows: {report.BadRows:#,0} ({report.BadShare * 100:0.###} %)");
        foreach ((BadRowReason reason, long count) in report.BadRowsByReason)
        {
            yield return Line($"  {reason}: {count:#,0}");
        }

        foreach (BadRow bad in report.FirstBadRows)
        {
            yield return Line($"  line {bad.Line}: {bad.Reason}{(bad.Column.Length > 0 ? $" in '{bad.Column}'" : "")}");
        }

        if (report.FirstBadRows.Count < report.BadRows)
        {
            yield return Line($"  … and {report.BadRows - report.FirstBadRows.Count:#,0} more");
        }

        if (report.ColumnsLeftOut.Count > 0)
        {
            yield return Line($"columns left out: {string.Join(", ", report.ColumnsLeftOut)}");
        }
    }

    private static string Line(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
