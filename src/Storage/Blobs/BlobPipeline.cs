using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography.X509Certificates;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;

namespace EnclaveCleanRoom.Storage.Blobs;

/// <summary>
/// Sends one request: signed by the shared access signature or with a bearer token, retried within a deadline, and never logged with its
/// query or content.
/// </summary>
/// <remarks>Source: Blob Storage REST interface, version 2023-11-03.</remarks>
internal sealed class BlobPipeline(BlobAddress address, TokenCredential? credential, StoreOptions options, HttpPipelineTransport transport)
{
    private const string Version = "2023-11-03";
    private const string Scope = "https://storage.azure.com/.default";

    private readonly HttpPipeline _pipeline = HttpPipelineBuilder.Build(
        new BlobClientOptions(transport, options.RetryDelay),
        [new LastStatus(), .. address.Signature is null ? [new BearerTokenAuthenticationPolicy(credential!, Scope)] : Array.Empty<HttpPipelinePolicy>()]);

    /// <summary>Sends to <c>CONTAINER/NAME?QUERY</c>.</summary>
    /// <param name="method">The HTTP method.</param>
    /// <param name="name">The blob.</param>
    /// <param name="query">Parameters whose values are escaped already.</param>
    /// <param name="prepare">Adds headers and content.</param>
    /// <param name="isWanted">Which statuses are answers; any other is a failure.</param>
    /// <param name="cancellationToken">Stops waiting and retrying.</param>
    public async Task<BlobAnswer> SendAsync(
        RequestMethod method, ObjectName name, string query, Action<Request>? prepare, Func<int, bool> isWanted, CancellationToken cancellationToken)
    {
        using CancellationTokenSource deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(options.Deadline);
        HttpMessage message = _pipeline.CreateMessage();
        bool isAnswered = false;
        try
        {
            message.BufferResponse = false;
            message.Request.Method = method;
            message.Request.Uri.Reset(AddressOf(name, query));
            message.Request.Headers.Add("x-ms-version", Version);
            prepare?.Invoke(message.Request);
            await _pipeline.SendAsync(message, deadline.Token).ConfigureAwait(false);
            isAnswered = isWanted(message.Response.Status);
            return isAnswered ? new BlobAnswer(message, null) : new BlobAnswer(null, BlobFailures.Of(message.Response));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new BlobAnswer(null, BlobFailures.OfDeadline(LastStatus.Of(message)));
        }
        catch (RequestFailedException exception)
        {
            return new BlobAnswer(null, BlobFailures.OfConnection(exception));
        }
        catch (AggregateException exception) when (exception.InnerExceptions.All(inner => inner is RequestFailedException or OperationCanceledException))
        {
            cancellationToken.ThrowIfCancellationRequested();
            return new BlobAnswer(null, BlobFailures.OfConnection(exception.InnerExceptions[^1]));
        }
        finally
        {
            if (!isAnswered)
            {
                message.Dispose();
            }
        }
    }

    /// <summary>TLS under the named roots, or the system's; redirects and cookies are not followed.</summary>
    [SuppressMessage("Reliability", "CA2000:Dispose objects before losing scope", Justification = "The transport owns the client, the client the handler.")]
    public static HttpClientTransport CreateTransport(IReadOnlyList<ReadOnlyMemory<byte>> roots)
    {
        SocketsHttpHandler handler = new()
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            ConnectTimeout = TimeSpan.FromSeconds(10),
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        };
        X509ChainPolicy policy = new()
        {
            RevocationMode = X509RevocationMode.NoCheck,
            DisableCertificateDownloads = true,
            TrustMode = roots.Count == 0 ? X509ChainTrustMode.System : X509ChainTrustMode.CustomRootTrust,
        };
        foreach (ReadOnlyMemory<byte> root in roots)
        {
            policy.CustomTrustStore.Add(X509CertificateLoader.LoadCertificate(root.Span));
        }

        handler.SslOptions.CertificateChainPolicy = policy;
        return new HttpClientTransport(new HttpClient(handler, disposeHandler: true) { Timeout = Timeout.InfiniteTimeSpan });
    }

    private Uri AddressOf(ObjectName name, string query)
    {
        string all = string.Join('&', new[] { query, address.Signature }.Where(part => !string.IsNullOrEmpty(part)));
        return new Uri($"{address.Container.AbsoluteUri}/{name}{(all.Length > 0 ? "?" : "")}{all}");
    }

    private sealed class BlobClientOptions : ClientOptions
    {
        public BlobClientOptions(HttpPipelineTransport transport, TimeSpan retryDelay)
        {
            Transport = transport;
            Retry.Mode = RetryMode.Exponential;
            Retry.MaxRetries = 8;
            Retry.Delay = retryDelay;
            Retry.MaxDelay = TimeSpan.FromSeconds(10);
            Retry.NetworkTimeout = TimeSpan.FromSeconds(60);
            Diagnostics.IsLoggingContentEnabled = false;
            Diagnostics.IsTelemetryEnabled = false;
            Diagnostics.IsDistributedTracingEnabled = false;
        }
    }
}
