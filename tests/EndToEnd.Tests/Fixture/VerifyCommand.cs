namespace EnclaveCleanRoom.EndToEnd.Tests.Fixture;

/// <summary>Runs <c>cleanroom verify</c> as a program, and gives its exit code and what it printed.</summary>
internal static class VerifyCommand
{
    internal static async Task<(int Code, string Output)> RunAsync(TestWorld world, params string[] arguments)
    {
        using ClientProgram program = ClientProgram.Start(world, ["verify", .. arguments]);
        return (await program.WaitForEndAsync(), program.Output);
    }
}
