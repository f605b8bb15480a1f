using System.Diagnostics.CodeAnalysis;

namespace EnclaveCleanRoom.Storage.Blobs;

/// <summary>A container, the prefix of the names in it, and the signature that opens it. The signature is a secret: it stands in no text that this type shows.</summary>
internal sealed class BlobAddress
{
    private static readonly string[] s_azure =
        [".blob.core.windows.net", ".blob.storage.azure.net", ".blob.core.chinacloudapi.cn", ".blob.core.usgovcloudapi.net"];

    private BlobAddress(Uri container, string? signature) => (Container, Signature) = (container, signature);

    /// <summary>Scheme, host and path, without a slash at its end and without a query.</summary>
    public Uri Container { get; }

    /// <summary>The query of a shared access signature, without its question mark; null where a bearer token is sent.</summary>
    public string? Signature { get; }

    /// <summary>Whether a bearer token for Azure Storage ends at Azure Storage.</summary>
    public bool IsAzureStorage =>
        Container.Scheme == Uri.UriSchemeHttps && Container.IsDefaultPort
        && Array.Exists(s_azure, suffix => Container.Host.EndsWith(suffix, StringComparison.OrdinalIgnoreCase));

    public static StoreLocationFailure TryParse(string place, string? signature, [NotNullWhen(true)] out BlobAddress? address)
    {
        address = null;
        if (!Uri.TryCreate(place, UriKind.Absolute, out Uri? uri) || !(uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback)))
        {
            return StoreLocationFailure.NotHttps;
        }

        if (uri.Query.Length > 0 || uri.Fragment.Length > 0 || uri.UserInfo.Length > 0)
        {
            return StoreLocationFailure.NotAPlace;
        }

        string path = uri.AbsolutePath.TrimEnd('/');
        if (path.Length < 2 || path.Contains("//", StringComparison.Ordinal))
        {
            return StoreLocationFailure.NoContainer;
        }

        string? query = string.IsNullOrEmpty(signature) ? null : signature.Trim().TrimStart('?');
        if (query is not null && !IsSignature(query))
        {
            return StoreLocationFailure.MalformedSignature;
        }

        address = new BlobAddress(new Uri(uri.GetLeftPart(UriPartial.Authority) + path), query);
        return StoreLocationFailure.None;
    }

    public override string ToString() => Container.AbsoluteUri;

    // Only what a query may hold: it is put behind an address as it is.
    private static bool IsSignature(string query) =>
        query.Split('&').Any(pair => pair.StartsWith("sig=", StringComparison.Ordinal) && pair.Length > 4)
        && query.All(character => char.IsAsciiLetterOrDigit(character) || "-._~%=&+/:,".Contains(character));
}
