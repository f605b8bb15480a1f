namespace EnclaveCleanRoom.Architecture.Tests.Sources;

/// <summary>Production code has no switch for the simulated mode: the simulation is a program of its own.</summary>
public sealed class SimulationTests
{
    private const string Word = "simulat";

    /// <summary>Where the word may stand in code: refusing a root that says it, showing that one was agreed, and the demo that starts the program.</summary>
    private static readonly string[] s_named =
    [
        "src/Attestation/Authenticate/",
        "src/Attestation/Parse/Certificates/CertificateDer.cs",
        "src/Agreements/AgreementExplanation.cs",
        "src/DataOwnerClient/Demo/",
        "src/DataOwnerClient/Verbs/DemoVerb.cs",
    ];

    public static TheoryData<string> ProductionFiles =>
        [.. SourceTree.CSharp("src").Select(SourceTree.Relative).Where(path => !path.StartsWith("src/LocalCloud/", StringComparison.Ordinal))];

    [Fact]
    public void No_production_code_knows_whether_it_is_simulated()
    {
        List<string> found = [];
        foreach (string path in ProductionFiles.Select(row => row.Data).Where(path => !s_named.Any(named => path.StartsWith(named, StringComparison.Ordinal))))
        {
            string code = CSharpText.WithoutComments(File.ReadAllText(Repository.PathTo(path)));
            found.AddRange(code.Split('\n').Where(line => line.Contains(Word, StringComparison.OrdinalIgnoreCase)).Select(line => $"{path}: {line.Trim()}"));
        }

        Findings.None(found);
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
}
