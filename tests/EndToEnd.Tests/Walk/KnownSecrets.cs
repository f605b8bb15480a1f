using System.Security.Cryptography;
using System.Text.Json;
using System.Text.RegularExpressions;
using EnclaveCleanRoom.Attestation;
using EnclaveCleanRoom.KeyRelease;
using EnclaveCleanRoom.Parquet;

namespace EnclaveCleanRoom.EndToEnd.Tests.Walk;

/// <summary>
/// Every secret of a simulated run that lies on a disk, taken from where it lies: the vault's private keys, the data keys that they wrap, the
/// parties' private keys and shares, the directory's secret. To find them in a text in hexadecimal, base64 and base64url.
/// </summary>
internal sealed partial class KnownSecrets
{
    /// <summary>Enough to tell a secret by its beginning, and a multiple of three, so that base64 of it is a beginning too.</summary>
    private const int Prefix = 15;

    private readonly List<(string Name, byte[] Secret)> _secrets = [];
    private readonly List<byte[]> _shares = [];

    internal int Count => _secrets.Count;

    internal static KnownSecrets Of(string region, IReadOnlyList<string> partyFolders, IReadOnlyList<string> sealedFolders)
    {
        KnownSecrets known = new();
        List<RSA> vaultKeys = [];
        foreach (string path in Directory.EnumerateFiles(Path.Combine(region, "state", "vault"), "*.json"))
        {
            using JsonDocument stored = JsonDocument.Parse(File.ReadAllBytes(path));
            RSA key = RSA.Create();
            key.ImportPkcs8PrivateKey(stored.RootElement.GetProperty("Pkcs8").GetBytesFromBase64(), out _);
            vaultKeys.Add(key);
            known.AddRsa(key);
        }

        known.Add("the directory's secret", File.ReadAllBytes(Path.Combine(region, "state", "directory.key")));
        foreach (string folder in partyFolders)
        {
            known.AddParty(folder);
        }

        foreach (string path in sealedFolders.SelectMany(folder => Directory.EnumerateFiles(folder, "*.parquet")))
        {
            known.AddDataKeys(path, vaultKeys);
        }

        vaultKeys.ForEach(key => key.Dispose());
        return known;
    }

    /// <summary>Which of them stand in a text; and what looks like a token or a signature of a store.</summary>
    internal IReadOnlyList<string> FindIn(string text)
    {
        List<string> found = [];
        string lower = text.ToLowerInvariant();
        foreach ((string name, byte[] secret) in _secrets)
        {
            byte[] start = secret[..Prefix];
            string base64 = Convert.ToBase64String(start);
            bool isThere = lower.Contains(Convert.ToHexStringLower(start), StringComparison.Ordinal)
                || text.Contains(base64, StringComparison.Ordinal) || text.Contains(Base64UrlText.Encode(start), StringComparison.Ordinal);
            if (isThere)
            {
                found.Add(name);
            }
        }

        found.AddRange(Token().Matches(text).Select(match => $"a token: {match.Value[..12]}…"));
        found.AddRange(PrivateMember().Matches(text).Select(match => $"a private member: {match.Value}"));
        return found;
    }

    // A JSON Web Token begins with base64url of {" .
    [GeneratedRegex("eyJ[A-Za-z0-9_-]{16,}", RegexOptions.CultureInvariant)]
    private static partial Regex Token();

    [GeneratedRegex("\"(d|p|q|dp|dq|qi|k)\"\\s*:\\s*\"|[?&]sig=|PRIVATE KEY", RegexOptions.CultureInvariant)]
    private static partial Regex PrivateMember();

    private void AddRsa(RSA key)
    {
        RSAParameters numbers = key.ExportParameters(includePrivateParameters: true);
        Add("d", numbers.D!);
        Add("p", numbers.P!);
        Add("q", numbers.Q!);
        Add("dp", numbers.DP!);
        Add("dq", numbers.DQ!);
        Add("qi", numbers.InverseQ!);
    }

    private void AddParty(string folder)
    {
        foreach (string path in Directory.EnumerateFiles(folder, "*.pem"))
        {
            using ECDsa key = ECDsa.Create();
            key.ImportFromPem(File.ReadAllText(path));
            Add(Path.GetFileName(path), key.ExportParameters(includePrivateParameters: true).D!);
        }

        foreach (string path in Directory.EnumerateFiles(folder, "*.share", SearchOption.AllDirectories))
        {
            byte[] share = Convert.FromHexString(File.ReadAllText(path).Trim().Split(' ')[^1]);
            _shares.Add(share);
            Add("a share", share);
        }
    }

    private void AddDataKeys(string path, List<RSA> vaultKeys)
    {
        using FileStream file = File.OpenRead(path);
        Assert.True(EncryptedFooter.TryRead(file, out EncryptedFooter? footer, out _));
        byte[] footerKey = Open(Unwrap(footer.FooterKeyMetadata.Span, vaultKeys));
        Add("a footer's key", footerKey);
        using KeyRing ring = new();
        ring.Add(footer.FooterKeyMetadata.Span, new SecretKey(footerKey));
        Assert.True(ParquetFile.TryOpen(file, footer, ParquetReaderOptions.Encrypted(ring, AadPrefix.AsStored), out ParquetFile? parquet, out ParquetFailure? failure), failure?.ToString());
        foreach (Field field in parquet.Schema)
        {
            Add("a column's key", Open(Unwrap(parquet.KeyMetadataOf(field.Name)!.Value.Span, vaultKeys)));
        }
    }

    /// <summary>With dual release the vault's key gives what is still wrapped under a share.</summary>
    private byte[] Open(byte[] unwrapped)
    {
        if (unwrapped.Length == 32)
        {
            return unwrapped;
        }

        byte[] key = new byte[32];
        foreach (byte[] bytes in _shares)
        {
            using KeyShare share = KeyShare.From(bytes);
            if (share.TryUnwrap(unwrapped, key, out int length))
            {
                return key[..length];
            }
        }

        throw new InvalidOperationException("No share unwraps a data key.");
    }

    private static byte[] Unwrap(ReadOnlySpan<byte> metadata, List<RSA> vaultKeys)
    {
        Assert.True(KeyMaterial.TryParse(metadata, out KeyMaterial? material, out _));
        byte[] wrapped = Convert.FromBase64String(material.WrappedDek!);
        byte[] key = new byte[wrapped.Length];
        foreach (RSA vaultKey in vaultKeys.Where(candidate => candidate.KeySize == wrapped.Length * 8))
        {
            try
            {
                return vaultKey.TryDecrypt(wrapped, key, RSAEncryptionPadding.OaepSHA256, out int length) ? key[..length] : throw new CryptographicException();
            }
            catch (CryptographicException)
            {
                // It was another of the vault's keys.
            }
        }

        throw new InvalidOperationException("No key of the vault unwraps a data key.");
    }

    private void Add(string name, byte[] secret) => _secrets.Add((name, secret));
}
