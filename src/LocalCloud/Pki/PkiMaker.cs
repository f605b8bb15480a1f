using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace EnclaveCleanRoom.LocalCloud.Pki;

/// <summary>Makes a fresh <see cref="SimulatedPki"/>. The two RSA-4096 keys take most of the time, so all keys are made at once.</summary>
internal static class PkiMaker
{
    /// <summary>The extended key usage that marks a signer of utility VM endorsements.</summary>
    public const string UvmSigningUsage = "1.3.6.1.4.1.311.76.59.1.2";

    /// <summary>Makes keys and certificates that hold from more than a year before <paramref name="now"/>.</summary>
    public static async Task<SimulatedPki> CreateAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        CertificateMaker maker = new(now);
        Task<(X509Certificate2 Root, X509Certificate2 Issuer, X509Certificate2 Current, X509Certificate2 Old)> hardware =
            MakeHardwareAsync(maker, cancellation);
        Task<(X509Certificate2 Root, X509Certificate2 Issuer, X509Certificate2 Signer)> uvm = Task.Run(() => MakeUvm(maker), cancellation);
        Task<(X509Certificate2 Root, X509Certificate2 Issuer, X509Certificate2 Tls, X509Certificate2 Vault)> services =
            Task.Run(() => MakeServices(maker), cancellation);
        Task<X509Certificate2> attestation = Task.Run(() => MakeAttestationSigner(maker), cancellation);
        // Making a large key cannot be interrupted; who asked to stop does not wait for it.
        await Task.WhenAll(hardware, uvm, services, attestation).WaitAsync(cancellation).ConfigureAwait(false);
        return new SimulatedPki
        {
            HardwareRoot = hardware.Result.Root,
            HardwareIssuer = hardware.Result.Issuer,
            VcekCurrent = hardware.Result.Current,
            VcekOld = hardware.Result.Old,
            UvmRoot = uvm.Result.Root,
            UvmIssuer = uvm.Result.Issuer,
            UvmSigner = uvm.Result.Signer,
            ServicesRoot = services.Result.Root,
            ServicesIssuer = services.Result.Issuer,
            ServicesTls = services.Result.Tls,
            VaultSigner = services.Result.Vault,
            AttestationSigner = attestation.Result,
        };
    }

    private static async Task<(X509Certificate2 Root, X509Certificate2 Issuer, X509Certificate2 Current, X509Certificate2 Old)>
        MakeHardwareAsync(CertificateMaker maker, CancellationToken cancellation)
    {
        Task<RSA> makingArk = Task.Run(() => MaterializedRsa(4096), cancellation);
        Task<RSA> makingAsk = Task.Run(() => MaterializedRsa(4096), cancellation);
        using RSA ark = await makingArk.ConfigureAwait(false);
        using RSA ask = await makingAsk.ConfigureAwait(false);
        using ECDsa currentKey = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        using ECDsa oldKey = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        byte[] chipId = RandomNumberGenerator.GetBytes(VcekExtensions.ChipIdSize);

        using X509Certificate2 root = maker.Root("ARK", ark, RSASignaturePadding.Pss);
        using X509Certificate2 issuer = maker.Intermediate("ASK", ask, root, RSASignaturePadding.Pss);
        return (
            WithoutKey(root),
            WithoutKey(issuer),
            maker.Vcek(currentKey, issuer, Firmware.Current, chipId),
            maker.Vcek(oldKey, issuer, Firmware.Old, chipId));
    }

    private static (X509Certificate2 Root, X509Certificate2 Issuer, X509Certificate2 Signer) MakeUvm(CertificateMaker maker)
    {
        using RSA rootKey = MaterializedRsa(2048);
        using RSA issuerKey = MaterializedRsa(2048);
        using RSA signerKey = MaterializedRsa(2048);
        using X509Certificate2 root = maker.Root("Utility VM root", rootKey);
        using X509Certificate2 issuer = maker.Intermediate("Utility VM issuer", issuerKey, root);
        return (WithoutKey(root), WithoutKey(issuer), maker.DocumentSigner("Utility VM", signerKey, issuer, UvmSigningUsage));
    }

    private static (X509Certificate2 Root, X509Certificate2 Issuer, X509Certificate2 Tls, X509Certificate2 Vault) MakeServices(
        CertificateMaker maker)
    {
        using ECDsa rootKey = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        using ECDsa issuerKey = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        using ECDsa tlsKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using RSA vaultKey = MaterializedRsa(2048);
        using X509Certificate2 root = maker.Root("Services root", rootKey);
        using X509Certificate2 issuer = maker.Intermediate("Services issuer", issuerKey, root);
        return (
            WithoutKey(root),
            WithoutKey(issuer),
            maker.LoopbackServer("Services", tlsKey, issuer),
            maker.LoopbackServer("Key vault", vaultKey, issuer));
    }

    private static X509Certificate2 MakeAttestationSigner(CertificateMaker maker)
    {
        using RSA key = MaterializedRsa(2048);
        return maker.SelfSigned("Attestation service", key);
    }

    // RSA.Create only notes the size; asking for parameters makes the key here and now, on this thread.
    private static RSA MaterializedRsa(int bits)
    {
        RSA rsa = RSA.Create(bits);
        _ = rsa.ExportParameters(includePrivateParameters: false);
        return rsa;
    }

    private static X509Certificate2 WithoutKey(X509Certificate2 certificate) => X509CertificateLoader.LoadCertificate(certificate.RawData);
}
