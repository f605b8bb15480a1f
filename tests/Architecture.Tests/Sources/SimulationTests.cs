using System.Text.RegularExpressions;

namespace EnclaveCleanRoom.Architecture.Tests.Sources;

/// <summary>Production code has no switch for the simulated mode: the simulation is a program of its own.</summary>
public sealed class SimulationTests
{
    private const string Word = "simulat";

    /// <summary>The client's code that starts the simulated region, for demonstrations and for developers: what no other code may reach.</summary>
    private static readonly string[] s_starting =
    [
        "src/DataOwnerClient/Demo/",
        "src/DataOwnerClient/Simulating/",
        "src/DataOwnerClient/Verbs/DemoVerb.cs",
        "src/DataOwnerClient/Verbs/SimulateVerb.cs",
        "src/DataOwnerClient/Verbs/SimulateRegionVerb.cs",
        "src/DataOwnerClient/Verbs/SimulateRoomVerb.cs",
    ];

    /// <summary>Where else the word may stand in code: refusing a root that says it, naming one that its user pins, and showing that one was agreed.</summary>
    private static readonly string[] s_refusing =
    [
        "src/Attestation/Authenticate/",
        "src/Attestation/Parse/Certificates/CertificateDer.cs",
        "src/Agreements/TrustReview.cs",
    ];

    /// <summary>The one mention of a starting verb elsewhere: the list of verbs.</summary>
    private const string Registration = "SimulateVerb.Create()";

    public static TheoryData<string> ProductionFiles =>
        [.. SourceTree.CSharp("src").Select(SourceTree.Relative).Where(path => !path.StartsWith("src/LocalCloud/", StringComparison.Ordinal))];

    [Fact]
    public void No_production_code_knows_whether_it_is_simulated()
    {
        List<string> found = [];
        foreach (string path in ProductionFiles.Select(row => row.Data).Where(path => !IsIn(s_starting, path) && !IsIn(s_refusing, path)))
        {
            string code = Code(path);
            code = path == "src/DataOwnerClient/CommandLine.cs" ? code.Replace(Registration, "", StringComparison.Ordinal) : code;
            found.AddRange(code.Split('\n').Where(line => line.Contains(Word, StringComparison.OrdinalIgnoreCase)).Select(line => $"{path}: {line.Trim()}"));
        }

        Findings.None(found);
    }

    /// <summary>The one name that others may use is the demo's folder, where <c>verify</c> looks for keys.</summary>
    [Fact]
    public void Only_the_demo_and_the_simulate_verbs_reach_the_code_that_starts_the_simulation()
    {
        string[] types = [.. ProductionFiles.Select(row => row.Data).Where(path => IsIn(s_starting[..2], path)).Select(path => Path.GetFileNameWithoutExtension(path))];
        Assert.Contains("SimulatedRegion", types);
        Regex starting = new($@"\b({string.Join('|', types)})\b(?!\.DefaultOut\b)");
        Findings.None(ProductionFiles.Select(row => row.Data).Where(path => !IsIn(s_starting, path))
            .SelectMany(path => starting.Matches(Code(path)).Select(match => $"{path}: {match.Value}")));
    }

    [Fact]
    public void Every_exception_is_still_needed()
    {
        Findings.None(s_starting.Concat(s_refusing).Where(named =>
            !ProductionFiles.Any(row => row.Data.StartsWith(named, StringComparison.Ordinal) && Code(row.Data).Contains(Word, StringComparison.OrdinalIgnoreCase))));
        Assert.Contains(Registration, Code("src/DataOwnerClient/CommandLine.cs"));
    }

    [Fact]
    public void The_host_and_the_workload_do_not_know_the_word_at_all()
    {
        foreach (string folder in new[] { "src/EnclaveHost", "src/EnclaveWorkload", "src/KeyRelease", "src/Cose", "src/Parquet", "src/DifferentialPrivacy", "src/Boosting" })
        {
            Findings.None(SourceTree.CSharp(folder).Where(path =>
                CSharpText.WithoutComments(File.ReadAllText(path)).Contains(Word, StringComparison.OrdinalIgnoreCase)).Select(SourceTree.Relative));
        }
    }

    [Fact]
    public void No_conditional_compilation_changes_what_production_does() =>
        Findings.None(SourceTree.CSharp("src").Where(path => File.ReadLines(path).Any(line => line.TrimStart().StartsWith("#if", StringComparison.Ordinal))).Select(SourceTree.Relative));

    [Theory]
    [InlineData("if (simulated) { }", true)]
    [InlineData("// simulated", false)]
    [InlineData("string a = \"//\"; bool isSimulated;", true)]
    [InlineData("/* simulated */ int a;", false)]
    public void Comments_are_told_from_code(string source, bool found) =>
        Assert.Equal(found, CSharpText.WithoutComments(source).Contains(Word, StringComparison.OrdinalIgnoreCase));

    private static bool IsIn(string[] places, string path) => places.Any(place => path.StartsWith(place, StringComparison.Ordinal));

    private static string Code(string path) => CSharpText.WithoutComments(File.ReadAllText(Repository.PathTo(path)));
}
