using System.Diagnostics.CodeAnalysis;

namespace EnclaveCleanRoom.Boosting.Options;

/// <summary>Reads <c>name=value</c> pairs.</summary>
internal static class OptionReader
{
    private static readonly Dictionary<string, OptionDefinition> s_byName = OptionTable.All
        .SelectMany(definition => definition.Aliases.Append(definition.Name).Select(name => (name, definition)))
        .ToDictionary(pair => pair.name, pair => pair.definition, StringComparer.Ordinal);

    public static bool TryRead(string text, [NotNullWhen(true)] out BoosterOptions? options, [NotNullWhen(false)] out OptionRefusal? refusal)
    {
        options = null;
        BoosterOptions read = BoosterOptions.Default;
        HashSet<OptionDefinition> named = [];
        foreach (string word in Words(text))
        {
            int equals = word.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0)
            {
                refusal = new OptionRefusal(OptionRefusalReason.NotNameAndValue, word, "", null);
                return false;
            }

            string name = word[..equals];
            string value = word[(equals + 1)..];
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
            foreach (string word in content.Split([' ', '\t', '\r'], StringSplitOptions.RemoveEmptyEntries))
            {
                yield return word;
            }
        }
    }
}
