using EnclaveCleanRoom.Agreements.Answers;
using EnclaveCleanRoom.Agreements.Queries;

namespace EnclaveCleanRoom.Agreements.Results;

/// <summary>Whether a released model is the one that was asked for: of its kind, over the agreed features, with a card that says what result and agreement say.</summary>
internal static class PrivateModelFit
{
    internal static bool Fits(Agreement agreement, Result result, PrivateModelTerms terms, PrivateModelQuery query, PrivateModelAnswer answer) =>
        !answer.IntervalsCoverBounding
        && answer.Label == terms.Label
        && answer.TowardsOnly.SequenceEqual(terms.HoldsTowardRecipientOnly ? terms.Recipients : [])
        && Fits(agreement, terms, query, answer.Model)
        && Fits(agreement, result, terms, answer.Card)
        && answer.Card.Bounds.SequenceEqual(ModelBounds.Of(terms, query, answer.Model.Features))
        && PublicColumn.NamesFit(agreement, query.Segments, [.. answer.Segments.Select(segment => segment.Values)])
        && answer.Reference.Count == (query.ReferencePermille > 0 ? 1 : 0)
        && answer.Reference.All(each => each.Shards == query.ReferenceShards && each.Auc.InferredFrom == Figure.FromSamplingAndNoise && each.LogLoss.InferredFrom == Figure.FromSamplingAndNoise)
        && answer.Comparison.Count == (query.Compare ? 1 : 0)
        && answer.Comparison.All(each =>
            each.AucGain.InferredFrom == Figure.FromNoise && each.AucGainAtLarge.InferredFrom == Figure.FromSamplingAndNoise && each.Significance is >= 0 and <= 1);

    private static bool Fits(Agreement agreement, PrivateModelTerms terms, PrivateModelQuery query, ReleasedModel model) =>
        model.Kind == query.Model
        && model.Format == ReleasedModel.LightGbm
        && AreClosed(PrivateModelFeatures.Of(agreement, terms, query.Selects), model.Features)
        && model.Curves.Count == model.Features.Count
        && model.Curves.Zip(model.Features).All(pair => pair.Second.Domain switch
        {
            CategoryDomain category => pair.First.Thresholds.Count == 0 && pair.First.Values.Count == category.Values.Count,
            HashedDomain hashed => pair.First.Thresholds.Count == 0 && pair.First.Values.Count == hashed.Buckets,
            _ => pair.First.Values.Count == pair.First.Thresholds.Count + 1,
        });

    private static bool AreClosed(IReadOnlyList<ModelFeature> planned, IReadOnlyList<ModelFeature> features) =>
        planned.Count == features.Count && features.Zip(planned).All(pair => pair.First.Closes(pair.Second));

    private static bool Fits(Agreement agreement, Result result, PrivateModelTerms terms, ModelCard card) =>
        card.Purpose == agreement.Purpose
        && card.IntendedUse == terms.IntendedUse
        && card.RowsPerPerson == terms.RowsPerPerson
        && card.StatementAttoDelta == result.Privacy.StatementAttoDelta
        && card.ModelNanoRho >= 0
        && card.ModelNanoRho <= result.Privacy.NanoRho
        && card.Epsilon >= result.Privacy.Epsilon;
}
