using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using EnclaveCleanRoom.LocalCloud.State;

namespace EnclaveCleanRoom.LocalCloud.Pki;

/// <summary>Keeps a <see cref="SimulatedPki"/> as PEM files, one a certificate, with its private key where it has one.</summary>
internal static class PkiStore
{
    private const string Folder = "pki";

    /// <summary>Loads what an earlier start made, or makes it now.</summary>
    public static async Task<SimulatedPki> LoadOrCreateAsync(StateDirectory state, DateTimeOffset now, CancellationToken cancellation)
    {
        string folder = state.PathTo(Folder);
        if (Directory.Exists(folder))
        {
            return Load(folder);
        }

        SimulatedPki made = await PkiMaker.CreateAsync(now, cancellation).ConfigureAwait(false);
        Save(made, folder);
        return made;
    }

    // The folder appears under its name only when complete, so an interrupted first start leaves nothing to stumble over.
    private static void Save(SimulatedPki pki, string folder)
    {
        string fresh = folder + ".new";
        if (Directory.Exists(fresh))
        {
            Directory.Delete(fresh, recursive: true);
        }

        StateDirectory.CreateOwnerOnlyDirectory(fresh);
        foreach ((string name, X509Certificate2 certificate) in pki.Entries)
        {
            byte[] pem = Encoding.ASCII.GetBytes(certificate.ExportCertificatePem() + "\n" + PrivateKeyPem(certificate));
            StateDirectory.WriteOwnerOnly(FileOf(fresh, name), pem);
            CryptographicOperations.ZeroMemory(pem);
        }

        Directory.Move(fresh, folder);
    }

    private static SimulatedPki Load(string folder) => new()
    {
        HardwareRoot = Read(folder, nameof(SimulatedPki.HardwareRoot)),
        HardwareIssuer = Read(folder, nameof(SimulatedPki.HardwareIssuer)),
        VcekCurrent = Read(folder, nameof(SimulatedPki.VcekCurrent)),
        VcekOld = Read(folder, nameof(SimulatedPki.VcekOld)),
        UvmRoot = Read(folder, nameof(SimulatedPki.UvmRoot)),
        UvmIssuer = Read(folder, nameof(SimulatedPki.UvmIssuer)),
        UvmSigner = Read(folder, nameof(SimulatedPki.UvmSigner)),
        ServicesRoot = Read(folder, nameof(SimulatedPki.ServicesRoot)),
        ServicesIssuer = Read(folder, nameof(SimulatedPki.ServicesIssuer)),
        ServicesTls = Read(folder, nameof(SimulatedPki.ServicesTls)),
        VaultSigner = Read(folder, nameof(SimulatedPki.VaultSigner)),
        AttestationSigner = Read(folder, nameof(SimulatedPki.AttestationSigner)),
    };

    private static X509Certificate2 Read(string folder, string name)
    {
        string pem = File.ReadAllText(FileOf(folder, name));
        return pem.Contains("PRIVATE KEY", StringComparison.Ordinal)
            ? X509Certificate2.CreateFromPem(pem, pem)
            : X509Certificate2.CreateFromPem(pem);
    }

    private static string PrivateKeyPem(X509Certificate2 certificate)
    {
        using RSA? rsa = certificate.GetRSAPrivateKey();
        using ECDsa? ecdsa = certificate.GetECDsaPrivateKey();
        AsymmetricAlgorithm? key = rsa is not null ? rsa : ecdsa;
        return key is null ? "" : key.ExportPkcs8PrivateKeyPem() + "\n";
    }

    private static string FileOf(string folder, string name) => Path.Combine(folder, name + ".pem");
}
