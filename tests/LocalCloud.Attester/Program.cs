using System.Net.Sockets;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Text;
using EnclaveCleanRoom.LocalCloud.Attester;

// A workload that does nothing but ask for evidence about itself. Each line of input is one command, each line of output its answer:
//   raw BASE64, combined BASE64   asks the security processor; answers with status and body
//   web                           uses a framework that was not touched before
//   native PATH, managed PATH     loads a library
string socketPath = args[Array.IndexOf(args, "--socket") + 1];
using SocketsHttpHandler handler = new()
{
    ConnectCallback = async (_, cancellation) =>
    {
        Socket socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(socketPath), cancellation);
        return new NetworkStream(socket, ownsSocket: true);
    },
};
using HttpClient client = new(handler);

while (await Console.In.ReadLineAsync() is string line)
{
    string[] words = line.Split(' ', 2);
    Console.WriteLine(words[0] switch
    {
        "raw" or "combined" => await AskAsync(words[0], words[1]),
        "web" => WebFramework.Touch(),
        "native" => NativeLibrary.Load(words[1]) != 0 ? "loaded" : "absent",
        "managed" => Assembly.LoadFrom(words[1]).FullName,
        _ => "unknown",
    });
}

async Task<string> AskAsync(string kind, string runtimeData)
{
    using StringContent body = new($$"""{"runtime_data":"{{runtimeData}}"}""", Encoding.UTF8, "application/json");
    using HttpResponseMessage answer = await client.PostAsync(new Uri($"http://localhost/attest/{kind}"), body);
    return $"{(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}";
}
