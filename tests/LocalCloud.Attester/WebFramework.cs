using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Http;

namespace EnclaveCleanRoom.LocalCloud.Attester;

/// <summary>Keeps the framework's assemblies out of the process until they are asked for.</summary>
internal static class WebFramework
{
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static string Touch() => new DefaultHttpContext().Request.Protocol + " touched";
}
