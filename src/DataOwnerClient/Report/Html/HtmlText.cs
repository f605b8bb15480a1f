using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace EnclaveCleanRoom.DataOwnerClient.Report.Html;

/// <summary>
/// Builds HTML from interpolated strings: the literal parts are markup, every hole is data and is escaped. There is no way to
/// append a string as markup, so hostile names cannot become any.
/// </summary>
internal sealed class HtmlText
{
    private readonly StringBuilder _text = new();

    /// <summary>Appends markup with escaped holes.</summary>
    public HtmlText Write([InterpolatedStringHandlerArgument("")] Handler markup)
    {
        return this;
    }

    /// <summary>The page so far.</summary>
    public override string ToString() => _text.ToString();

    private void AppendEscaped(ReadOnlySpan<char> data)
    {
        foreach (Rune rune in data.EnumerateRunes())
        {
            _ = rune.Value switch
            {
                '&' => _text.Append("&amp;"),
                '<' => _text.Append("&lt;"),
                '>' => _text.Append("&gt;"),
                '"' => _text.Append("&quot;"),
                '\'' => _text.Append("&#39;"),
                _ when IsUnprintable(rune) => _text.Append('\uFFFD'),
                _ => _text.Append(rune.ToString()),
            };
        }
    }

    /// <summary>Control characters, and marks that turn the direction of what follows: a name could rewrite the line it stands in.</summary>
    private static bool IsUnprintable(Rune rune) =>
        Rune.IsControl(rune) || rune.Value is (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069) or 0x200E or 0x200F or 0x061C;

    /// <summary>Receives the parts of an interpolated string. Numbers are coordinates: invariant, two decimals at most.</summary>
    [InterpolatedStringHandler]
    internal readonly ref struct Handler
    {
        private readonly HtmlText _target;

        public Handler(int literalLength, int formattedCount, HtmlText target)
        {
            _target = target;
            _target._text.EnsureCapacity(_target._text.Length + literalLength + (formattedCount * 8));
        }

        public void AppendLiteral(string markup) => _target._text.Append(markup);

        public void AppendFormatted(string data) => _target.AppendEscaped(data);

        public void AppendFormatted(int number) => _target._text.Append(CultureInfo.InvariantCulture, $"{number}");

        public void AppendFormatted(double number) => _target._text.Append(CultureInfo.InvariantCulture, $"{number:0.##}");

    }
}
