namespace EnclaveCleanRoom.Agreements.Sql;

/// <summary>Takes SQL text apart. Names may hold hyphens, as datasets do: there is no subtraction in the subset.</summary>
internal static class SqlLexer
{
    /// <summary>Longer texts are refused unread.</summary>
    internal const int LongestText = 8192;

    private static readonly string[] s_signs = ["<=", ">=", "<>", "!=", "(", ")", ",", ".", "*", "/", "=", "<", ">", ";"];

    internal static List<SqlToken> Read(string text)
    {
        if (text.Length > LongestText)
        {
            throw new SqlObjection(LongestText + 1, $"a query has at most {LongestText} characters");
        }

        List<SqlToken> tokens = [];
        int at = 0;
        while (at < text.Length)
        {
            if (char.IsWhiteSpace(text[at]))
            {
                at++;
                continue;
            }

            SqlToken token = ReadOne(text, at, out int end);
            tokens.Add(token);
            at = end;
        }

        tokens.Add(new SqlToken(SqlTokenKind.End, "the end", text.Length + 1));
        return tokens;
    }

    private static SqlToken ReadOne(string text, int at, out int end)
    {
        char first = text[at];
        if (first is '\'' or '"')
        {
            return ReadQuoted(text, at, out end);
        }

        if (char.IsAsciiDigit(first) || (first == '-' && at + 1 < text.Length && char.IsAsciiDigit(text[at + 1])))
        {
            end = EndOf(text, at + 1, static c => char.IsAsciiDigit(c) || c == '.');
            return new SqlToken(SqlTokenKind.Number, text[at..end], at + 1);
        }

        if (char.IsLetter(first) || first == '_')
        {
            end = EndOf(text, at + 1, static c => char.IsLetterOrDigit(c) || c is '_' or '-');
            return new SqlToken(SqlTokenKind.Word, text[at..end], at + 1);
        }

        // Any other character is a sign that no rule knows: the parser says so where it stands, and reads on behind it.
        string sign = Array.Find(s_signs, sign => string.CompareOrdinal(text, at, sign, 0, sign.Length) == 0) ?? $"{first}";
        end = at + sign.Length;
        return new SqlToken(SqlTokenKind.Sign, sign, at + 1);
    }

    /// <summary>A quote inside is written twice.</summary>
    private static SqlToken ReadQuoted(string text, int at, out int end)
    {
        char quote = text[at];
        for (end = at + 1; end < text.Length; end++)
        {
            if (text[end] != quote)
            {
                continue;
            }

            if (end + 1 < text.Length && text[end + 1] == quote)
            {
                end++;
                continue;
            }

            string inside = text[(at + 1)..end].Replace($"{quote}{quote}", $"{quote}", StringComparison.Ordinal);
            end++;
            return new SqlToken(quote == '"' ? SqlTokenKind.QuotedName : SqlTokenKind.Text, inside, at + 1);
        }

        throw new SqlObjection(at + 1, "the quote is not closed");
    }

    private static int EndOf(string text, int at, Predicate<char> belongs)
    {
        while (at < text.Length && belongs(text[at]))
        {
            at++;
        }

        return at;
    }
}
