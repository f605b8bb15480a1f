using System.Security.Cryptography;
using System.Text;
using EnclaveCleanRoom.Agreements.Ledger;
using EnclaveCleanRoom.Attestation;
using EnclaveCleanRoom.Attestation.Tests;

namespace EnclaveCleanRoom.Agreements.Tests.Ledger;

public sealed class CheckpointTests
{
    private static readonly Digest256 s_agreement = Digest256.Of("agreement"u8);
    private static readonly LedgerHead s_head = new() { Size = 20852163, Hash = Digest256.Of("root"u8) };
    private static readonly EcPublicJwk s_key = EcPublicJwk.FromKey(TestOnlyKey.InstanceSigning);

    [Fact]
    public void A_signed_checkpoint_opens_with_the_key_of_its_instance()
    {
        Assert.True(Checkpoint.TryOpen(Sign(), s_agreement, s_key, out Checkpoint? checkpoint, out CheckpointFailure failure));
        Assert.Equal(CheckpointFailure.None, failure);
        Assert.Equal(s_head, checkpoint.Head);
        Assert.Equal($"cleanroom/ledger/{s_agreement}", checkpoint.Origin);
    }

    [Fact]
    public void Its_text_is_origin_size_and_root_in_a_line_each() =>
        Assert.Equal("example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n", Read(
            "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n")!.ToText());

    [Theory]
    [InlineData("origin\n20852163\n")]
    [InlineData("\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n")]
    [InlineData("origin\n01\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n")]
    [InlineData("origin\n-1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n")]
    [InlineData("origin\n+1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n")]
    [InlineData("origin\n 1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n")]
    [InlineData("origin\n9223372036854775808\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n")]
    [InlineData("origin\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2J=\n")]
    [InlineData("origin\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxqw==\n")]
    [InlineData("origin\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\nmore\n")]
    [InlineData("origin\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=")]
    public void Text_that_is_no_checkpoint_is_refused(string text) => Assert.Null(Read(text));

    [Fact]
    public void A_checkpoint_of_another_ledger_is_refused() =>
        Assert.Equal(CheckpointFailure.OtherOrigin, Refusal(Checkpoint.Sign(Digest256.Of("another"u8), s_head, TestOnlyKey.InstanceSigning)));

    [Fact]
    public void A_checkpoint_of_another_key_is_refused()
    {
        using ECDsa stranger = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        Assert.Equal(CheckpointFailure.NotSigned, Refusal(Checkpoint.Sign(s_agreement, s_head, stranger)));
    }

    [Fact]
    public void A_changed_size_is_refused() =>
        Assert.Equal(CheckpointFailure.BadSignature, Refusal(Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(Sign()).Replace("20852163", "20852164", StringComparison.Ordinal))));

    [Fact]
    public void Anything_else_is_refused()
    {
        Assert.Equal(CheckpointFailure.NotANote, Refusal([1, 2, 3]));
        SignedNote other = SignedNote.Create("hello\n", new NoteSignature(Checkpoint.OriginOf(s_agreement), 1, new byte[] { 1 }));
        Assert.Equal(CheckpointFailure.NotACheckpoint, Refusal(other.Encode()));
    }

    [Fact]
    public void The_signature_of_a_witness_beside_the_instances_changes_nothing()
    {
        Assert.True(SignedNote.TryParse(Sign(), out SignedNote? note));
        SignedNote witnessed = SignedNote.Create(note.Text, [new NoteSignature("witness.example/w1", 7, new byte[] { 1, 2 }), .. note.Signatures]);
        Assert.Equal(CheckpointFailure.None, Refusal(witnessed.Encode()));
    }

    [Fact]
    public void The_keys_id_is_the_front_of_the_hash_of_the_public_key()
    {
        Assert.True(SignedNote.TryParse(Sign(), out SignedNote? note));
        byte[] hash = SHA256.HashData(TestOnlyKey.InstanceSigning.ExportSubjectPublicKeyInfo());
        Assert.Equal(System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(hash), note.Signatures[0].KeyId);
    }

    private static byte[] Sign() => Checkpoint.Sign(s_agreement, s_head, TestOnlyKey.InstanceSigning);

    private static Checkpoint? Read(string text) => Checkpoint.TryParseText(text, out Checkpoint? checkpoint) ? checkpoint : null;

    private static CheckpointFailure Refusal(byte[] note)
    {
        Checkpoint.TryOpen(note, s_agreement, s_key, out _, out CheckpointFailure failure);
        return failure;
    }
}
