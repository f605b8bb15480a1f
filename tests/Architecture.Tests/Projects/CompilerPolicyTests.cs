using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace EnclaveCleanRoom.Architecture.Tests.Projects;

/// <summary>One compiler policy, stated once, and no project steps out of it.</summary>
public sealed class CompilerPolicyTests
{
    private static readonly XDocument s_policy = XDocument.Load(Repository.PathTo("Directory.Build.props"));

    /// <summary>What a project file may not say for itself.</summary>
    private static readonly string[] s_reserved =
    [
        "TreatWarningsAsErrors", "Nullable", "NoWarn", "WarningsNotAsErrors", "LangVersion", "TargetFramework", "TargetFrameworks", "AnalysisLevel",
        "AnalysisMode", "EnforceCodeStyleInBuild", "Deterministic", "InvariantGlobalization", "CheckForOverflowUnderflow", "GenerateDocumentationFile",
        "RestorePackagesWithLockFile", "ManagePackageVersionsCentrally", "DisableTransitiveProjectReferences", "RuntimeIdentifiers", "RunAnalyzers",
    ];

    public static TheoryData<string> Projects => [.. ProjectFile.All.Select(project => project.Name)];

    [Theory]
    [InlineData("TreatWarningsAsErrors", "true")]
    [InlineData("Nullable", "enable")]
    [InlineData("AnalysisLevel", "10.0-recommended")]
    [InlineData("EnforceCodeStyleInBuild", "true")]
    [InlineData("GenerateDocumentationFile", "true")]
    [InlineData("CheckForOverflowUnderflow", "true")]
    [InlineData("Deterministic", "true")]
    [InlineData("InvariantGlobalization", "true")]
    [InlineData("ManagePackageVersionsCentrally", "true")]
    [InlineData("CentralPackageTransitivePinningEnabled", "true")]
    [InlineData("RestorePackagesWithLockFile", "true")]
    [InlineData("DisableTransitiveProjectReferences", "true")]
    [InlineData("RuntimeIdentifiers", "linux-x64")]
    [InlineData("WarningsAsErrors", "NU1601;NU1603")]
    public void The_policy_says(string property, string value) => Assert.Equal(value, Assert.Single(s_policy.Descendants(property)).Value);

    [Fact]
    public void Only_advisories_and_a_newer_sdk_may_warn_without_failing() =>
        Assert.Equal("NU1901;NU1902;NU1903;NU1904", Assert.Single(s_policy.Descendants("WarningsNotAsErrors")).Value);

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_project_does_not_step_out_of_the_policy(string project) =>
        Findings.None(s_reserved.Where(ProjectFile.Named(project).Sets));

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_project_names_packages_without_versions(string project) =>
        Findings.None(ProjectFile.Named(project).PackageElements.Where(element => element.Attribute("Version") is not null
            || element.Attribute("VersionOverride") is not null || element.Element("Version") is not null).Select(element => element.ToString()));

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_project_has_a_lock_file_for_building_and_for_publishing(string project)
    {
        using JsonDocument lockFile = JsonDocument.Parse(File.ReadAllText(Path.Combine(ProjectFile.Named(project).Folder, "packages.lock.json")));
        IEnumerable<string> targets = lockFile.RootElement.GetProperty("dependencies").EnumerateObject().Select(target => target.Name);
        Assert.Equal(["net10.0", "net10.0/linux-x64"], targets.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Versions_are_exact()
    {
        XElement[] versions = [.. XDocument.Load(Repository.PathTo("Directory.Packages.props")).Descendants("PackageVersion")];
        Assert.All(versions, element => Assert.Matches(@"^\d+\.\d+\.\d+$", (string?)element.Attribute("Version")));
    }

    [Fact]
    public void A_newer_sdk_of_the_same_line_may_build_it()
    {
        using JsonDocument global = JsonDocument.Parse(File.ReadAllText(Repository.PathTo("global.json")));
        JsonElement sdk = global.RootElement.GetProperty("sdk");
        Assert.Equal("10.0.100", sdk.GetProperty("version").GetString());
        Assert.Equal("latestFeature", sdk.GetProperty("rollForward").GetString());
    }

    [Fact]
    public void The_solution_holds_every_project()
    {
        string solution = File.ReadAllText(Repository.PathTo("EnclaveCleanRoom.sln")).Replace('\\', '/');
        HashSet<string> listed = [.. Regex.Matches(solution, "\"([^\"]+\\.csproj)\"").Select(match => match.Groups[1].Value)];
        Assert.Equal(ProjectFile.All.Select(project => Sources.SourceTree.Relative(project.Path)).Order(StringComparer.Ordinal), listed.Order(StringComparer.Ordinal));
    }
}
