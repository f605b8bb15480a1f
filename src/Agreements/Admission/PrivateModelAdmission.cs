using EnclaveCleanRoom.Agreements.Queries;

namespace EnclaveCleanRoom.Agreements.Admission;

/// <summary>Whether a question for a private model is within its terms.</summary>
internal static class PrivateModelAdmission
{
    /// <summary>Figures that the quality of all segments may consist of, each with noise of its own.</summary>
    private const int MostCells = 100_000;

    internal static void Check(Agreement agreement, PrivateModelTerms terms, PrivateModelQuery query, Findings findings)
    {
        findings.DistinctAndAmong("model", [query.Model], terms.Kinds);
        findings.Within("rounds", query.Rounds, 1, terms.MaximumRounds);
        findings.Within("clipPercent", query.ClipPercent, 25, 10_000);
        findings.Within("calibrationPermille", query.CalibrationPermille, 1, 500);
        findings.Within("qualityPermille", query.QualityPermille, 10, 500);
        findings.Within("segments", query.Segments.Count, 0, 1);
        FilterAdmission.CheckColumns("segments", query.Segments, terms.Segments, findings);
        if (query.Compare && !terms.ReadsPartner)
        {
            findings.Outside("compare", "true", "false, because no column of the partner is a feature");
        }
        else if (query.Compare && terms.Protects == ProtectedPeople.Partner && terms.Label.Dataset == terms.Rows)
        {
            findings.Outside("compare", "true", "false, because without the partner's columns the model is of columns that its recipient knows, and is trained better outside");
        }

        long groups = query.Segments.Sum(key => PublicColumn.VocabularyOf(agreement, key)?.Values.Count + 1L ?? 0);
        findings.Within("segments times score bins", groups * terms.ScoreBins, 0, MostCells);
    }
}
