using System.Text;
using EnclaveCleanRoom.Cose.Tests.Vectors;

namespace EnclaveCleanRoom.Cose.Tests.Corpus;

/// <summary>
/// Damaged messages, each with the refusal that it must meet. Nothing throws, and where damage is without effect, because
/// it lies outside what is signed or sealed, the payload is the original one.
/// </summary>
public sealed class CorpusTests
{
    private const int PerMessage = 150;

    private static readonly string s_path = Repository.PathTo("tests", "Cose.Tests", "Corpus", "mutated.txt");

    [Fact]
    public void Each_damaged_message_is_refused_for_the_reason_recorded()
    {
        string[] lines = File.ReadAllLines(s_path);

        Assert.True(lines.Length >= 200);
        Assert.All(lines, line =>
        {
            string[] fields = line.Split(' ');
            Assert.Equal(Enum.Parse<CoseFailure>(fields[1]), Outcome(fields[0], Convert.FromHexString(fields[2])));
        });
        Assert.True(lines.Count(line => line.Contains(" None ", StringComparison.Ordinal)) < lines.Length / 20);
    }

    /// <summary>The corpus is written when <c>WRITE_VECTORS</c> is set; otherwise it must be what the seed gives.</summary>
    [Fact]
    public void The_committed_corpus_is_that_of_the_seed()
    {
        string generated = Generate();
        if (Environment.GetEnvironmentVariable("WRITE_VECTORS") is not null)
        {
            File.WriteAllText(s_path, generated);
        }

        Assert.Equal(generated, File.ReadAllText(s_path));
    }

    private static string Generate()
    {
        (string Message, byte[] Encoded)[] seeds =
        [
            ("Sign1", MessageBuilder.Sign1(Cbor.Map(
                Cbor.Int(1), Cbor.Int(-35), Cbor.Int(2), Cbor.Array(Cbor.Int(3)), Cbor.Int(3), Cbor.Text("application/json"),
                Cbor.Int(15), Cbor.Map(Cbor.Int(1), Cbor.Text("a"), Cbor.Int(4), Cbor.Int(2_000_000_000)), Cbor.Text("feed"), Cbor.Text("x")))),
            ("Sign", MessageBuilder.Sign([], MessageBuilder.Signer([], "p384"), MessageBuilder.Signer([], "p384-stranger"))),
            ("Encrypt", MessageBuilder.Encrypt(null, null, null, MessageBuilder.Recipient())),
        ];
        SeededMutator mutator = new(20_261_122);
        StringBuilder text = new();
        foreach ((string message, byte[] encoded) in seeds)
        {
            for (int i = 0; i < PerMessage; i++)
            {
                byte[] damaged = mutator.Mutate(encoded, out _);
                text.Append(message).Append(' ').Append(Outcome(message, damaged)).Append(' ')
                    .Append(Convert.ToHexStringLower(damaged)).Append('\n');
            }
        }

        return text.ToString();
    }

    private static CoseFailure Outcome(string message, byte[] encoded) =>
        VectorOutcome.Of(message, encoded, message == "Sign" ? "p384 p384-stranger" : "p384", CoseTolerance.None, []);
}
