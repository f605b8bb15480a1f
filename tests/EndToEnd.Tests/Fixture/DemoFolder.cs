namespace EnclaveCleanRoom.EndToEnd.Tests.Fixture;

/// <summary>An output folder of <c>demo</c>, and the runs in it.</summary>
internal sealed class DemoFolder
{
    private readonly TestWorld _world;

    /// <param name="world">What tests share.</param>
    /// <param name="isPrepared">Whether the region's keys lie there already, as after an earlier run: making them takes seconds.</param>
    internal DemoFolder(TestWorld world, bool isPrepared = true)
    {
        _world = world;
        Path = world.NewPath("demo");
        if (isPrepared)
        {
            FolderCopy.Copy(System.IO.Path.Combine(world.Region.StateFolder, "pki"), System.IO.Path.Combine(Path, "private", "region", "pki"));
        }
    }

    internal string Path { get; }

    internal string File(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>Starts the demo, with models of a few trees.</summary>
    internal ClientProgram Start(params IEnumerable<string> options) => ClientProgram.Start(_world, ["demo", "--out", Path, "--rounds", "4", .. options]);

    /// <summary>Runs the demo to its end, which must be a good one, and gives what it printed.</summary>
    internal async Task<string[]> RunAsync(params IEnumerable<string> options)
    {
        using ClientProgram demo = Start(options);
        int code = await demo.WaitForEndAsync();
        Assert.True(code == 0, $"exit code {code}\n{demo.Output}\n{demo.Errors}");
        await Survivors.EndWithinAsync(TimeSpan.Zero, Path);
        return demo.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
