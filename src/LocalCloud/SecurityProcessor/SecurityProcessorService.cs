using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using EnclaveCleanRoom.Attestation;
using EnclaveCleanRoom.LocalCloud.Http;
using EnclaveCleanRoom.LocalCloud.Measurement;
using Microsoft.AspNetCore.Http.Features;

namespace EnclaveCleanRoom.LocalCloud.SecurityProcessor;

/// <summary>
/// Security processor and utility VM behind the interface of Microsoft's key-release sidecar: it measures who asks, puts the
/// measurement into host data and the digest of what is asked into report data.
/// </summary>
/// <remarks>Source: microsoft/confidential-sidecar-containers, cmd/skr.</remarks>
internal sealed class SecurityProcessorService(ReportSigner signer, UtilityVm vm, ProcessMeasurer measurer)
{
    /// <summary>Adds the sidecar's routes.</summary>
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/status", (HttpContext context) => context.Response.WriteAsync("Status OK", context.RequestAborted));
        routes.MapPost("/attest/raw", (HttpContext context) => AnswerAsync(context, report => new JsonObject
        {
            ["report"] = Convert.ToHexStringLower(report),
        }));
        routes.MapPost("/attest/combined", (HttpContext context) => AnswerAsync(context, report => new JsonObject
        {
            ["evidence"] = Convert.ToBase64String(report),
            ["endorsements"] = Convert.ToBase64String(Encoding.ASCII.GetBytes(HostCertificates().ToJsonString())),
            ["uvm_endorsements"] = Convert.ToBase64String(vm.Endorsement.Span),
            ["endorsed_tcb"] = signer.EndorsedTcb,
        }));
    }

    private async Task AnswerAsync(HttpContext context, Func<byte[], JsonObject> write)
    {
        if (await JsonExchange.ReadObjectAsync(context).ConfigureAwait(false) is not JsonElement body
            || JsonExchange.Text(body, "runtime_data") is not string text || !TryDecode(text, out byte[] runtimeData))
        {
            await RefuseAsync(context, StatusCodes.Status400BadRequest, "runtime_data must be base64").ConfigureAwait(false);
            return;
        }

        AskingProcess asking = context.Features.GetRequiredFeature<AskingProcess>();
        MeasurementFailure failure = TryMeasure(asking, out MeasuredPolicy? policy);
        if (failure != MeasurementFailure.None)
        {
            await RefuseAsync(context, StatusCodes.Status403Forbidden, $"not measured: {failure}").ConfigureAwait(false);
            return;
        }

        byte[] reportData = new byte[64];
        SHA256.HashData(runtimeData, reportData);
        byte[] report = signer.Sign(reportData, policy!.HostData);
        await JsonExchange.AnswerAsync(context, StatusCodes.Status200OK, write(report)).ConfigureAwait(false);
    }

    private MeasurementFailure TryMeasure(AskingProcess asking, out MeasuredPolicy? policy)
    {
        policy = null;
        return asking.Credentials.UserId != PeerCredentials.OwnUserId ? MeasurementFailure.OtherUser
            : asking.Identity is not ProcessIdentity identity ? MeasurementFailure.ProcessUnreadable
            : measurer.TryMeasure(identity, out policy);
    }

    private JsonObject HostCertificates() => new()
    {
        ["vcekCert"] = signer.Certificates.Vcek,
        ["tcbm"] = signer.EndorsedTcb,
        ["certificateChain"] = signer.Certificates.Chain,
        ["cacheControl"] = "86400",
    };

    private static bool TryDecode(string base64, out byte[] bytes)
    {
        bytes = new byte[base64.Length];
        bool isBase64 = Convert.TryFromBase64String(base64, bytes, out int written);
        bytes = bytes[..written];
        return isBase64;
    }

    private static Task RefuseAsync(HttpContext context, int status, string error) =>
        JsonExchange.AnswerAsync(context, status, new JsonObject { ["error"] = error });
}
