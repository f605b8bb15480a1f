using EnclaveCleanRoom.Boosting.Bins;

namespace EnclaveCleanRoom.Boosting.Training;

/// <summary>Checks that data and options belong together.</summary>
internal static class TrainingChecks
{
    public static void Require(TrainingRun run)
    {
        TrainingData train = run.Train;
        if (train.Table.Options != BinOptions.From(run.Options) || train.Rows.Outputs != run.Options.NumClass)
        {
            throw new TrainingDataException(TrainingDataFault.BinnedDifferently, "The data was binned with other options than these, or for another number of classes.");
        }

        if (run.Validation.Any(data => !ReferenceEquals(data.Table.Mappers, train.Table.Mappers)))
        {
            throw new TrainingDataException(TrainingDataFault.BinnedDifferently, "The validation data was not made by CreateValidation of this training data.");
        }

        if (run.Options.EarlyStoppingRound > 0 && run.Validation.Count == 0)
        {
            throw new TrainingDataException(TrainingDataFault.NoValidationData, "Early stopping needs validation data.");
        }

        RequireConstraints(train.Table, run.Options);
    }

    private static void RequireConstraints(BinnedTable table, BoosterOptions options)
    {
        int features = table.Mappers.Count;
        if (options.MonotoneConstraints.Count != 0 && options.MonotoneConstraints.Count != features)
        {
            throw new TrainingDataException(
                TrainingDataFault.ConstraintNotAllowed, $"There are {options.MonotoneConstraints.Count} monotone constraints and {features} features.");
        }

        for (int feature = 0; feature < options.MonotoneConstraints.Count; feature++)
        {
            if (options.MonotoneConstraints[feature] != 0 && table.Mappers[feature].IsCategorical)
            {
                throw new TrainingDataException(TrainingDataFault.ConstraintNotAllowed, $"Feature {feature} is categorical: it has no direction.");
            }
        }

        if (options.InteractionConstraints.Any(set => set.Any(feature => feature >= features)))
        {
            throw new TrainingDataException(TrainingDataFault.ConstraintNotAllowed, $"An interaction constraint names a feature beyond the {features} there are.");
        }
    }
}
