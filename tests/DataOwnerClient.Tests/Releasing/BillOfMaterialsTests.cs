using System.Text;
using System.Text.Json.Nodes;
using EnclaveCleanRoom.DataOwnerClient.Releasing;

namespace EnclaveCleanRoom.DataOwnerClient.Tests.Releasing;

/// <summary>A published program's parts, from what was really published and pinned here: this test's own client and host.</summary>
public sealed class BillOfMaterialsTests
{
    private const string Host = "EnclaveCleanRoom.EnclaveHost";

    private static readonly byte[] s_lock = File.ReadAllBytes(Repository.PathTo("src", "EnclaveHost", "packages.lock.json"));
    private static readonly byte[] s_dependencies = File.ReadAllBytes(Path.GetFullPath(Path.Combine(
        AppContext.BaseDirectory, "..", "..", "EnclaveHost", Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory)), Host + ".deps.json")));

    [Fact]
    public void The_bill_of_the_host_names_every_project_and_package_with_the_pinned_digest()
    {
        JsonNode bill = JsonNode.Parse(BillOfMaterials.Read(s_dependencies, s_lock, Host).Write())!;
        Assert.Equal(("CycloneDX", "1.6"), (bill["bomFormat"]!.GetValue<string>(), bill["specVersion"]!.GetValue<string>()));
        Assert.Equal(Host, bill["metadata"]!["component"]!["name"]!.GetValue<string>());
        JsonObject[] parts = [.. bill["components"]!.AsArray().Select(part => part!.AsObject())];
        JsonObject sqlite = Assert.Single(parts, part => part["name"]!.GetValue<string>() == "Microsoft.Data.Sqlite");
        Assert.StartsWith("pkg:nuget/Microsoft.Data.Sqlite@", sqlite["purl"]!.GetValue<string>(), StringComparison.Ordinal);
        string pinned = JsonNode.Parse(s_lock)!["dependencies"]!["net10.0"]!["Microsoft.Data.Sqlite"]!["contentHash"]!.GetValue<string>();
        Assert.Equal(Convert.ToHexStringLower(Convert.FromBase64String(pinned)), sqlite["hashes"]![0]!["content"]!.GetValue<string>());
        string[] ours = [.. parts.Select(part => part["name"]!.GetValue<string>()).Where(name => name.StartsWith("EnclaveCleanRoom.", StringComparison.Ordinal))];
        Assert.Contains("EnclaveCleanRoom.EnclaveWorkload", ours);
        Assert.DoesNotContain(ours, name => name.Contains("LocalCloud", StringComparison.Ordinal) || name.EndsWith(".Reference", StringComparison.Ordinal));
        Assert.All(parts.Where(part => !part["name"]!.GetValue<string>().StartsWith("EnclaveCleanRoom.", StringComparison.Ordinal)), part => Assert.NotNull(part["purl"]));
    }

    [Fact]
    public void Every_reference_of_the_bill_is_to_a_part_of_it_and_it_holds_no_time()
    {
        byte[] written = BillOfMaterials.Read(s_dependencies, s_lock, Host).Write();
        JsonNode bill = JsonNode.Parse(written)!;
        HashSet<string> parts = [bill["metadata"]!["component"]!["bom-ref"]!.GetValue<string>(), .. bill["components"]!.AsArray().Select(part => part!["bom-ref"]!.GetValue<string>())];
        JsonArray graph = bill["dependencies"]!.AsArray();
        Assert.Equal(parts.Order(), graph.Select(node => node!["ref"]!.GetValue<string>()).Order());
        Assert.All(graph.SelectMany(node => node!["dependsOn"]!.AsArray()), used => Assert.Contains(used!.GetValue<string>(), parts));
        Assert.Equal(written, BillOfMaterials.Read(s_dependencies, s_lock, Host).Write());
        Assert.Null(bill["metadata"]!["timestamp"]);
        Assert.Null(bill["serialNumber"]);
    }

    [Fact]
    public void A_package_that_is_not_as_pinned_stops_the_release()
    {
        JsonNode published = JsonNode.Parse(s_dependencies)!;
        JsonObject libraries = published["libraries"]!.AsObject();
        string sqlite = libraries.Select(library => library.Key).Single(name => name.StartsWith("Microsoft.Data.Sqlite/", StringComparison.Ordinal));
        libraries[sqlite]!["sha512"] = "sha512-" + Convert.ToBase64String(new byte[64]);
        ClientException refused = Assert.Throws<ClientException>(() => BillOfMaterials.Read(Encoding.UTF8.GetBytes(published.ToJsonString()), s_lock, Host));
        Assert.Contains("was published with another digest than packages.lock.json pins", refused.Message, StringComparison.Ordinal);

        JsonNode locks = JsonNode.Parse(s_lock)!;
        locks["dependencies"]!["net10.0"]!.AsObject().Remove("Microsoft.Data.Sqlite");
        Assert.Throws<ClientException>(() => BillOfMaterials.Read(s_dependencies, Encoding.UTF8.GetBytes(locks.ToJsonString()), Host));
    }

    [Theory]
    [InlineData("{}", "{}")]
    [InlineData("not json", "{}")]
    [InlineData("[]", "{}")]
    public void Files_of_another_kind_are_refused(string dependencies, string locked)
    {
        ClientException refused = Assert.Throws<ClientException>(() => BillOfMaterials.Read(Encoding.UTF8.GetBytes(dependencies), Encoding.UTF8.GetBytes(locked), Host));
        Assert.Equal(ExitCode.Usage, refused.ExitCode);
    }

    [Fact]
    public void The_list_of_files_is_sorted_and_follows_every_byte()
    {
        string folder = Directory.CreateTempSubdirectory("cleanroom-release-").FullName;
        try
        {
            File.WriteAllText(Path.Combine(folder, "b"), "2");
            Directory.CreateDirectory(Path.Combine(folder, "a"));
            File.WriteAllText(Path.Combine(folder, "a", "c"), "1");
            Assert.Equal(
                "6b86b273ff34fce19d6b804eff5a3f5747ada4eaa22f1d49c01e52ddb7875b4b  ./a/c\nd4735e3a265e16eee03f59718b9b5d03019c07d8b6c51f90da3a666eec13ab35  ./b\n",
                Encoding.UTF8.GetString(PublishedFiles.Write(folder)));
            File.WriteAllText(Path.Combine(folder, "b"), "3");
            Assert.DoesNotContain("d4735e3a", Encoding.UTF8.GetString(PublishedFiles.Write(folder)), StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
