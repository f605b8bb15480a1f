using System.Text;
using EnclaveCleanRoom.Boosting.Options;

namespace EnclaveCleanRoom.Boosting.Model;

/// <summary>The model file's list of the options it was trained with.</summary>
internal static class ModelParameters
{
    /// <summary>The number of threads is left out: the model does not depend on it, and its bytes must not.</summary>
    public static string Describe(BoosterOptions options)
    {
        StringBuilder text = new();
        foreach (OptionDefinition definition in OptionTable.All.Where(definition => definition is not (IgnoredOption or SeedOption) && definition.Name != "num_threads"))
        {
            text.Append('[').Append(definition.Name).Append(": ").Append(definition.Write(options)).Append("]\n");
        }

        return text.ToString();
    }
}
