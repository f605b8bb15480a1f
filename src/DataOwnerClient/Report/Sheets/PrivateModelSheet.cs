using System.Globalization;
using EnclaveCleanRoom.Agreements.Answers;
using EnclaveCleanRoom.Agreements.Queries;
using EnclaveCleanRoom.DataOwnerClient.Terminal;

namespace EnclaveCleanRoom.DataOwnerClient.Report.Sheets;

/// <summary>A released model: its card, its quality, and the curves that it consists of.</summary>
internal static class PrivateModelSheet
{
    /// <summary>So many features are drawn, those that move the score most.</summary>
    private const int MostCurves = 6;

    /// <summary>Categories of one feature that are drawn, those furthest from a missing value.</summary>
    private const int MostCategories = 20;

    internal static Sheet Of(PrivateModelQuery query, PrivateModelAnswer answer) => new()
    {
        Title = "Private model",
        Lead = $"Predicting {answer.Label} ({answer.Model.Kind.ToString().ToLowerInvariant()}, {answer.Model.Features.Count} features), trained with privacy, and measured on people held out of training.",
        Tables = AnswerSense.IsInformative(answer) ? [Quality(answer), .. BySegment(query, answer), .. Curves(answer.Model)] : [.. Curves(answer.Model)],
        Notes = [.. Notes(answer)],
    };

    private static SheetTable Quality(PrivateModelAnswer answer)
    {
        ModelQuality[] models = [answer.Quality, .. answer.Comparison.Select(comparison => comparison.WithoutPartner)];
        SheetRow Row(string name, Func<ModelQuality, Figure> figure) => new(name, [.. models.Select(model => (ReportFigure?)SheetOf.Figure(figure(model)))]);
        return new SheetTable
        {
            Caption = "Quality on people held out of training",
            RowHeading = "",
            Columns = [new("The released model", FigureUnit.Score), .. models.Length == 2 ? (SheetColumn[])[new("Without the partner's columns", FigureUnit.Score)] : []],
            Rows =
            [
                Row("AUC", model => model.Auc),
                Row("log-loss", model => model.LogLoss),
                Row("normalised entropy", model => model.NormalisedEntropy),
                Row("calibration", model => model.Calibration),
                Row("lift of the top tenth", model => model.TopDecileLift),
                Row("positive rate", model => model.PositiveRate),
            ],
            Plotted = [],
        };
    }

    private static IEnumerable<SheetTable> BySegment(PrivateModelQuery query, PrivateModelAnswer answer)
    {
        if (answer.Segments.Count > 0)
        {
            yield return new SheetTable
            {
                Caption = $"Quality by {query.Segments[0]}",
                RowHeading = query.Segments[0].ToString(),
                Columns = [new("AUC", FigureUnit.Score), new("Calibration", FigureUnit.Score), new("Positive rate", FigureUnit.Score)],
                Rows =
                [
                    .. answer.Segments.Select(segment => new SheetRow(
                        SheetOf.Label(segment.Values),
                        [SheetOf.Figure(segment.Quality.Auc), SheetOf.Figure(segment.Quality.Calibration), SheetOf.Figure(segment.Quality.PositiveRate)])),
                ],
                Plotted = [0],
            };
        }
    }

    private static IEnumerable<SheetTable> Curves(ReleasedModel model) => model.Features.Zip(model.Curves)
        .OrderByDescending(pair => pair.Second.Values.Max() - pair.Second.Values.Min())
        .Take(MostCurves)
        .Select(pair => new SheetTable
        {
            Caption = $"What {pair.First.Column} ({pair.First.Reading}) adds to the log-odds",
            RowHeading = pair.First.Column.ToString(),
            Columns = [new("Log-odds", FigureUnit.Score)],
            Rows = [.. Points(pair.First, pair.Second).Append(("(missing)", pair.Second.Missing)).Select(point => new SheetRow(point.Item1, [new ReportFigure(point.Item2, point.Item2, point.Item2)]))],
            Plotted = [0],
        });

    private static IEnumerable<(string Label, double Value)> Points(ModelFeature feature, FeatureCurve curve) => feature.Domain switch
    {
        CategoryDomain category => Largest(curve, code => category.Values[code]),
        HashedDomain => Largest(curve, code => string.Create(CultureInfo.InvariantCulture, $"class {code}")),
        _ => Steps(curve),
    };

    private static IEnumerable<(string Label, double Value)> Largest(FeatureCurve curve, Func<int, string> nameOf) => curve.Values.Index()
        .OrderByDescending(value => Math.Abs(value.Item - curve.Missing))
        .Take(MostCategories)
        .OrderByDescending(value => value.Item)
        .Select(value => (nameOf(value.Index), value.Item));

    /// <summary>Steps of one height are one.</summary>
    private static IEnumerable<(string Label, double Value)> Steps(FeatureCurve curve)
    {
        for (int step = 0; step < curve.Values.Count; step++)
        {
            bool isLast = step == curve.Values.Count - 1;
            if (isLast || curve.Values[step + 1] != curve.Values[step])
            {
                yield return (isLast ? "above" : string.Create(CultureInfo.InvariantCulture, $"to {curve.Thresholds[step]:0.###}"), curve.Values[step]);
            }
        }
    }

    private static IEnumerable<string> Notes(PrivateModelAnswer answer)
    {
        ModelCard card = answer.Card;
        yield return $"For: {card.IntendedUse} Agreed purpose: {card.Purpose}";
        yield return string.Create(
            CultureInfo.InvariantCulture,
            $"Model and quality together have epsilon {card.Epsilon:0.00} at delta {card.StatementAttoDelta * 1e-18:0.#e0}; the model itself spent rho {card.ModelNanoRho * 1e-9:0.######}; a person counted at most {card.RowsPerPerson} rows.");
        if (answer.Model.Kind == PrivateModelKind.Trees)
        {
            int trees = Math.Max(0, answer.Model.Text.Split("\nTree=").Length - 2 - answer.Model.Features.Count);
            yield return trees > 0
                ? $"Beside the curves {trees} trees of several features say what these say only together; they are not drawn."
                : "No tree of several features said anything clear, so the curves are all of it.";
        }

        if (answer.TowardsOnly.Count > 0)
        {
            yield return $"For {answer.TowardsOnly[0]} alone: towards anybody else its epsilon promises nothing. Do not hand it on.";
        }

        // What was agreed stands in the agreement, and in the card's file.
        foreach (string bound in card.Bounds.Where(bound => !bound.EndsWith(", as agreed.", StringComparison.Ordinal)))
        {
            yield return bound;
        }

        foreach (string limit in card.KnownLimits)
        {
            yield return limit;
        }

        if (!AnswerSense.IsInformative(answer))
        {
            yield return AnswerSense.NoModel;
            yield break;
        }

        foreach (ModelComparison comparison in answer.Comparison)
        {
            Figure gain = comparison.AucGainAtLarge;
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"AUC gained by the partner's columns: {comparison.AucGain.Estimate:0.0000} [{comparison.AucGain.Low:0.0000}; {comparison.AucGain.High:0.0000}] by the noise, [{gain.Low:0.0000}; {gain.High:0.0000}] by noise and sampling. ")
                + (comparison.Significance < 0.05
                    ? string.Create(CultureInfo.InvariantCulture, $"That is significant: were there none, so large a difference would have a probability of {comparison.Significance:0.####}.")
                    : string.Create(CultureInfo.InvariantCulture, $"That is not significant: were there none, so large a difference would still have a probability of {comparison.Significance:0.##}."));
        }

        foreach (ReferenceQuality trees in answer.Reference)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"Trees without privacy, each trained on one of {trees.Shards} shards of the people, reach AUC {trees.Auc.Estimate:0.0000} [{trees.Auc.Low:0.0000}; {trees.Auc.High:0.0000}] and log-loss {trees.LogLoss.Estimate:0.0000} [{trees.LogLoss.Low:0.0000}; {trees.LogLoss.High:0.0000}] on others of their shard, noise and chance of shards counted in. Nothing of them left but these means.");
        }

        yield return "Other intervals are those of the noise; that other people would have been held out is not in them.";
    }
}
