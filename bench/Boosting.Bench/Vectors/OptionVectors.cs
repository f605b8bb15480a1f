using EnclaveCleanRoom.Boosting.Bench.Measuring;
using EnclaveCleanRoom.BoostingCommand.NativeOptions;

namespace EnclaveCleanRoom.Boosting.Bench.Vectors;

/// <summary>Lets the native program do the cases of <c>tests/BoostingCommand.Tests/NativeOptions</c> and writes down what it says.</summary>
internal static class OptionVectors
{
    /// <param name="folder">The folder of the cases.</param>
    /// <param name="native">The native program.</param>
    public static void Make(string folder, string native)
    {
        // The case that others go on from comes first.
        foreach (string path in Directory.EnumerateFiles(Path.Combine(folder, "cases")).OrderBy(path => Path.GetFileName(path) != "base.txt").ThenBy(path => path, StringComparer.Ordinal))
        {
            string scratch = Directory.CreateTempSubdirectory("vectors-").FullName;
            OptionCase done = OptionCase.Read(path).Run(folder, scratch, arguments => string.Join('\n', ProcessRun.Of(native, arguments, scratch).Lines));
            done.Write(path);
            if (Path.GetFileName(path) == "base.txt")
            {
                // The native program writes down where its files lay, which is nobody's business but this machine's.
                string model = File.ReadAllText(Path.Combine(scratch, "model.txt"));
                File.WriteAllText(Path.Combine(folder, "base.model.txt"), model.Replace(scratch + Path.DirectorySeparatorChar, "", StringComparison.Ordinal));
            }

            Directory.Delete(scratch, recursive: true);
            Console.WriteLine(Path.GetFileName(path));
        }
    }
}
