using System.Security.Authentication;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;

namespace EnclaveCleanRoom.KeyRelease.Vault;

/// <summary>Sends one request with a bearer token and bounded retries, and reads an answer of bounded size.</summary>
internal sealed class VaultPipeline(Uri vault, string? scope, TokenCredential credential, VaultOptions options, TimeSpan patience)
{
    private const string ApiVersion = "7.4";
    private const int LongestBody = 1024 * 1024;

    private readonly HttpPipeline? _pipeline = scope is null
        ? null
        : HttpPipelineBuilder.Build(options, new LastStatus(), new VaultAuthentication(scope, credential));

    /// <summary>Sends to <c>/keys/{path}</c>.</summary>
    /// <param name="method">The HTTP method.</param>
    /// <param name="path">Segments that have been checked, without a leading slash.</param>
    /// <param name="body">The JSON body, or null for none.</param>
    /// <param name="cancellationToken">Stops waiting and retrying.</param>
    public async Task<VaultAnswer> SendAsync(RequestMethod method, string path, ReadOnlyMemory<byte>? body, CancellationToken cancellationToken)
    {
        if (_pipeline is null)
        {
            return Failed(
                KeyVaultFailureReason.HostOutsideAzure,
                $"{vault.Host} is in none of Azure's clouds, so no access token is asked for it and nothing is sent to it.",
                null);
        }

        using CancellationTokenSource deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(patience);
        using HttpMessage message = _pipeline.CreateMessage();
        message.BufferResponse = false;
        message.Request.Method = method;
        message.Request.Uri.Reset(vault);
        message.Request.Uri.AppendPath("/keys/" + path, escape: false);
        message.Request.Uri.AppendQuery("api-version", ApiVersion);
        message.Request.Headers.Add("Accept", "application/json");
        if (body is ReadOnlyMemory<byte> content)
        {
            message.Request.Headers.Add("Content-Type", "application/json");
            message.Request.Content = RequestContent.Create(content);
        }

        try
        {
            await _pipeline.SendAsync(message, deadline.Token).ConfigureAwait(false);
            byte[]? answer = await ReadAsync(message.Response.ContentStream, deadline.Token).ConfigureAwait(false);
            return answer is null ? Failed(KeyVaultFailureReason.MalformedResponse, "The answer is larger than 1 MiB.", message.Response.Status)
                : message.Response.Status is >= 200 and < 300 ? new VaultAnswer(answer, null)
                : new VaultAnswer([], VaultErrors.Read(message.Response.Status, answer));
        }
        catch (RequestFailedException exception)
        {
            return NoAnswer(exception);
        }
        catch (AggregateException exception) when (exception.InnerExceptions.All(inner => inner is RequestFailedException or OperationCanceledException))
        {
            return NoAnswer(exception.InnerExceptions[^1]);
        }
        catch (IOException exception)
        {
            return NoAnswer(exception);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // The deadline may have fallen into a pause that the vault had asked for.
            return LastStatus.Of(message) is 429
                ? Failed(KeyVaultFailureReason.Throttled, "The vault was busy until the deadline. Try again later.", 429)
                : Failed(KeyVaultFailureReason.Unavailable, "The vault did not answer in time.", LastStatus.Of(message));
        }
    }

    private static VaultAnswer NoAnswer(Exception exception)
    {
        for (Exception? cause = exception; cause is not null; cause = cause.InnerException)
        {
            if (cause is AuthenticationException)
            {
                return Failed(KeyVaultFailureReason.UntrustedService, "The vault's TLS certificate is not trusted.", null);
            }
        }

        return Failed(KeyVaultFailureReason.Unavailable, "The vault cannot be reached.", null);
    }

    private static VaultAnswer Failed(KeyVaultFailureReason reason, string message, int? status) =>
        new([], new KeyVaultFailure(reason, status, null, message));

    private static async Task<byte[]?> ReadAsync(Stream? content, CancellationToken cancellationToken)
    {
        if (content is null)
        {
            return [];
        }

        byte[] buffer = new byte[LongestBody + 1];
        int length = await content.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
        return length > LongestBody ? null : buffer[..length];
    }
}
