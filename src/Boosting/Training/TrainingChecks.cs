using EnclaveCleanRoom.Boosting.Bins;

namespace EnclaveCleanRoom.Boosting.Training;

/// <summary>Checks that data and options belong together.</summary>
internal static class TrainingChecks
{
    public static void Require(TrainingData train, TrainingData? validation, BoosterOptions options)
    {
        if (train.Table.Options != BinOptions.From(options))
        {
            throw new TrainingDataException(TrainingDataFault.BinnedDifferently, "The data was binned with other options than these.");
        }

        if (validation is not null && !ReferenceEquals(validation.Table.Mappers, train.Table.Mappers))
        {
            throw new TrainingDataException(TrainingDataFault.BinnedDifferently, "The validation data was not made by CreateValidation of this training data.");
        }

        if (options.EarlyStoppingRound > 0 && validation is null)
        {
            throw new TrainingDataException(TrainingDataFault.NoValidationData, "Early stopping needs validation data.");
        }
    }
}
