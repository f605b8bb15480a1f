using EnclaveCleanRoom.BoostingCommand.Parameters;
using EnclaveCleanRoom.BoostingCommand.Tasks;

namespace EnclaveCleanRoom.BoostingCommand;

/// <summary>LightGBM's command line: <c>task=train|predict|refit config=FILE name=value …</c>.</summary>
internal static class CommandLine
{
    /// <returns>0 when the task was done, 1 when it was refused.</returns>
    public static int Run(IReadOnlyList<string> arguments, TextWriter output, TextWriter errors)
    {
        Log log = new(output, errors);
        try
        {
            ProgramParameters parameters = ParameterReader.Read(arguments);
            log.Verbosity = parameters.Verbosity;
            log.Info("Finished loading parameters");
            if (parameters.Data.Length == 0)
            {
                throw new CommandException("No training or prediction data: give data=FILE.");
            }

            switch (parameters.Task)
            {
                case ProgramTask.Train:
                    TrainTask.Run(parameters, log);
                    break;
                case ProgramTask.Refit:
                    RefitTask.Run(parameters, log);
                    break;
                default:
                    PredictTask.Run(parameters, log);
                    break;
            }

            return 0;
        }
        catch (Exception refused) when (refused is CommandException or ArgumentException or IOException or UnauthorizedAccessException)
        {
            log.Fatal(refused.Message);
            return 1;
        }
    }
}
