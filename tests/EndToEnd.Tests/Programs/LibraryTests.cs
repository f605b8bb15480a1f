using System.Diagnostics;
using System.Xml.Linq;
using EnclaveCleanRoom.EndToEnd.Tests.Fixture;

namespace EnclaveCleanRoom.EndToEnd.Tests.Programs;

/// <summary>A program of somebody else's asks a room through the public client alone.</summary>
public sealed class LibraryTests(TestWorld world)
{
    [Fact]
    public async Task The_sample_asks_a_room_and_prints_a_verified_answer()
    {
        TestRoom room = await world.StandardRoomAsync();
        (int code, string said) = await RunAsync(room.Address.ToString(), room.Deal.AgreementFile, world.Publisher.Path, "overlap");
        Assert.True(code == 0, said);
        Assert.Contains("people in both tables: ", said, StringComparison.Ordinal);
        (code, said) = await RunAsync(room.Address.ToString(), room.Deal.AgreementFile, world.Stranger.Path, "overlap");
        Assert.Equal(1, code);
        Assert.Contains("request.unknownSigner", said, StringComparison.Ordinal);
    }

    /// <summary>It sees nothing that any other program would not see.</summary>
    [Fact]
    public void No_project_lets_the_sample_see_its_internals()
    {
        foreach (string project in Directory.EnumerateFiles(Repository.PathTo("src"), "*.csproj", SearchOption.AllDirectories))
        {
            Assert.DoesNotContain(XDocument.Load(project).Descendants("InternalsVisibleTo"), friend => ((string?)friend.Attribute("Include"))!.Contains("Samples", StringComparison.Ordinal));
        }
    }

    private async Task<(int Code, string Said)> RunAsync(params string[] arguments)
    {
        string host = world.Programs.EnclaveHostFolder;
        string path = Path.GetFullPath(Path.Combine(host, "..", "..", "AskARoom", Path.GetFileName(host), "EnclaveCleanRoom.Samples.AskARoom"));
        using Process process = Process.Start(new ProcessStartInfo(path, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        Task<string> errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        string output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, output + await errors);
    }
}
