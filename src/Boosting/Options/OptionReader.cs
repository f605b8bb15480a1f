using System.Diagnostics.CodeAnalysis;

namespace EnclaveCleanRoom.Boosting.Options;

/// <summary>Reads <c>name=value</c> pairs.</summary>
internal static class OptionReader
{
    private static readonly Dictionary<string, OptionDefinition> s_byName = OptionTable.All
        .SelectMany(definition => definition.Aliases.Append(definition.Name).Select(name => (name, definition)))
        .ToDictionary(pair => pair.name, pair => pair.definition, StringComparer.Ordinal);

    public static IReadOnlyCollection<string> Names => s_byName.Keys;

    public static string? MainNameOf(string name) => s_byName.GetValueOrDefault(name)?.Name;

    public static bool TryRead(string text, [NotNullWhen(true)] out BoosterOptions? options, [NotNullWhen(false)] out OptionRefusal? refusal)
    {
        options = null;
        List<(string Name, string Value)> pairs = [];
        foreach (string word in Words(text))
        {
            int equals = word.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0)
            {
                refusal = new OptionRefusal(OptionRefusalReason.NotNameAndValue, word, "", null);
                return false;
            }

            pairs.Add((word[..equals], word[(equals + 1)..]));
        }

        return TryRead(pairs, out options, out refusal);
    }

    public static bool TryRead(
        IReadOnlyList<(string Name, string Value)> pairs, [NotNullWhen(true)] out BoosterOptions? options, [NotNullWhen(false)] out OptionRefusal? refusal)
    {
        options = null;
        BoosterOptions read = BoosterOptions.Default;
        HashSet<OptionDefinition> named = [];

        // The one seed first: seeds that are given by name stay as given.
        foreach ((string name, string value) in pairs.OrderBy(pair => s_byName.GetValueOrDefault(pair.Name) is not SeedOption))
        {
            if (!s_byName.TryGetValue(name, out OptionDefinition? definition))
            {
                refusal = new OptionRefusal(OptionRefusalReason.UnknownName, name, value, NearestName.Of(name, s_byName.Keys));
                return false;
            }

            OptionRefusalReason? reason = named.Add(definition) ? definition.Read(value, ref read) : OptionRefusalReason.NamedTwice;
            if (reason is OptionRefusalReason why)
            {
                refusal = new OptionRefusal(why, name, value, null);
                return false;
            }
        }

        if (OptionConflict.In(read) is (string option, string conflict))
        {
            refusal = new OptionRefusal(OptionRefusalReason.Conflict, option, conflict, null);
            return false;
        }

        options = read;
        refusal = null;
        return true;
    }

    private static IEnumerable<string> Words(string text)
    {
        foreach (string line in text.Split('\n'))
        {
            int comment = line.IndexOf('#', StringComparison.Ordinal);
            string content = comment < 0 ? line : line[..comment];
            string joined = "";
            foreach (string word in content.Split([' ', '\t', '\r'], StringSplitOptions.RemoveEmptyEntries))
            {
                // Spaces may stand on either side of the equals sign; two words without one between them are two.
                bool belongs = word.StartsWith('=') || (joined.EndsWith('=') && !word.Contains('=', StringComparison.Ordinal));
                if (joined.Length > 0 && !belongs)
                {
                    yield return joined;
                    joined = "";
                }

                joined += word;
            }

            if (joined.Length > 0)
            {
                yield return joined;
            }
        }
    }
}
