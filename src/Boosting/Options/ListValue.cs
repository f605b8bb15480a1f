namespace EnclaveCleanRoom.Boosting.Options;

/// <summary>Values of one type, separated by commas.</summary>
internal sealed class ListValue<T>(OptionValue<T> entry) : OptionValue<OptionList<T>>
{
    public override OptionRefusalReason? TryRead(string text, out OptionList<T>? value)
    {
        value = null;
        List<T> entries = [];
        foreach (string word in text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (entry.TryRead(word, out T? read) is OptionRefusalReason reason)
            {
                return reason;
            }

            entries.Add(read!);
        }

        value = [.. entries];
        return null;
    }

    public override string Write(OptionList<T> value) => string.Join(',', value.Select(entry.Write));
}
