using System.Reflection;
using EnclaveCleanRoom.DifferentialPrivacy.Sampling;

namespace EnclaveCleanRoom.DifferentialPrivacy.Tests.Sampling;

public sealed class EntropyWordsTests
{
    [Fact]
    public void Words_are_erased_as_they_are_handed_out_and_the_rest_on_disposal()
    {
        EntropyWords words = new(SystemEntropy.Instance);
        byte[] buffer = BufferOf(words);
        for (int i = 0; i < 10; i++)
        {
            words.Next();
        }

        Assert.All(buffer[..80], value => Assert.Equal(0, value));
        Assert.Contains(buffer[80..], value => value != 0);
        words.Dispose();
        Assert.All(buffer, value => Assert.Equal(0, value));
    }

    [Fact]
    public void After_disposal_words_are_drawn_afresh_never_zeros_left_behind()
    {
        EntropyWords words = new(SystemEntropy.Instance);
        words.Dispose();
        Assert.NotEqual(0UL, words.Next() | words.Next());
        words.Dispose();
    }

    [Fact]
    public void Entropy_is_asked_for_in_blocks()
    {
        CountingEntropy entropy = new(SystemEntropy.Instance);
        using EntropyWords words = new(entropy);
        words.Next();
        long block = entropy.Bytes;
        Assert.True(block >= 1_024);
        for (int i = 1; i < block / 8; i++)
        {
            words.Next();
        }

        Assert.Equal(block, entropy.Bytes);
        words.Next();
        Assert.Equal(2 * block, entropy.Bytes);
    }

    [Fact]
    public void The_system_generator_is_the_only_source_in_the_library() =>
        Assert.Equal(
            [typeof(SystemEntropy)],
            typeof(IEntropy).Assembly.GetTypes().Where(type => type.IsClass && typeof(IEntropy).IsAssignableFrom(type)));

    private static byte[] BufferOf(EntropyWords words) =>
        (byte[])typeof(EntropyWords).GetFields(BindingFlags.NonPublic | BindingFlags.Instance)
            .Single(field => field.FieldType == typeof(byte[])).GetValue(words)!;
}
