using EnclaveCleanRoom.Agreements.Answers;
using EnclaveCleanRoom.Agreements.Queries;

namespace EnclaveCleanRoom.Agreements.Admission;

/// <summary>Whether a question for a private model is within its terms.</summary>
internal static class PrivateModelAdmission
{
    /// <summary>Figures that the quality of all segments may consist of, each with noise of its own.</summary>
    private const int MostCells = 100_000;

    /// <summary>The least ρ of a question for a model, in units of 10⁻⁹: its smallest part, a reference of one thousandth, then still has some; far more is needed for a model that is of use.</summary>
    private const long MinimumNanoRho = 100_000;

    /// <summary>What quality, selection and reference may have together, in thousandths, so that something is left to train.</summary>
    private const int MostBesideTraining = 900;

    internal static void Check(Agreement agreement, PrivateModelTerms terms, PrivateModelQuery query, Findings findings)
    {
        findings.DistinctAndAmong("model", [query.Model], terms.Kinds);
        findings.Within("nanoRho", query.NanoRho, MinimumNanoRho, long.MaxValue);
        findings.Within("rounds", query.Rounds, 1, terms.MaximumRounds);
        findings.Within("clipPercent", query.ClipPercent, 25, 1_300);
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

        CheckSelection(PrivateModelFeatures.Of(agreement, terms, query.Selects), terms, query, findings);
        long groups = query.Segments.Sum(key => PublicColumn.VocabularyOf(agreement, key)?.Values.Count + 1L ?? 0);
        findings.Within("segments times score bins", groups * terms.ScoreBins, 0, MostCells);
    }

    /// <summary>What finds vocabularies and bounds is paid for where something is left open, and with less than a least share hardly anything would be found.</summary>
    private static void CheckSelection(IReadOnlyList<ModelFeature> features, PrivateModelTerms terms, PrivateModelQuery query, Findings findings)
    {
        findings.Within("selectionPermille", query.SelectionPermille, features.Any(feature => feature.Domain is OpenNumberDomain) ? 1 : 0, 500);
        int selected = features.Count(feature => feature.Source == DomainSource.Selected);
        int vocabularies = features.Count(feature => feature is { Source: DomainSource.Selected, Domain: OpenCategoryDomain });
        if (selected > 0 && query.Selects)
        {
            findings.Within("nanoRho of selectionPermille a feature", (long)((Int128)query.NanoRho * query.SelectionPermille / 1000 / selected), QueryAdmission.MinimumSelectionNanoRho, long.MaxValue);
        }

        findings.Within("referencePermille", query.ReferencePermille, 0, 500);
        findings.Within("referenceShards", query.ReferenceShards, query.ReferencePermille > 0 ? PrivateModelQuery.FewestShards : 0, query.ReferencePermille > 0 ? PrivateModelQuery.MostShards : 0);
        findings.Within("qualityPermille, selectionPermille and referencePermille", (long)query.QualityPermille + query.SelectionPermille + query.ReferencePermille, 0, MostBesideTraining);
        findings.Within("attoDelta", query.AttoDelta, (long)QueryAdmission.MinimumSelectionAttoDelta * vocabularies, vocabularies > 0 ? terms.MaximumAttoDelta : 0);
    }
}
