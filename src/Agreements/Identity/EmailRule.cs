namespace EnclaveCleanRoom.Agreements.Identity;

/// <summary>
/// Accepts addresses of the form local@domain.tld and lower-cases them. Mail services that ignore dots or a "+tag" in
/// the local part are named, because elsewhere a dot or a plus makes another person.
/// </summary>
/// <remarks>Source: the shape is the dot-atom form of RFC 5322 §3.4.1, loosened to what mail services really hand out; lengths are those of RFC 5321 §4.5.3.1.</remarks>
public sealed record EmailRule : IdRule
{
    /// <summary>As an item of either list: at every domain.</summary>
    public const string EveryDomain = "*";

    private const int MaximumLocalPart = 64;

    /// <summary>Domains, in lower case, where dots in the local part are dropped; or <see cref="EveryDomain"/>.</summary>
    public IReadOnlyList<string> IgnoreDotsAt { get; init; } = [];

    /// <summary>Domains, in lower case, where the local part ends before its first '+'; or <see cref="EveryDomain"/>.</summary>
    public IReadOnlyList<string> IgnoreTagsAt { get; init; } = [];

    /// <summary>The rule that treats addresses of Google's mail service as that service does, and all others literally.</summary>
    public static EmailRule Common { get; } = new()
    {
        IgnoreDotsAt = ["gmail.com", "googlemail.com"],
        IgnoreTagsAt = ["gmail.com", "googlemail.com"],
    };

    /// <summary>Equal when both lists name the same domains in the same order.</summary>
    public bool Equals(EmailRule? other) =>
        other is not null && IgnoreDotsAt.SequenceEqual(other.IgnoreDotsAt) && IgnoreTagsAt.SequenceEqual(other.IgnoreTagsAt);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(IgnoreDotsAt.Count, IgnoreTagsAt.Count);

    internal override IdRejection Apply(Span<char> text, ref int length)
    {
        int at = text[..length].IndexOf('@');
        if (at < 1 || at > MaximumLocalPart || !IsDomain(text[(at + 1)..length]) || !IsLocalPart(text[..at]))
        {
            return IdRejection.NotAnEmailAddress;
        }

        for (int i = 0; i < length; i++)
        {
            text[i] = char.ToLowerInvariant(text[i]);
        }

        ReadOnlySpan<char> domain = text[(at + 1)..length];
        bool ignoreDots = Names(IgnoreDotsAt, domain);
        bool ignoreTag = Names(IgnoreTagsAt, domain);
        int kept = 0;
        for (int i = 0; i < at && !(ignoreTag && text[i] == '+'); i++)
        {
            if (!(ignoreDots && text[i] == '.'))
            {
                text[kept++] = text[i];
            }
        }

        text[at..length].CopyTo(text[kept..]);
        length -= at - kept;
        return kept == 0 ? IdRejection.NotAnEmailAddress : IdRejection.None;
    }

    private static bool Names(IReadOnlyList<string> domains, ReadOnlySpan<char> domain)
    {
        foreach (string named in domains)
        {
            if (named == EveryDomain || domain.SequenceEqual(named))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsLocalPart(ReadOnlySpan<char> local)
    {
        foreach (char c in local)
        {
            if (char.IsWhiteSpace(c) || c is '@' or '"' or ',' or ';' or ':' or '<' or '>' or '(' or ')' or '[' or ']' or '\\')
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsDomain(ReadOnlySpan<char> domain)
    {
        int label = 0;
        int labels = 0;
        foreach (char c in domain)
        {
            if (c == '.')
            {
                if (label == 0)
                {
                    return false;
                }

                labels++;
                label = 0;
            }
            else if (char.IsLetterOrDigit(c) || c == '-')
            {
                label++;
            }
            else
            {
                return false;
            }
        }

        return labels > 0 && label > 0;
    }
}
