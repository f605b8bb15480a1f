using System.Text.RegularExpressions;

namespace EnclaveCleanRoom.Architecture.Tests.Sources;

/// <summary>Ordinary discipline, file by file.</summary>
public sealed partial class SourceHygieneTests
{
    private const int MaximumLines = 500;

    [Fact]
    public void No_source_file_reaches_five_hundred_lines() =>
        Findings.None(SourceTree.CSharp("src").Where(path => File.ReadLines(path).Count() > MaximumLines).Select(SourceTree.Relative));

    [Fact]
    public void Half_of_the_source_files_stay_under_a_hundred_and_twenty_lines()
    {
        int[] lines = [.. SourceTree.CSharp("src").Select(path => File.ReadLines(path).Count()).Order()];
        Assert.True(lines[lines.Length / 2] < 120, $"the median is {lines[lines.Length / 2]}");
    }

    [Fact]
    public void Nothing_is_left_for_later() => Findings.None(Lines(SourceTree.CSharp("src").Concat(SourceTree.CSharp("samples")).Concat(OtherTests), Unfinished()));

    [Fact]
    public void Nothing_throws_a_bare_exception() => Findings.None(Lines(SourceTree.CSharp("src"), BareException()));

    [Fact]
    public void No_regions() => Findings.None(Lines(SourceTree.CSharp("src").Concat(SourceTree.CSharp("tests")), Region()));

    [Fact]
    public void Text_is_utf8_without_mark_and_with_plain_line_ends()
    {
        List<string> odd = [];
        foreach (string path in SourceTree.Written)
        {
            byte[] bytes = File.ReadAllBytes(path);
            bool marked = bytes.AsSpan().StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]);
            if ((marked && !path.EndsWith(".sln", StringComparison.Ordinal)) || bytes.AsSpan().Contains((byte)'\r'))
            {
                odd.Add(SourceTree.Relative(path));
            }
        }

        Findings.None(odd);
    }

    [Fact]
    public void No_file_names_a_folder_of_somebodys_machine() => Findings.None(Lines(SourceTree.Written, MachinePath()));

    [Fact]
    public void No_file_names_a_package_source_and_there_is_no_source_configuration()
    {
        Assert.DoesNotContain(SourceTree.Files, path => Path.GetFileName(path).Equals("nuget.config", StringComparison.OrdinalIgnoreCase));
        Findings.None(Lines(SourceTree.Written.Where(path => Path.GetExtension(path) is ".props" or ".csproj" or ".targets" or ".json" or ".yml" or ".sh" or ""), PackageSource()));
    }

    private static IEnumerable<string> OtherTests =>
        SourceTree.CSharp("tests").Where(path => !SourceTree.Relative(path).StartsWith("tests/Architecture.Tests/", StringComparison.Ordinal));

    private static IEnumerable<string> Lines(IEnumerable<string> files, Regex wanted) => files.SelectMany(path =>
        File.ReadLines(path).Where(line => wanted.IsMatch(line)).Select(line => $"{SourceTree.Relative(path)}: {line.Trim()}"));

    [GeneratedRegex(@"\b(TODO|FIXME|HACK|XXX)\b|NotImplementedException")]
    private static partial Regex Unfinished();

    [GeneratedRegex(@"new (System\.)?Exception\(")]
    private static partial Regex BareException();

    [GeneratedRegex(@"^\s*#region")]
    private static partial Regex Region();

    /// <summary>Written so that this line is not one itself.</summary>
    [GeneratedRegex(@"(?<![A-Za-z0-9_.~-])/(?:[t]mp|[w]ork|[r]oot|[h]ome|[U]sers|[m]nt)/|[A-Z]:\\[U]sers")]
    private static partial Regex MachinePath();

    [GeneratedRegex(@"RestoreSources|RestoreAdditionalProjectSources|packageSources|index\.json""|registry\.[a-z]")]
    private static partial Regex PackageSource();
}
