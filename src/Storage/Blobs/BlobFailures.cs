using System.Security.Authentication;
using Azure;

namespace EnclaveCleanRoom.Storage.Blobs;

/// <summary>Turns answers that are no success, and the absence of any, into failures. The service's message is not repeated: it may quote the request.</summary>
internal static class BlobFailures
{
    private const string ErrorCode = "x-ms-error-code";

    public static StoreFailure Of(Response response)
    {
        string? code = response.Headers.TryGetValue(ErrorCode, out string? text) ? Plain(text) : null;
        StoreFailureReason reason = response.Status switch
        {
            401 => StoreFailureReason.Unauthorized,
            403 => StoreFailureReason.Forbidden,
            404 => StoreFailureReason.NotFound,
            409 or 412 when code is "BlobAlreadyExists" or "ConditionNotMet" or "UnmodifiedSinceConditionNotMet" => StoreFailureReason.AlreadyExists,
            416 => StoreFailureReason.OutOfRange,
            429 or 503 => StoreFailureReason.Throttled,
            408 or >= 500 => StoreFailureReason.Unavailable,
            >= 400 => StoreFailureReason.Rejected,
            _ => StoreFailureReason.MalformedResponse,
        };
        return new StoreFailure(reason, response.Status, code, Words(reason));
    }

    public static StoreFailure OfDeadline(int? lastStatus)
    {
        StoreFailureReason reason = lastStatus is 429 or 503 ? StoreFailureReason.Throttled : StoreFailureReason.Unavailable;
        return new StoreFailure(reason, lastStatus, null, Words(reason));
    }

    public static StoreFailure OfConnection(Exception exception)
    {
        for (Exception? cause = exception; cause is not null; cause = cause.InnerException)
        {
            if (cause is AuthenticationException)
            {
                return new StoreFailure(StoreFailureReason.UntrustedService, null, null, Words(StoreFailureReason.UntrustedService));
            }
        }

        return new StoreFailure(StoreFailureReason.Unavailable, null, null, Words(StoreFailureReason.Unavailable));
    }

    public static StoreFailure Malformed(int? status, string message) => new(StoreFailureReason.MalformedResponse, status, null, message);

    private static string Words(StoreFailureReason reason) => reason switch
    {
        StoreFailureReason.Unauthorized => "The storage account does not know the caller: its identity belongs to another tenant, or the token is no longer good.",
        StoreFailureReason.Forbidden => "The signature has expired or does not allow this, or the identity lacks a role (Storage Blob Data Reader to read, Contributor to write).",
        StoreFailureReason.NotFound => "There is no such blob or container.",
        StoreFailureReason.AlreadyExists => "Another blob lies under this name, and nothing is overwritten.",
        StoreFailureReason.OutOfRange => "The blob ends before the range does.",
        StoreFailureReason.Throttled => "The storage account was busy until the deadline. Try again later.",
        StoreFailureReason.Unavailable => "The storage account did not answer until the deadline.",
        StoreFailureReason.UntrustedService => "The storage account's TLS certificate is not trusted.",
        StoreFailureReason.Rejected => "The storage account refused the request.",
        _ => "The storage account's answer is not what the protocol says.",
    };

    private static string? Plain(string code) => code.Length <= 64 && code.All(char.IsAsciiLetterOrDigit) ? code : null;
}
