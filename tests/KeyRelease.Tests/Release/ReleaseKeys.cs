using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;

namespace EnclaveCleanRoom.KeyRelease.Tests.Release;

/// <summary>
/// Published test keys and certificates of a vault that does not exist, committed so that what they sign can be made again:
/// a root, a signer for <c>*.vault.azure.net</c> valid 2026 to 2036, the instance's wrapping key, the owner's key.
/// </summary>
internal sealed class ReleaseKeys
{
    private static readonly string s_path = Repository.PathTo("tests", "KeyRelease.Tests", "Corpus", "keys.json");

    private ReleaseKeys(Dictionary<string, string> stored)
    {
        Root = Convert.FromBase64String(stored["root"]);
        Leaf = Convert.FromBase64String(stored["leaf"]);
        Signer = Rsa(stored["signer"]);
        Wrapping = Rsa(stored["wrapping"]);
        Owner = Rsa(stored["owner"]);
        WrappedOwner = Convert.FromBase64String(stored["wrappedOwner"]);
    }

    public static ReleaseKeys Committed { get; } = Read();

    public byte[] Root { get; }

    public byte[] Leaf { get; }

    public RSA Signer { get; }

    public RSA Wrapping { get; }

    public RSA Owner { get; }

    /// <summary>The owner's key as the vault wraps it for the instance.</summary>
    public byte[] WrappedOwner { get; }

    public static DateTimeOffset Now { get; } = new(2026, 11, 22, 10, 0, 0, TimeSpan.Zero);

    /// <summary>A certificate under a fresh root of its own.</summary>
    public static (byte[] Root, byte[] Leaf) Certificates(
        RSA signer, string host = "*.vault.azure.net", string usage = "1.3.6.1.5.5.7.3.1", int from = 2026)
    {
        DateTimeOffset start = new(from, 1, 1, 0, 0, 0, TimeSpan.Zero);
        using RSA rootKey = RSA.Create(2048);
        CertificateRequest rootRequest = new("CN=Test root", rootKey, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        rootRequest.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        using X509Certificate2 root = rootRequest.CreateSelfSigned(start, start.AddYears(10));
        CertificateRequest request = new("CN=vault.azure.net", signer, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        SubjectAlternativeNameBuilder names = new();
        names.AddDnsName(host);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(usage)], false));
        using X509Certificate2 leaf = request.Create(root, start, start.AddYears(10), [1]);
        return (root.RawData, leaf.RawData);
    }

    private static ReleaseKeys Read()
    {
        if (Environment.GetEnvironmentVariable("WRITE_VECTORS") is not null && !File.Exists(s_path))
        {
            Write();
        }

        return new ReleaseKeys(JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllText(s_path))!);
    }

    private static void Write()
    {
        using RSA signer = RSA.Create(2048);
        using RSA wrapping = RSA.Create(2048);
        using RSA owner = RSA.Create(2048);
        (byte[] root, byte[] leaf) = Certificates(signer);
        byte[] wrapped = RsaAesKeyWrap.Wrap(owner.ExportPkcs8PrivateKey(), wrapping);
        Dictionary<string, string> stored = new()
        {
            ["root"] = Convert.ToBase64String(root),
            ["leaf"] = Convert.ToBase64String(leaf),
            ["signer"] = Convert.ToBase64String(signer.ExportPkcs8PrivateKey()),
            ["wrapping"] = Convert.ToBase64String(wrapping.ExportPkcs8PrivateKey()),
            ["owner"] = Convert.ToBase64String(owner.ExportPkcs8PrivateKey()),
            ["wrappedOwner"] = Convert.ToBase64String(wrapped),
        };
        string members = string.Join(",\n", stored.Select(pair => $"  \"{pair.Key}\": \"{pair.Value}\""));
        File.WriteAllText(s_path, $"{{\n{members}\n}}\n");
    }

    private static RSA Rsa(string pkcs8)
    {
        RSA key = RSA.Create();
        key.ImportPkcs8PrivateKey(Convert.FromBase64String(pkcs8), out _);
        return key;
    }
}
