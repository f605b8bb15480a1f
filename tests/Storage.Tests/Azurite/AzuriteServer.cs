using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;

namespace EnclaveCleanRoom.Storage.Tests.Azurite;

/// <summary>
/// Azurite, Microsoft's emulator of Azure Storage, as a process on a free port of the loopback with an account of its own. A test that
/// needs it is skipped, visibly, where it is not installed.
/// </summary>
internal sealed class AzuriteServer : IAsyncDisposable
{
    /// <summary>Why a test is skipped, and what would change that.</summary>
    internal const string SkipReason = "needs azurite (npm install --prefix artifacts/azurite azurite)";

    private const string Account = "cleanroomtest";
    private const string Version = "2023-11-03";

    private readonly Process _process;
    private readonly string _accountKey;
    private readonly int _port;

    private AzuriteServer(Process process, string accountKey, int port) => (_process, _accountKey, _port) = (process, accountKey, port);

    /// <summary>The address of a container of the account.</summary>
    internal string AddressOf(string container) => $"http://127.0.0.1:{_port}/{Account}/{container}";

    /// <summary>Starts it, and makes a container; or skips the test.</summary>
    internal static async Task<AzuriteServer> StartAsync(string container, CancellationToken cancellationToken)
    {
        string? program = Find();
        Assert.SkipWhen(program is null, SkipReason);
        int port = FreePort();
        string key = Convert.ToBase64String(RandomNumberGenerator.GetBytes(64));
        ProcessStartInfo start = new(program)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            ArgumentList = { "--inMemoryPersistence", "--disableTelemetry", "--silent", "--blobHost", "127.0.0.1", "--blobPort", port.ToString(CultureInfo.InvariantCulture) },
        };
        start.Environment["AZURITE_ACCOUNTS"] = $"{Account}:{key}";
        AzuriteServer server = new(Process.Start(start)!, key, port);
        try
        {
            await server.MakeContainerAsync(container, cancellationToken);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>A signature of the account, for containers and blobs.</summary>
    /// <param name="permissions">Such as <c>rcwl</c>, in this order.</param>
    /// <param name="expires">When it ends.</param>
    /// <remarks>Source: Azure Storage, "Create an account SAS", string to sign of version 2020-12-06 and later.</remarks>
    internal string Sign(string permissions, DateTimeOffset? expires = null)
    {
        string expiry = (expires ?? DateTimeOffset.UtcNow.AddHours(1)).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        string toSign = $"{Account}\n{permissions}\nb\nco\n\n{expiry}\n\nhttps,http\n{Version}\n\n";
        string signature = Convert.ToBase64String(HMACSHA256.HashData(Convert.FromBase64String(_accountKey), Encoding.UTF8.GetBytes(toSign)));
        return $"sv={Version}&ss=b&srt=co&sp={permissions}&se={Uri.EscapeDataString(expiry)}&spr=https%2Chttp&sig={Uri.EscapeDataString(signature)}";
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    private static string? Find()
    {
        string installed = Repository.PathTo("artifacts", "azurite", "node_modules", ".bin", "azurite-blob");
        string? named = Environment.GetEnvironmentVariable("CLEANROOM_AZURITE");
        string[] places = [named ?? "", installed, .. (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Select(folder => Path.Combine(folder, "azurite-blob"))];
        return Array.Find(places, File.Exists);
    }

    private static int FreePort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Makes a container, once the server answers.</summary>
    internal async Task MakeContainerAsync(string container, CancellationToken cancellationToken)
    {
        using HttpClient client = new();
        Stopwatch waited = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                using HttpRequestMessage request = new(HttpMethod.Put, $"{AddressOf(container)}?restype=container&{Sign("rwdlc")}");
                request.Headers.Add("x-ms-version", Version);
                using HttpResponseMessage response = await client.SendAsync(request, cancellationToken);
                Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync(cancellationToken));
                return;
            }
            catch (HttpRequestException) when (waited.Elapsed < TimeSpan.FromSeconds(20) && !_process.HasExited)
            {
                await Task.Delay(100, cancellationToken);
            }
        }
    }
}
