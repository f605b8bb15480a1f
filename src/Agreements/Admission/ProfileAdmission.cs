using EnclaveCleanRoom.Agreements.Queries;

namespace EnclaveCleanRoom.Agreements.Admission;

/// <summary>Whether a question of an audience's profile is within its terms.</summary>
internal static class ProfileAdmission
{
    /// <summary>Cells of all columns together: every one is reported, and a result stays small enough to be read.</summary>
    internal const int MostCells = 10_000;

    private const int MostColumns = 8;

    internal static void Check(Agreement agreement, ProfileTerms terms, ProfileQuery query, Findings findings)
    {
        findings.Within("columns", query.Columns.Count, 1, MostColumns);
        FilterAdmission.CheckColumns("columns", query.Columns, [.. terms.Columns.Select(column => column.Column)], findings);
        findings.Within(
            "columns: cells",
            terms.Columns.Where(column => query.Columns.Contains(column.Column)).Sum(column => column.NamesUnder(agreement).Count + 1L),
            0,
            MostCells);
        switch (query.Segment)
        {
            case PartnerSegment when terms.Base == ProfileBase.Everybody:
                break;
            case OutcomeSegment outcome:
                FilterAdmission.CheckColumns("segment", [outcome.Label], [.. terms.Segments.Where(column => agreement.FindColumn(column)?.Domain is LabelDomain)], findings);
                break;
            case ValueSegment value:
                FilterAdmission.CheckFilters(
                    agreement, [value.Filter], [.. terms.Segments.Where(column => PublicColumn.VocabularyOf(agreement, column) is not null)], findings);
                break;
            default:
                findings.Outside("segment", "inPartner", "something that not all of the base are in");
                break;
        }
    }
}
