using Azure.Core;
using Azure.Core.Pipeline;

namespace EnclaveCleanRoom.Storage.Blobs;

/// <summary>Remembers the status of the latest attempt, so that a deadline that falls into a pause can say what the pause was for.</summary>
internal sealed class LastStatus : HttpPipelinePolicy
{
    private const string Property = "cleanroom.last-status";

    public static int? Of(HttpMessage message) => message.TryGetProperty(Property, out object? value) ? (int?)value : null;

    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        ProcessNext(message, pipeline);
        message.SetProperty(Property, message.Response.Status);
    }

    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        await ProcessNextAsync(message, pipeline).ConfigureAwait(false);
        message.SetProperty(Property, message.Response.Status);
    }
}
