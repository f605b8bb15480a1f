using System.Text;
using EnclaveCleanRoom.Agreements.Ledger;

namespace EnclaveCleanRoom.Agreements.Tests.Ledger;

/// <summary>C2SP's signed-note, as its specification describes it.</summary>
public sealed class SignedNoteTests
{
    // The example of the specification.
    private const string Example =
        "Ognuno sta solo sul cuor della terra\ntrafitto da un raggio di sole:\n\ned è subito sera.\n\n"
        + "— quasimodo.example/salvatore NnugSzTjtVAewIS+Z/iJhUPeFDkO/5QQ2i5ddnGITLlC+EhfLW9oJKONrMouFSQU0xMcXxj99ihAQwaqP3ZekRwNtIc=\n";

    [Fact]
    public void The_example_of_the_specification_is_read_and_written_again()
    {
        Assert.True(SignedNote.TryParse(Encoding.UTF8.GetBytes(Example), out SignedNote? note));
        Assert.EndsWith("subito sera.\n", note.Text, StringComparison.Ordinal);
        NoteSignature signature = Assert.Single(note.Signatures);
        Assert.Equal(("quasimodo.example/salvatore", 0x367BA04Bu, 64), (signature.KeyName, signature.KeyId, signature.Signature.Length));
        Assert.Equal(Example, Encoding.UTF8.GetString(note.Encode()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("text\n")]
    [InlineData("text\n\n")]
    [InlineData("\n\n")]
    [InlineData("text\n\n— name AAAAAAA=")]
    [InlineData("text\n— name AAAAAAA=\n")]
    [InlineData("text\n\n- name AAAAAAA=\n")]
    [InlineData("text\n\n—name AAAAAAA=\n")]
    [InlineData("text\n\n— name\n")]
    [InlineData("text\n\n—  AAAAAAA=\n")]
    [InlineData("text\n\n— na+me AAAAAAA=\n")]
    [InlineData("text\n\n— na me AAAAAAA=\n")]
    [InlineData("text\n\n— name AAAA\n")]
    [InlineData("text\n\n— name AAAAAA==\n")]
    [InlineData("text\n\n— name AAAAAAB=\n")]
    [InlineData("text\n\n— name AAAA AAA=\n")]
    [InlineData("te\txt\n\n— name AAAAAAA=\n")]
    [InlineData("te\rxt\n\n— name AAAAAAA=\n")]
    public void What_is_no_note_is_refused(string text) => Assert.False(SignedNote.TryParse(Encoding.UTF8.GetBytes(text), out _));

    [Fact]
    public void Bytes_that_are_not_utf8_are_refused() => Assert.False(SignedNote.TryParse([0x74, 0xFF, 0x0A, 0x0A], out _));

    [Fact]
    public void Sixteen_signatures_are_accepted_and_more_than_the_limit_refused()
    {
        Assert.True(SignedNote.TryParse(Encoding.UTF8.GetBytes("text\n\n" + Lines(16)), out _));
        Assert.True(SignedNote.TryParse(Encoding.UTF8.GetBytes("text\n\n" + Lines(SignedNote.MaximumSignatures)), out _));
        Assert.False(SignedNote.TryParse(Encoding.UTF8.GetBytes("text\n\n" + Lines(SignedNote.MaximumSignatures + 1)), out _));
        Assert.False(SignedNote.TryParse(Encoding.UTF8.GetBytes(new string('a', SignedNote.MaximumLength) + "\n\n" + Lines(1)), out _));
    }

    [Fact]
    public void A_text_or_a_name_that_no_note_may_have_is_the_callers_mistake()
    {
        NoteSignature signature = new("name", 1, new byte[] { 1 });
        Assert.Throws<ArgumentException>(() => SignedNote.Create("no newline", signature));
        Assert.Throws<ArgumentException>(() => SignedNote.Create("text\n"));
        Assert.Throws<ArgumentException>(() => SignedNote.Create("text\n", signature with { KeyName = "a name" }));
    }

    private static string Lines(int count) => string.Concat(Enumerable.Repeat("— name AAAAAAA=\n", count));
}
