using Azure.Core;
using Azure.Core.Pipeline;

namespace EnclaveCleanRoom.KeyRelease.Vault;

/// <summary>Remembers the status of the latest attempt, so that a deadline that falls into a pause can say what the pause was for.</summary>
internal sealed class LastStatus : HttpPipelineSynchronousPolicy
{
    private const string Property = "cleanroom.last-status";

    public static int? Of(HttpMessage message) => message.TryGetProperty(Property, out object? value) ? (int?)value : null;

    public override void OnReceivedResponse(HttpMessage message) => message.SetProperty(Property, message.Response.Status);
}
