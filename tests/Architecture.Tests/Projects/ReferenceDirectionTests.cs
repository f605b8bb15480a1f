using EnclaveCleanRoom.Architecture.Tests.Assemblies;

namespace EnclaveCleanRoom.Architecture.Tests.Projects;

/// <summary>The table in the architecture page, the project files and the compiled assemblies say the same.</summary>
public sealed class ReferenceDirectionTests
{
    public static TheoryData<string> ProductProjects => [.. ProjectFile.Product.Select(project => project.Name)];

    public static TheoryData<string> TestProjects => [.. ProjectFile.Tests.Select(project => project.Name)];

    [Fact]
    public void The_table_names_exactly_the_projects_that_exist() =>
        Assert.Equal(ProjectFile.Product.Select(project => project.Name).Order(), ReferenceTable.Allowed.Keys.Order());

    [Theory]
    [MemberData(nameof(ProductProjects))]
    public void A_project_file_references_only_what_the_table_allows(string project) =>
        Findings.None(ProjectFile.Named(project).References.Except(ReferenceTable.Allowed[project]));

    [Theory]
    [MemberData(nameof(ProductProjects))]
    public void A_compiled_assembly_references_only_what_the_table_allows(string project)
    {
        CompiledAssembly assembly = BuildOutput.AssemblyOf(project);
        IEnumerable<string> ours = assembly.References.Select(BuildOutput.ProjectOf).OfType<string>();
        Findings.None(ours.Except(ReferenceTable.Allowed[project]));
    }

    [Fact]
    public void The_table_has_no_cycle()
    {
        HashSet<string> settled = [];
        while (settled.Count < ReferenceTable.Allowed.Count)
        {
            string[] next = [.. ReferenceTable.Allowed.Where(row => !settled.Contains(row.Key) && row.Value.IsSubsetOf(settled)).Select(row => row.Key)];
            Assert.True(next.Length > 0, $"a cycle among {string.Join(", ", ReferenceTable.Allowed.Keys.Except(settled))}");
            settled.UnionWith(next);
        }
    }

    [Fact]
    public void Nothing_references_the_simulated_cloud_but_its_own_tests()
    {
        Assert.DoesNotContain("LocalCloud", ReferenceTable.Allowed.Values.SelectMany(row => row));
        Assert.Equal(["LocalCloud.Tests"], ProjectFile.All.Where(project => project.References.Contains("LocalCloud")).Select(project => project.Name));
        foreach (ProjectFile project in ProjectFile.Product)
        {
            Assert.DoesNotContain("EnclaveCleanRoom.LocalCloud", BuildOutput.AssemblyOf(project.Name).References);
        }
    }

    [Fact]
    public void A_build_order_edge_carries_nothing_along()
    {
        Assert.Contains("LocalCloud", ProjectFile.Named("DataOwnerClient").BuildOrderOnly);
        foreach (System.Xml.Linq.XElement edge in ProjectFile.All.SelectMany(project => project.ReferenceElements)
            .Where(element => element.Attribute("ReferenceOutputAssembly") is not null))
        {
            Assert.Equal("false", (string?)edge.Attribute("ReferenceOutputAssembly"));
            Assert.Equal("false", (string?)edge.Attribute("Private"));
            Assert.Equal("true", (string?)edge.Attribute("SkipGetTargetFrameworkProperties"));
        }
    }

    /// <summary>End-to-end tests play parties and attackers, and so link the client and what it links, never a service.</summary>
    [Theory]
    [MemberData(nameof(TestProjects))]
    public void A_test_project_references_its_subject_and_what_that_may_reference(string project)
    {
        string subject = project.Split('.')[0];
        HashSet<string> allowed = ["Fixtures"];
        if (subject == "EndToEnd")
        {
            allowed.Add("DataOwnerClient");
            allowed.UnionWith(ReferenceTable.Allowed["DataOwnerClient"]);
        }

        if (ReferenceTable.Allowed.TryGetValue(subject, out IReadOnlySet<string>? more))
        {
            // A test makes the values that its subject takes, and so may name what those are made of.
            allowed.Add(subject);
            allowed.UnionWith(more);
            allowed.UnionWith(more.SelectMany(reference => ReferenceTable.Allowed[reference]));
        }

        Findings.None(ProjectFile.Named(project).References.Except(allowed));
    }

    [Fact]
    public void Each_source_project_has_a_test_project() =>
        Findings.None(ProjectFile.Product.Where(project => project.IsUnder("src")).Select(project => $"{project.Name}.Tests")
            .Except(ProjectFile.Tests.Select(project => project.Name)));
}
