using System.Net;
using System.Net.Sockets;
using EnclaveCleanRoom.EndToEnd.Tests.Fixture;

namespace EnclaveCleanRoom.EndToEnd.Tests.Walk;

/// <summary>
/// infra/README.md, typed from top to bottom in an empty home: a clone of what is committed, its build, region and room, two owners' data, a question, and an upgrade to another image. It builds
/// twice and fetches packages, so it is run by hand (<c>--explicit only</c>).
/// </summary>
public sealed class OperatorsPageTests(TestWorld world)
{
    private const string PageRoom = "https://127.0.0.1:8443";
    private const string PageClone = "git clone REPOSITORY";

    private readonly Dictionary<string, WalkShell> _shells = [];
    private readonly Dictionary<string, WalkShell> _terminals = [];
    private readonly Dictionary<string, string> _outputs = [];
    private (string Name, string Value)[] _variables = [];

    [Fact(Explicit = true)]
    public async Task The_page_can_be_typed_from_an_empty_home_to_an_upgraded_room()
    {
        string home = world.NewFolder("home");
        _variables =
        [
            ("HOME", home), ("DOTNET_CLI_HOME", home), ("NUGET_PACKAGES", Path.Combine(home, "packages")), ("PATH", $"{home}/cleanroom/artifacts/bin/DataOwnerClient/release:{Environment.GetEnvironmentVariable("PATH")}"),
            ("MSBUILDDISABLENODEREUSE", "1"), ("UseSharedCompilation", "false"),
        ];
        try
        {
            foreach (WalkBlock block in Read())
            {
                await TypeAsync(block, home);
            }

            Assert.Contains("\nverified (", OutputOf("--query overlap.json"), StringComparison.Ordinal);
            Assert.Contains("\nverified (", OutputOf("--query again.json"), StringComparison.Ordinal);
            Assert.Matches("^[0-9a-f]{64} is to become [0-9a-f]{64}$", OutputOf("is to become").Trim());
        }
        finally
        {
            foreach (WalkShell shell in _terminals.Values.Reverse().Concat(_shells.Values))
            {
                await shell.DisposeAsync();
            }
        }
    }

    private static IReadOnlyList<WalkBlock> Read()
    {
        string page = File.ReadAllText(Repository.PathTo("infra", "README.md"));
        foreach ((string what, string with) in ((string, string)[])[(PageRoom, $"https://127.0.0.1:{FreePort()}"), (PageClone, $"git clone {Repository.Root}")])
        {
            Assert.Contains(what, page, StringComparison.Ordinal);
            page = page.Replace(what, with, StringComparison.Ordinal);
        }

        return WalkBlock.Read(page, "advertiser");
    }

    private async Task TypeAsync(WalkBlock block, string home)
    {
        if (!block.StaysUp)
        {
            WalkShell shell = _shells.TryGetValue(block.Who, out WalkShell? known) ? known : _shells[block.Who] = new WalkShell(home, _variables);
            foreach (string command in block.Lines)
            {
                _outputs[command] = await shell.DoAsync(command);
            }

            return;
        }

        // The page has one region and one room: another room takes the place of the one before, which is stopped as by Ctrl-C.
        string what = block.Lines[^1].Contains("simulate room", StringComparison.Ordinal) ? "room" : "region";
        if (_terminals.Remove(what, out WalkShell? before))
        {
            await before.DisposeAsync();
        }

        WalkShell terminal = _terminals[what] = new WalkShell(home, _variables);
        foreach (string command in block.Lines.SkipLast(1))
        {
            await terminal.DoAsync(command);
        }

        await terminal.StartAsync(block.Lines[^1]);
    }

    private string OutputOf(string part) => _outputs.Single(pair => pair.Key.Contains(part, StringComparison.Ordinal)).Value;

    private static int FreePort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
