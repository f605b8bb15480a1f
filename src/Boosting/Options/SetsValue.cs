namespace EnclaveCleanRoom.Boosting.Options;

/// <summary>Lists of whole numbers in brackets, separated by commas: <c>[0,1],[2,3]</c>.</summary>
internal sealed class SetsValue : OptionValue<OptionList<OptionList<int>>>
{
    private readonly ListValue<int> _numbers = new(IntegerValue.Instance);

    public override OptionRefusalReason? TryRead(string text, out OptionList<OptionList<int>>? value)
    {
        value = null;
        List<OptionList<int>> sets = [];
        string rest = text.Trim();
        while (rest.Length > 0)
        {
            int end = rest.IndexOf(']', StringComparison.Ordinal);
            if (rest[0] != '[' || end < 0 || _numbers.TryRead(rest[1..end], out OptionList<int>? set) is not null)
            {
                return OptionRefusalReason.MalformedValue;
            }

            sets.Add(set!);
            rest = rest[(end + 1)..].TrimStart();
            if (rest.Length > 0 && (rest[0] != ',' || rest.Length == 1))
            {
                return OptionRefusalReason.MalformedValue;
            }

            rest = rest.TrimStart(',').TrimStart();
        }

        value = [.. sets];
        return null;
    }

    public override string Write(OptionList<OptionList<int>> value) => string.Join(',', value.Select(set => $"[{_numbers.Write(set)}]"));
}
