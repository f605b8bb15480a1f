using System.Globalization;
using System.Text;

namespace EnclaveCleanRoom.SyntheticData.Bench;

/// <summary>
/// Draws the curve over ε from the table on the library's page, so that the two cannot differ: the mean L1 distance over pairs and over triples, by ε, and where the authors' own programs are. One SVG for light and dark pages; lines differ in
/// their dashes and marks besides their colours.
/// </summary>
internal static class Drawing
{
    private const double Left = 56;
    private const double Top = 42;
    private const double Wide = 520;
    private const double High = 300;
    private const double MostDistance = 0.4;

    // MST and AIM by their authors, at ε = 1: over pairs and over triples.
    private static readonly (string Method, double Pairs, double Triples)[] s_authors = [("Tree", 0.1037, 0.2258), ("Adaptive", 0.0850, 0.1868)];

    public static string Of(string page)
    {
        (string Method, double Epsilon, double Pairs, double Triples)[] points =
        [
            .. page.Split('\n').Select(line => line.Trim('|', ' ').Split('|', StringSplitOptions.TrimEntries)).Where(cells => cells.Length == 8 && cells[0] is "Tree" or "Adaptive")
                .Select(cells => (cells[0], Number(cells[1]), Number(cells[3]), Number(cells[4]))),
        ];
        StringBuilder svg = new();
        svg.Append(Head);
        foreach (double epsilon in points.Select(point => point.Epsilon).Distinct())
        {
            svg.Append(CultureInfo.InvariantCulture, $"<path class=\"grid\" d=\"M{X(epsilon):0.#} {Top}v{High}\"/><text x=\"{X(epsilon):0.#}\" y=\"{Top + High + 18}\" text-anchor=\"middle\">{epsilon}</text>\n");
        }

        for (int tenth = 0; tenth <= MostDistance * 10; tenth++)
        {
            svg.Append(CultureInfo.InvariantCulture, $"<path class=\"grid\" d=\"M{Left} {Y(tenth / 10.0):0.#}h{Wide}\"/><text x=\"{Left - 8}\" y=\"{Y(tenth / 10.0) + 4:0.#}\" text-anchor=\"end\">{tenth / 10.0:0.0}</text>\n");
        }

        svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{Left + (Wide / 2)}\" y=\"{Top + High + 38}\" text-anchor=\"middle\">epsilon</text>\n");
        foreach (string method in new[] { "Tree", "Adaptive" })
        {
            (string Method, double Epsilon, double Pairs, double Triples)[] own = [.. points.Where(point => point.Method == method)];
            Curve(svg, method, "three columns", [.. own.Select(point => (point.Epsilon, point.Triples))], s_authors.Single(author => author.Method == method).Triples);
            Curve(svg, method, "two columns", [.. own.Select(point => (point.Epsilon, point.Pairs))], s_authors.Single(author => author.Method == method).Pairs);
        }

        return svg.Append("</svg>\n").ToString();
    }

    private static void Curve(StringBuilder svg, string method, string sets, (double Epsilon, double Distance)[] points, double author)
    {
        string kind = method == "Tree" ? "tree" : "adaptive";
        svg.Append(CultureInfo.InvariantCulture, $"<path class=\"line {kind}\" d=\"M{string.Join('L', points.Select(point => FormattableString.Invariant($"{X(point.Epsilon):0.#} {Y(point.Distance):0.#}")))}\"/>\n");
        foreach ((double epsilon, double distance) in points)
        {
            Mark(svg, $"mark {kind}", epsilon, distance, method, sets);
        }

        Mark(svg, $"author {kind}", 1, author, method == "Tree" ? "MST of its authors" : "AIM of its authors", sets);
        svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{Left + Wide + 8}\" y=\"{Y(points[^1].Distance) + 4:0.#}\" class=\"{kind}\">{method}, {sets}</text>\n");
    }

    private static void Mark(StringBuilder svg, string kind, double epsilon, double distance, string method, string sets)
    {
        (double x, double y) = (X(epsilon), Y(distance));
        string title = FormattableString.Invariant($"<title>{method}, {sets}, epsilon {epsilon}: {distance:0.0000}</title>");
        svg.Append(kind.EndsWith("tree", StringComparison.Ordinal)
            ? FormattableString.Invariant($"<rect class=\"{kind}\" x=\"{x - 4:0.#}\" y=\"{y - 4:0.#}\" width=\"8\" height=\"8\">{title}</rect>\n")
            : FormattableString.Invariant($"<circle class=\"{kind}\" cx=\"{x:0.#}\" cy=\"{y:0.#}\" r=\"4.5\">{title}</circle>\n"));
    }

    private static double X(double epsilon) => Left + ((Math.Log10(epsilon) + 1) / 2 * Wide);

    private static double Y(double distance) => Top + ((1 - (distance / MostDistance)) * High);

    private static double Number(string cell) => double.Parse(cell, CultureInfo.InvariantCulture);

    private const string Head = """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 740 396" role="img" aria-label="Mean L1 distance between the Adult table and made rows over sets of two and of three columns, by epsilon, for both methods; the numbers are in the table beside it.">
        <style>
        svg{--ink:#1b1f27;--soft:#545c6b;--grid:#e7eaef;--tree:#c2500a;--adaptive:#0f62a8;--page:#fff}
        @media(prefers-color-scheme:dark){svg{--ink:#e9ecf2;--soft:#a4adbd;--grid:#272d38;--tree:#f0a04b;--adaptive:#63b3f0;--page:#11141a}}
        text{font:12px system-ui,-apple-system,"Segoe UI",Roboto,"DejaVu Sans",sans-serif;fill:var(--soft)}
        text.title{fill:var(--ink);font-size:14px;font-weight:600}
        text.tree{fill:var(--tree)}text.adaptive{fill:var(--adaptive)}
        .grid{stroke:var(--grid);fill:none}
        .line{fill:none;stroke-width:2}
        .line.tree{stroke:var(--tree);stroke-dasharray:6 4}.line.adaptive{stroke:var(--adaptive)}
        .mark.tree{fill:var(--tree)}.mark.adaptive{fill:var(--adaptive)}
        .author{fill:var(--page);stroke-width:2}
        .author.tree{stroke:var(--tree)}.author.adaptive{stroke:var(--adaptive)}
        .ground{fill:var(--page)}
        </style>
        <rect class="ground" width="740" height="396"/>
        <text class="title" x="12" y="22">Mean L1 distance from Adult; hollow: the authors' own MST (squares) and AIM (discs)</text>

        """;
}
