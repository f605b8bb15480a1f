using System.Text;
using EnclaveCleanRoom.Attestation;

namespace EnclaveCleanRoom.Agreements;

/// <summary>What ties an encrypted file to its dataset: both sides compute these alike.</summary>
public static class DatasetBinding
{
    /// <summary>The AAD prefix of a dataset's file: no module of it verifies under another agreement, dataset or version.</summary>
    /// <param name="agreement">The agreement's hash.</param>
    /// <param name="dataset">The dataset.</param>
    /// <param name="version">Its version.</param>
    public static byte[] AadPrefix(Digest256 agreement, DatasetId dataset, int version) =>
        Encoding.ASCII.GetBytes($"cleanroom/{agreement}/{dataset}/{version}");

    /// <summary>The name of a dataset's file in a store that rooms and owners share: segments of lower-case letters, digits, hyphens and dots.</summary>
    /// <param name="agreement">The agreement's hash.</param>
    /// <param name="dataset">The dataset.</param>
    /// <param name="version">Its version.</param>
    public static string StoredName(Digest256 agreement, DatasetId dataset, int version) => $"{agreement}/{dataset}.{version}.parquet";

    /// <summary>What a share is sealed for: it opens at no other instance, for no other dataset or version, and under no other agreement.</summary>
    /// <param name="agreement">The agreement's hash.</param>
    /// <param name="instance">The thumbprint of the instance's signing key.</param>
    /// <param name="dataset">The dataset.</param>
    /// <param name="version">Its version.</param>
    public static byte[] ShareContext(Digest256 agreement, Digest256 instance, DatasetId dataset, int version) =>
        Encoding.ASCII.GetBytes($"cleanroom-share/1\n{agreement}\n{instance}\n{dataset}\n{version}\n");

    /// <summary>SHA-256 of the schema's canonical text: <c>name TAB type LF</c> for each column in file order, UTF-8.</summary>
    /// <param name="columns">Names and types as the file has them.</param>
    public static Digest256 SchemaDigest(IEnumerable<(string Name, string Type)> columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        StringBuilder text = new();
        foreach ((string name, string type) in columns)
        {
            text.Append(name).Append('\t').Append(type).Append('\n');
        }

        return Digest256.Of(Encoding.UTF8.GetBytes(text.ToString()));
    }
}
