using static EnclaveCleanRoom.Cose.Tests.Vectors.Cbor;
using static EnclaveCleanRoom.Cose.Tests.Vectors.MessageBuilder;

namespace EnclaveCleanRoom.Cose.Tests.Vectors;

/// <summary>COSE_Encrypt. The vector's key is the recipient's, and its name in ASCII the key identifier.</summary>
internal static class EncryptVectors
{
    private static readonly byte[] s_iv = Map(Int(5), Bytes(InitializationVector));

    public static IEnumerable<VectorFile> All() =>
    [
        VectorGenerator.Encrypt("one-recipient", CoseFailure.None, "ECDH-ES + A256KW, A256GCM", Message(Recipient())),
        VectorGenerator.Encrypt(
            "second-of-two", CoseFailure.None, "the second recipient decrypts", Message(Recipient("p384-stranger"), Recipient())),
        VectorGenerator.Encrypt(
            "same-kid-twice", CoseFailure.None, "a recipient whose identifier another one carries too",
            Message(Recipient("p384-stranger", keyId: "p384"u8.ToArray()), Recipient())),
        VectorGenerator.Encrypt("external", CoseFailure.None, "external data", MessageBuilder.Encrypt(
            null, null, Bytes(Ciphertext(external: [5])), Recipient())) with
        {
            External = [5],
        },
        VectorGenerator.Encrypt("no-recipients", CoseFailure.NoRecipients, "an empty list of recipients", Message()),
        VectorGenerator.Encrypt("another-recipient", CoseFailure.RecipientNotFound, "encrypted to somebody else", Message(Recipient("p384-stranger"))),
        VectorGenerator.Encrypt(
            "relabelled-recipient", CoseFailure.KeyUnwrapFailed, "somebody else's entry under our identifier",
            Message(Recipient("p384-stranger", keyId: "p384"u8.ToArray()))),
        VectorGenerator.Encrypt(
            "wrapped-key-changed", CoseFailure.KeyUnwrapFailed, "one bit of the wrapped key changed",
            Message(Recipient(wrapped: Bytes(Changed(WrappedKey("p384"), 0))))),
        VectorGenerator.Encrypt(
            "recipient-header-added", CoseFailure.KeyUnwrapFailed, "the recipient's protected header enters the key derivation",
            Message(Recipient(header: Map(Int(1), Int(-31), Int(100), Int(0))))),
        VectorGenerator.Encrypt("wrapped-key-short", CoseFailure.WrongElementType, "a wrapped key of 24 bytes", Message(Recipient(wrapped: Bytes(new byte[24])))),
        VectorGenerator.Encrypt("wrapped-key-null", CoseFailure.WrongElementType, "no wrapped key", Message(Recipient(wrapped: Null))),
        VectorGenerator.Encrypt(
            "recipient-in-recipient", CoseFailure.WrongElementCount, "a second layer of recipients",
            Message([0x84, .. Recipient()[1..], .. Array(Recipient())])),
        VectorGenerator.Encrypt(
            "recipient-a128kw", CoseFailure.AlgorithmUnknown, "ECDH-ES + A128KW", Message(Recipient(header: Map(Int(1), Int(-29))))),
        VectorGenerator.Encrypt(
            "recipient-direct", CoseFailure.AlgorithmUnknown, "direct ECDH-ES + HKDF-256", Message(Recipient(header: Map(Int(1), Int(-25))))),
        VectorGenerator.Encrypt(
            "recipient-rsa-oaep", CoseFailure.AlgorithmUnknown, "RSAES-OAEP", Message(Recipient(header: Map(Int(1), Int(-41))))),
        VectorGenerator.Encrypt("recipient-no-algorithm", CoseFailure.AlgorithmMissing, "no key algorithm", Message(Recipient(header: []))),
        VectorGenerator.Encrypt("content-a128gcm", CoseFailure.AlgorithmUnknown, "A128GCM", MessageBuilder.Encrypt(
            Map(Int(1), Int(1)), null, null, Recipient())),
        VectorGenerator.Encrypt("content-aes-ctr", CoseFailure.AlgorithmUnknown, "A256CTR, which authenticates nothing", MessageBuilder.Encrypt(
            Map(Int(1), Int(-65532)), null, null, Recipient())),
        VectorGenerator.Encrypt("content-no-algorithm", CoseFailure.AlgorithmMissing, "no content algorithm", MessageBuilder.Encrypt(
            [], null, null, Recipient())),
        VectorGenerator.Encrypt("content-algorithm-unprotected", CoseFailure.AlgorithmNotProtected, "the content algorithm is not protected",
            MessageBuilder.Encrypt([], Map(Int(1), Int(3), Int(5), Bytes(InitializationVector)), null, Recipient())),
        VectorGenerator.Encrypt("iv-missing", CoseFailure.InvalidInitializationVector, "no initialization vector", MessageBuilder.Encrypt(
            null, EmptyMap, null, Recipient())),
        VectorGenerator.Encrypt("iv-short", CoseFailure.InvalidInitializationVector, "11 bytes", MessageBuilder.Encrypt(
            null, Map(Int(5), Bytes(InitializationVector[1..])), null, Recipient())),
        VectorGenerator.Encrypt("iv-text", CoseFailure.InvalidInitializationVector, "text", MessageBuilder.Encrypt(
            null, Map(Int(5), Text("123456789012")), null, Recipient())),
        VectorGenerator.Encrypt("iv-protected", CoseFailure.InvalidInitializationVector, "in the protected header", MessageBuilder.Encrypt(
            Map(Int(1), Int(3), Int(5), Bytes(InitializationVector)), EmptyMap, null, Recipient())),
        VectorGenerator.Encrypt("iv-changed", CoseFailure.ContentNotAuthentic, "one bit of the initialization vector changed", MessageBuilder.Encrypt(
            null, Map(Int(5), Bytes(Changed(InitializationVector, 3))), null, Recipient())),
        VectorGenerator.Encrypt("ephemeral-missing", CoseFailure.InvalidEphemeralKey, "no ephemeral key", Message(Array(
            Bytes(RecipientHeader), Map(Int(4), Bytes("p384"u8.ToArray())), Bytes(WrappedKey("p384"))))),
        VectorGenerator.Encrypt(
            "ephemeral-off-curve", CoseFailure.InvalidEphemeralKey, "a point off the curve",
            Message(Recipient(ephemeral: EphemeralKey(key => key[-3][^1] ^= 1)))),
        VectorGenerator.Encrypt(
            "ephemeral-zero", CoseFailure.InvalidEphemeralKey, "the point (0, 0)",
            Message(Recipient(ephemeral: EphemeralKey(key => (key[-2], key[-3]) = (Bytes(new byte[48]), Bytes(new byte[48])))))),
        VectorGenerator.Encrypt(
            "ephemeral-p256", CoseFailure.InvalidEphemeralKey, "the curve is named P-256",
            Message(Recipient(ephemeral: EphemeralKey(key => key[-1] = Int(1))))),
        VectorGenerator.Encrypt(
            "ephemeral-compressed", CoseFailure.InvalidEphemeralKey, "the sign of y instead of y",
            Message(Recipient(ephemeral: EphemeralKey(key => key[-3] = [0xF5])))),
        VectorGenerator.Encrypt(
            "ephemeral-okp", CoseFailure.InvalidEphemeralKey, "key type OKP",
            Message(Recipient(ephemeral: EphemeralKey(key => key[1] = Int(1))))),
        VectorGenerator.Encrypt("ephemeral-bytes", CoseFailure.InvalidEphemeralKey, "a byte string", Message(Recipient(ephemeral: Bytes(1)))),
        VectorGenerator.Encrypt("ciphertext-null", CoseFailure.WrongElementType, "a detached ciphertext", MessageBuilder.Encrypt(
            null, null, Null, Recipient())),
        VectorGenerator.Encrypt("ciphertext-shorter-than-tag", CoseFailure.WrongElementType, "15 bytes", MessageBuilder.Encrypt(
            null, null, Bytes(new byte[15]), Recipient())),
        VectorGenerator.Encrypt("ciphertext-changed", CoseFailure.ContentNotAuthentic, "one bit of the ciphertext changed", MessageBuilder.Encrypt(
            null, null, Bytes(Changed(Ciphertext(), 0)), Recipient())),
        VectorGenerator.Encrypt("tag-changed", CoseFailure.ContentNotAuthentic, "one bit of the authentication tag changed", MessageBuilder.Encrypt(
            null, null, Bytes(Changed(Ciphertext(), Payload.Length + 15)), Recipient())),
        VectorGenerator.Encrypt("header-added", CoseFailure.ContentNotAuthentic, "a content type was added afterwards", MessageBuilder.Encrypt(
            Map(Int(1), Int(3), Int(3), Text("text/html")), null, null, Recipient())),
        VectorGenerator.Encrypt("external-missing", CoseFailure.ContentNotAuthentic, "external data is missing", MessageBuilder.Encrypt(
            null, null, Bytes(Ciphertext(external: [5])), Recipient())),
        VectorGenerator.Encrypt("tag-of-encrypt0", CoseFailure.WrongTag, "the tag of COSE_Encrypt0", Tag(16, Message(Recipient())[2..])),
        VectorGenerator.Encrypt("untagged", CoseFailure.MissingTag, "no tag", Message(Recipient())[2..]),
        VectorGenerator.Encrypt("trailing-byte", CoseFailure.TrailingBytes, "one byte follows", [.. Message(Recipient()), 0]),
        VectorGenerator.Encrypt("kid-in-both", CoseFailure.LabelInBothHeaders, "the recipient's identifier in both headers",
            Message(Recipient(header: Map(Int(1), Int(-31), Int(4), Bytes(1))))),
    ];

    private static byte[] Message(params byte[][] recipients) => MessageBuilder.Encrypt(null, s_iv, null, recipients);

    private static byte[] Changed(byte[] original, int at)
    {
        byte[] copy = [.. original];
        copy[at] ^= 1;
        return copy;
    }
}
