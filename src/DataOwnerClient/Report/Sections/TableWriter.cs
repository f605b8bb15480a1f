using EnclaveCleanRoom.DataOwnerClient.Report.Html;

namespace EnclaveCleanRoom.DataOwnerClient.Report.Sections;

/// <summary>Tables: every plotted number stands in one. A wide one scrolls inside its own box, by keyboard too.</summary>
internal static class TableWriter
{
    /// <summary>Opens a table; a column whose heading begins with '#' holds numbers, set to the right.</summary>
    public static void Open(HtmlText html, string caption, params ReadOnlySpan<string> headings)
    {
        html.Write($"""<div class="scroll" role="region" aria-label="{caption}" tabindex="0"><table><caption>{caption}</caption><thead><tr>""");
        foreach (string heading in headings)
        {
            bool isNumber = heading.StartsWith('#');
            html.Write($"""<th scope="col" class="{(isNumber ? "number" : "text")}"><bdi>{heading.TrimStart('#')}</bdi></th>""");
        }

        html.Write($"</tr></thead><tbody>");
    }

    /// <summary>Closes it.</summary>
    public static void Close(HtmlText html) => html.Write($"</tbody></table></div>");

    /// <summary>A cell with a number and, below it, its interval.</summary>
    public static void Figure(HtmlText html, string estimate, string interval) =>
        html.Write($"""<td class="number">{estimate}<small>{interval}</small></td>""");

    /// <summary>A cell with a number.</summary>
    public static void Number(HtmlText html, string number) => html.Write($"""<td class="number">{number}</td>""");

    /// <summary>A cell with a text, which may be a stranger's.</summary>
    public static void Text(HtmlText html, string text) => html.Write($"<td><bdi>{text}</bdi></td>");

    /// <summary>The first cell of a row, its heading.</summary>
    public static void Heading(HtmlText html, string text) => html.Write($"""<tr><th scope="row"><bdi>{text}</bdi></th>""");

    /// <summary>The first cell of a row with an explanation below it.</summary>
    public static void Heading(HtmlText html, string text, string explanation) =>
        html.Write($"""<tr><th scope="row">{text}<small>{explanation}</small></th>""");

    /// <summary>Ends a row.</summary>
    public static void EndRow(HtmlText html) => html.Write($"</tr>");
}
