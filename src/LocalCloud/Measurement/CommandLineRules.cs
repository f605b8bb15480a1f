namespace EnclaveCleanRoom.LocalCloud.Measurement;

/// <summary>Takes the arguments out of a command line whose value may be any.</summary>
internal static class CommandLineRules
{
    /// <summary>Removes <c>--name value</c> and <c>--name=value</c> for each of <paramref name="anyValue"/>; the rest keeps its order.</summary>
    /// <param name="arguments">The arguments after the program's name.</param>
    /// <param name="anyValue">The names, with their dashes.</param>
    public static IReadOnlyList<string> Measured(IReadOnlyList<string> arguments, IReadOnlyList<string> anyValue)
    {
        List<string> measured = [];
        for (int i = 0; i < arguments.Count; i++)
        {
            string argument = arguments[i];
            if (anyValue.Contains(argument))
            {
                i++;
            }
            else if (!anyValue.Any(name => argument.StartsWith(name + "=", StringComparison.Ordinal)))
            {
                measured.Add(argument);
            }
        }

        return measured;
    }
}
