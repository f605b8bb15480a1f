using EnclaveCleanRoom.Boosting;
using EnclaveCleanRoom.BoostingCommand.Data;
using EnclaveCleanRoom.BoostingCommand.Parameters;

namespace EnclaveCleanRoom.BoostingCommand.Tasks;

/// <summary>Fits the leaves of a model to a file.</summary>
internal static class RefitTask
{
    public static void Run(ProgramParameters parameters, Log log)
    {
        if (parameters.InputModel.Length == 0)
        {
            throw new CommandException("Refitting needs a model: give input_model=FILE.");
        }

        Booster booster = ModelFile.Read(parameters.InputModel);
        LoadedData data = LoadedData.From(parameters.Data, parameters, log);
        Booster refitted = booster.Refit(data.Features, data.Rows, parameters.Training);
        File.WriteAllText(parameters.OutputModel, refitted.ToModelText());
        log.Info("Finished RefitTree");
    }
}
