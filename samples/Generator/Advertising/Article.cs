using System.Globalization;
using System.Text;
using EnclaveCleanRoom.Samples.Randomness;

namespace EnclaveCleanRoom.Samples.Advertising;

/// <summary>An article of the news feed, with its own effect on engagement, and its columns as they are written.</summary>
internal readonly record struct Article(int Category, int Kind, double Effect, string Columns)
{
    /// <summary>The number of articles for a number of feed views.</summary>
    public static int CountFor(int rows) => Math.Clamp(rows / 25, 200, 40_000);

    /// <summary>Draws them all; those of interest group g are the ones whose index is g modulo the number of groups.</summary>
    public static Article[] DrawAll(ulong seed, int count)
    {
        Xoshiro256 random = new(seed, (ulong)Randomness.Attribute.ArticleCategory | (1UL << 41));
        string[] sources = [.. Enumerable.Range(0, 400).Select(_ => Hex(random, 40))];
        ZipfSampler source = new(sources.Length, 0.8);
        Article[] articles = new Article[count];
        StringBuilder entities = new();
        for (int i = 0; i < count; i++)
        {
            int category = Codes.Category.Next(random);
            category = Math.Min(category - (category % PublisherProfile.Interests) + (i % PublisherProfile.Interests), Codes.Category.Count - 1);
            int kind = Codes.ArticleKind.Next(random);
            int region = random.NextChance(0.7) ? 0 : Codes.Region.Next(random);
            entities.Clear();
            for (int e = random.NextChance(0.03) ? 0 : random.NextBetween(2, 5); e > 0; e--)
            {
                entities.Append(Hex(random, 64)).Append(e > 1 ? "^" : "");
            }

            int dislikes = random.NextChance(0.5) ? 0 : random.NextBetween(1, 9);
            int likes = random.NextChance(0.38) ? 0 : random.NextBetween(1, 9);
            double effect = 0.04 * (likes - dislikes);
            articles[i] = new Article(category, kind, effect, string.Create(
                CultureInfo.InvariantCulture,
                $"{Hex(random, 40)},{sources[source.Next(random)]},{region},{category},{entities},{dislikes},{likes},{kind}"));
        }

        return articles;
    }

    private static string Hex(Xoshiro256 random, int length)
    {
        Span<char> digits = stackalloc char[length];
        for (int at = 0; at < length; at += 8)
        {
            ((uint)(random.NextBits() >> 32)).TryFormat(digits[at..], out _, "x8", CultureInfo.InvariantCulture);
        }

        return new string(digits);
    }
}
