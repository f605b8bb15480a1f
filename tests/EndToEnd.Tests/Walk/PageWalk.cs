using System.Net;
using System.Net.Sockets;
using EnclaveCleanRoom.EndToEnd.Tests.Fixture;

namespace EnclaveCleanRoom.EndToEnd.Tests.Walk;

/// <summary>A page of the documentation, typed from top to bottom by two owners and an operator, each in a folder of their own.</summary>
internal sealed class PageWalk : IAsyncDisposable
{
    private const string PageRoom = "https://127.0.0.1:8443";

    // Small tables, because it is the commands that are tested; the pages' are large enough for answers to show something.
    private const string PageRows = "--rows 20000";

    private readonly TestWorld _world;
    private readonly Dictionary<string, WalkShell> _shells = [];
    private readonly Dictionary<string, string> _outputs = [];
    private readonly List<WalkShell> _terminals = [];

    internal PageWalk(TestWorld world)
    {
        _world = world;
        string folder = world.NewFolder("walk");
        foreach (string who in new[] { "publisher", "advertiser", "operator" })
        {
            _shells.Add(who, new WalkShell(world, Path.Combine(folder, who)));
        }
    }

    internal WalkShell Publisher => _shells["publisher"];

    internal WalkShell Advertiser => _shells["advertiser"];

    internal WalkShell Operator => _shells["operator"];

    /// <summary>All that anybody's shell, the region and the room have written.</summary>
    internal string Written => string.Concat(_terminals.Concat(_shells.Values).Select(shell => shell.Written));

    /// <summary>What one command wrote, found by a part of it.</summary>
    internal string OutputOf(string part) => _outputs.Single(pair => pair.Key.Contains(part, StringComparison.Ordinal)).Value;

    /// <summary>Types a page.</summary>
    /// <param name="page">Its file in <c>docs</c>.</param>
    /// <param name="asker">Who writes the files that stand in it.</param>
    /// <param name="rows">How many rows are made instead of the page's.</param>
    /// <param name="edit">What an owner does to the draft of the agreement.</param>
    internal async Task TypeAsync(string page, string asker, int rows, Action<string>? edit = null)
    {
        string text = await File.ReadAllTextAsync(Repository.PathTo("docs", page), TestContext.Current.CancellationToken);
        foreach (WalkBlock block in WalkBlock.Read(Replace(Replace(text, PageRoom, $"https://127.0.0.1:{FreePort()}"), PageRows, $"--rows {rows}"), asker))
        {
            await TypeAsync(block, edit);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (WalkShell shell in _terminals.AsEnumerable().Reverse().Concat(_shells.Values))
        {
            await shell.DisposeAsync();
        }
    }

    private async Task TypeAsync(WalkBlock block, Action<string>? edit)
    {
        WalkShell shell = _shells[block.Who];
        if (block.File is not null)
        {
            await File.WriteAllLinesAsync(shell.At(block.File), block.Lines, TestContext.Current.CancellationToken);
        }
        else if (block.StaysUp)
        {
            WalkShell terminal = new(_world, shell.Folder);
            _terminals.Add(terminal);
            await terminal.StartAsync(Assert.Single(block.Lines));
        }
        else
        {
            foreach (string command in block.Lines)
            {
                _outputs[command] = await shell.DoAsync(command);
                if (command.StartsWith("cleanroom agreement draft ", StringComparison.Ordinal))
                {
                    edit?.Invoke(shell.At("draft.json"));
                }
            }
        }
    }

    private static string Replace(string page, string what, string with)
    {
        Assert.Contains(what, page, StringComparison.Ordinal);
        return page.Replace(what, with, StringComparison.Ordinal);
    }

    private static int FreePort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
