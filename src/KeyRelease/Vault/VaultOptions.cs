using Azure.Core;
using Azure.Core.Pipeline;

namespace EnclaveCleanRoom.KeyRelease.Vault;

/// <summary>What the pipeline is built with. Contents of requests and answers are never logged: they hold keys and tokens.</summary>
internal sealed class VaultOptions : ClientOptions
{
    public VaultOptions(HttpPipelineTransport transport, TimeSpan retryDelay)
    {
        Transport = transport;
        Retry.Mode = RetryMode.Exponential;
        Retry.MaxRetries = 6;
        Retry.Delay = retryDelay;
        Retry.MaxDelay = TimeSpan.FromSeconds(10);
        Retry.NetworkTimeout = TimeSpan.FromSeconds(30);
        Diagnostics.IsLoggingContentEnabled = false;
        Diagnostics.IsTelemetryEnabled = false;
        Diagnostics.IsDistributedTracingEnabled = false;
    }
}
