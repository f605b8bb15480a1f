using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Attestation;
using EnclaveCleanRoom.Cose;

namespace EnclaveCleanRoom.DataOwnerClient.Keys;

/// <summary>A party's own keys on its own machine: one that signs, one to which results are encrypted.</summary>
internal sealed class PartyKeyFolder : IDisposable
{
    private const string SigningFile = "signing-key.pem";
    private const string EncryptionFile = "encryption-key.pem";
    private const string PartyFile = "party.json";

    private PartyKeyFolder(string path, PartyId id, string name, CoseSigner signer, ECDiffieHellman decryption, EcPublicJwk signing)
    {
        Path = path;
        Id = id;
        Name = name;
        Signer = signer;
        DecryptionKey = decryption;
        SigningKey = signing;
    }

    internal string Path { get; }

    internal PartyId Id { get; }

    internal string Name { get; }

    internal CoseSigner Signer { get; }

    internal ECDiffieHellman DecryptionKey { get; }

    internal EcPublicJwk SigningKey { get; }

    /// <summary>What the other parties put into the agreement.</summary>
    internal Party Public => new()
    {
        Id = Id,
        Name = Name,
        SigningKey = SigningKey,
        EncryptionKey = EcPublicJwk.FromKey(DecryptionKey),
    };

    /// <summary>Whether anything lies in a folder that making keys would have to overwrite.</summary>
    internal static bool HoldsKeys(string folder) =>
        new[] { SigningFile, EncryptionFile, PartyFile }.Any(file => File.Exists(System.IO.Path.Combine(folder, file)));

    /// <summary>Makes keys in a folder that has none, or opens those that are there: keys are never overwritten.</summary>
    internal static PartyKeyFolder OpenOrCreate(string folder, PartyId id, string name)
    {
        if (!File.Exists(System.IO.Path.Combine(folder, PartyFile)))
        {
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            using ECDsa signing = ECDsa.Create(ECCurve.NamedCurves.nistP384);
            using ECDiffieHellman encryption = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP384);
            WritePrivate(System.IO.Path.Combine(folder, SigningFile), signing);
            WritePrivate(System.IO.Path.Combine(folder, EncryptionFile), encryption);
            File.WriteAllBytes(
                System.IO.Path.Combine(folder, PartyFile),
                JsonSerializer.SerializeToUtf8Bytes(new Identity(id.ToString(), name)));
        }

        return Open(folder);
    }

    /// <summary>Opens a folder of keys.</summary>
    /// <exception cref="ClientException">It holds none, or they cannot be read.</exception>
    internal static PartyKeyFolder Open(string folder)
    {
        try
        {
            Identity? identity = JsonSerializer.Deserialize<Identity>(File.ReadAllBytes(System.IO.Path.Combine(folder, PartyFile)));
            if (identity is null || !PartyId.TryParse(identity.Id, out PartyId id))
            {
                throw new ClientException($"{folder}/{PartyFile} names no party.");
            }

            ECDsa signing = ECDsa.Create();
            signing.ImportFromPem(File.ReadAllText(System.IO.Path.Combine(folder, SigningFile)));
            ECDiffieHellman encryption = ECDiffieHellman.Create();
            encryption.ImportFromPem(File.ReadAllText(System.IO.Path.Combine(folder, EncryptionFile)));
            EcPublicJwk publicKey = EcPublicJwk.FromKey(signing);
            return new PartyKeyFolder(folder, id, identity.Name, CoseSigner.FromEcdsa(signing), encryption, publicKey);
        }
        catch (Exception exception) when (exception is IOException or JsonException or CryptographicException or ArgumentException)
        {
            throw new ClientException($"No party keys in {folder}: {exception.Message} Make some with `cleanroom keys init`.", exception);
        }
    }

    public void Dispose()
    {
        Signer.Dispose();
        DecryptionKey.Dispose();
    }

    private static void WritePrivate(string path, ECAlgorithm key)
    {
        byte[] pem = Encoding.ASCII.GetBytes(key.ExportPkcs8PrivateKeyPem() + "\n");
        try
        {
            FileStreamOptions options = new()
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.Write,
                UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
            };
            using FileStream file = new(path, options);
            file.Write(pem);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(pem);
        }
    }

    private sealed record Identity(string Id, string Name);
}
