using EnclaveCleanRoom.Boosting;

namespace EnclaveCleanRoom.BoostingCommand.Tasks;

/// <summary>Model files.</summary>
internal static class ModelFile
{
    public static Booster Read(string path)
    {
        if (!File.Exists(path))
        {
            throw new CommandException($"Model file {path} is not available.");
        }

        return Booster.TryParse(File.ReadAllText(path), out Booster? booster, out ModelFailure failure)
            ? booster
            : throw new CommandException($"{path} is not a model that can be read: {failure}.");
    }
}
