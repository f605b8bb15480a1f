using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using EnclaveCleanRoom.Attestation;
using EnclaveCleanRoom.DataOwnerClient.Policies;

namespace EnclaveCleanRoom.DataOwnerClient.Tests.Policies;

/// <summary>The policy of a room on Azure: one text for one set of settings, and nothing in it that opens a way in.</summary>
public sealed class ContainerPolicyTests
{
    private static readonly byte[] s_settings = File.ReadAllBytes(Repository.PathTo("infra", "policy.json"));
    private static readonly byte[] s_layers = File.ReadAllBytes(Repository.PathTo("infra", "layers.example.json"));
    private static readonly string s_golden = Repository.PathTo("tests", "DataOwnerClient.Tests", "Policies", "policy.golden.rego");

    [Fact]
    public void The_policy_of_the_committed_settings_is_the_committed_one()
    {
        byte[] written = Write(s_settings);
        if (Environment.GetEnvironmentVariable("WRITE_VECTORS") is { Length: > 0 })
        {
            File.WriteAllBytes(s_golden, written);
        }

        Assert.Equal(File.ReadAllText(s_golden), Encoding.UTF8.GetString(written));
    }

    [Fact]
    public void Every_setting_that_the_host_leaves_open_is_allowed_by_name()
    {
        Assert.True(MeasurementRules.TryParse(File.ReadAllBytes(Repository.PathTo("src", "EnclaveHost", "measurement.json")), out MeasurementRules? host));
        string[] free = [.. host.AnyValueVariables.Where(name => name.StartsWith("CLEANROOM_", StringComparison.Ordinal))];
        string policy = Encoding.UTF8.GetString(Write(s_settings, host));
        Assert.NotEmpty(free);
        Assert.All(free, name => Assert.Contains($"\"^{name}=.*$\"", policy, StringComparison.Ordinal));
    }

    [Fact]
    public void What_would_open_a_way_in_is_closed_by_literals()
    {
        string policy = Encoding.UTF8.GetString(Write(s_settings));
        Assert.Contains("allow_dump_stacks := false\nallow_runtime_logging := false\n", policy, StringComparison.Ordinal);
        Assert.Contains("allow_unencrypted_scratch := false\n", policy, StringComparison.Ordinal);
        JsonObject room = Containers(policy)[0]!.AsObject();
        Assert.Equal("[]", room["exec_processes"]!.ToJsonString());
        Assert.False(room["allow_elevated"]!.GetValue<bool>());
        Assert.False(room["allow_stdio_access"]!.GetValue<bool>());
        Assert.True(room["no_new_privileges"]!.GetValue<bool>());
        Assert.All(room["capabilities"]!.AsObject(), kind => Assert.Empty(kind.Value!.AsArray()));
        Assert.Equal("""{"pattern":"1654","strategy":"id"}""", room["user"]!["user_idname"]!.ToJsonString());
        Assert.Equal("""["/app/EnclaveCleanRoom.EnclaveHost"]""", room["command"]!.ToJsonString());
        Assert.DoesNotContain("/bin/sh", policy, StringComparison.Ordinal);
    }

    [Fact]
    public void A_variable_is_there_with_its_value_or_by_its_whole_name()
    {
        (string Pattern, bool Required, string Strategy)[] rules = Rules();
        Assert.Contains(("DOTNET_EnableDiagnostics=0", true, "string"), rules);
        Assert.All(rules.Where(rule => rule.Strategy == "re2"), rule => Assert.Matches(@"^\^[A-Za-z0-9_]+=\.\*\$$", rule.Pattern));
        Assert.Contains(rules, rule => rule.Pattern == "^IMDS_ENDPOINT=.*$");
        Assert.Contains(rules, rule => rule.Pattern == "^CLEANROOM_DATA=.*$");
    }

    [Theory]
    [InlineData("CLEANROOM_DATA=/elsewhere", true)]
    [InlineData("IDENTITY_ENDPOINT=http://169.254.0.1/", true)]
    [InlineData("DOTNET_EnableDiagnostics=0", true)]
    [InlineData("DOTNET_EnableDiagnostics=1", false)]
    [InlineData("DOTNET_STARTUP_HOOKS=/data/evil.dll", false)]
    [InlineData("LD_PRELOAD=/data/evil.so", false)]
    [InlineData("LD_PRELOAD=/data/evil.so HOSTNAME=a", false)]
    [InlineData("DOTNET_ROOT=/data", false)]
    [InlineData("CLEANROOM_FAULT_AFTER=Spend", false)]
    [InlineData("XHOSTNAME=a", false)]
    [InlineData("SOMETHING_NEW=1", false)]
    public void A_variable_passes_when_a_rule_matches_it_as_the_guest_matches(string variable, bool passes) =>
        Assert.Equal(passes, Rules().Any(rule => rule.Strategy == "string" ? rule.Pattern == variable : Regex.IsMatch(variable, rule.Pattern, RegexOptions.CultureInvariant)));

    [Theory]
    [InlineData("command", """["/bin/sh", "-c", "x"]""", "the command starts a shell")]
    [InlineData("command", "[]", "the command begins with an absolute path")]
    [InlineData("user", "0", "user and group are numbers, and not root's")]
    [InlineData("requiredVariables", "[]", "DOTNET_EnableDiagnostics=0 is required")]
    [InlineData("platformVariables", """["LD_PRELOAD"]""", "LD_PRELOAD steers the runtime, the loader or the room")]
    [InlineData("platformVariables", """["DOTNET_.*"]""", "a platform variable is a name alone")]
    [InlineData("platformVariables", """["TERM"]""", "a variable stands twice")]
    [InlineData("mounts", """[{"destination":"/app","kind":"emptyDir","readOnly":false}]""", "a mount has an absolute destination outside the program")]
    [InlineData("mounts", """[{"destination":"/app/../app","kind":"emptyDir","readOnly":false}]""", "a mount has an absolute destination outside the program")]
    [InlineData("mounts", """[{"destination":"/data","kind":"gitRepo","readOnly":false}]""", "a mount has an absolute destination outside the program")]
    [InlineData("mounts", """[{"destination":"//app","kind":"emptyDir","readOnly":false}]""", "a mount has an absolute destination outside the program")]
    [InlineData("mounts", """[{"destination":"/./app","kind":"emptyDir","readOnly":false}]""", "a mount has an absolute destination outside the program")]
    [InlineData("mounts", """[{"destination":"/app/","kind":"emptyDir","readOnly":false}]""", "a mount has an absolute destination outside the program")]
    [InlineData("mounts", """[{"destination":"/","kind":"emptyDir","readOnly":false}]""", "a mount has an absolute destination outside the program")]
    [InlineData("mounts", """[{"destination":"/data ","kind":"emptyDir","readOnly":false}]""", "a mount has an absolute destination outside the program")]
    [InlineData("mounts", """[{"destination":"/usr/local","kind":"azureFile","readOnly":true}]""", "a mount has an absolute destination outside the program")]
    [InlineData("command", """["/data/room"]""", "a part of the command lies in a mount")]
    [InlineData("command", """["/data"]""", "a part of the command lies in a mount")]
    [InlineData("command", """["/usr/bin/dotnet", "/agreement/room.dll"]""", "a part of the command lies in a mount")]
    [InlineData("command", """["/app/x", "/proc/1/cwd/data/room"]""", "a part of the command lies in a mount")]
    [InlineData("command", """["/usr/bin/dotnet", "data/room.dll"]""", "each part of the command is an absolute path in its one spelling")]
    [InlineData("command", """["/app/x", "--additional-deps=/data/x.json"]""", "each part of the command is an absolute path in its one spelling")]
    [InlineData("command", """["//data/room"]""", "each part of the command is an absolute path in its one spelling")]
    [InlineData("command", """["/app/../data/room"]""", "each part of the command is an absolute path in its one spelling")]
    [InlineData("workingDirectory", "\"/data\"", "the working directory lies in a mount")]
    [InlineData("workingDirectory", "\"/data/below\"", "the working directory lies in a mount")]
    [InlineData("workingDirectory", "\"/app/./../data\"", "the working directory is absolute, in its one spelling")]
    [InlineData("workingDirectory", "\"app\"", "the working directory is absolute, in its one spelling")]
    [InlineData("imageVariables", """["LD_PRELOAD=/data/x.so"]""", "LD_PRELOAD is none of the variables that may be fixed")]
    [InlineData("imageVariables", """["ld_preload=/data/x.so"]""", "ld_preload is none of the variables that may be fixed")]
    [InlineData("imageVariables", """["CORECLR_PROFILER_PATH=/data/x.so"]""", "CORECLR_PROFILER_PATH is none of the variables that may be fixed")]
    [InlineData("imageVariables", """["DOTNET_STARTUP_HOOKS=/data/x.dll"]""", "DOTNET_STARTUP_HOOKS is none of the variables that may be fixed")]
    [InlineData("imageVariables", """["GCONV_PATH=/data"]""", "GCONV_PATH is none of the variables that may be fixed")]
    [InlineData("imageVariables", """["CLEANROOM_FAULT_AFTER=Spend"]""", "CLEANROOM_FAULT_AFTER is none of the variables that may be fixed")]
    [InlineData("imageVariables", """["DOTNET_EnableDiagnostics=1"]""", "a variable stands twice")]
    [InlineData("imageVariables", """["PATH=/usr/bin:/data"]""", "PATH names folders of the image")]
    [InlineData("imageVariables", """["PATH=/usr/bin::"]""", "PATH names folders of the image")]
    [InlineData("requiredVariables", """["DOTNET_EnableDiagnostics=0", "LD_AUDIT=/data/x.so"]""", "LD_AUDIT is none of the variables that may be fixed")]
    [InlineData("requiredVariables", """["DOTNET_EnableDiagnostics=0", "COMPlus_AltJit=x"]""", "COMPlus_AltJit is none of the variables that may be fixed")]
    [InlineData("platformVariables", """["GCONV_PATH"]""", "GCONV_PATH steers the runtime, the loader or the room")]
    [InlineData("platformVariables", """["OTEL_EXPORTER_OTLP_ENDPOINT"]""", "OTEL_EXPORTER_OTLP_ENDPOINT steers the runtime, the loader or the room")]
    [InlineData("platformVariables", """["https_proxy"]""", "https_proxy steers the runtime, the loader or the room")]
    [InlineData("execProcesses", "[]", "is malformed")]
    [InlineData("format", "\"cleanroom-policy/2\"", "format is 'cleanroom-policy/2'")]
    public void Settings_that_would_open_a_way_in_are_refused(string member, string value, string why)
    {
        JsonNode settings = JsonNode.Parse(s_settings)!;
        settings[member] = JsonNode.Parse(value);
        ClientException refused = Assert.Throws<ClientException>(() => Write(Encoding.UTF8.GetBytes(settings.ToJsonString())));
        Assert.Contains(why, refused.Message, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Usage, refused.ExitCode);
    }

    [Fact]
    public void What_the_base_image_sets_may_be_fixed()
    {
        JsonNode settings = JsonNode.Parse(s_settings)!;
        settings["imageVariables"]!.AsArray().Add("APP_UID=1654");
        settings["imageVariables"]!.AsArray().Add("DOTNET_RUNNING_IN_CONTAINER=true");
        settings["command"] = JsonNode.Parse("""["/usr/bin/dotnet", "/app/EnclaveCleanRoom.EnclaveHost.dll"]""");
        Assert.Contains("APP_UID=1654", Encoding.UTF8.GetString(Write(Encoding.UTF8.GetBytes(settings.ToJsonString()))), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("image", "\"cleanroom:1.0\"", "a tag moves")]
    [InlineData("layers", "[]", "there are 1 to 127 layers")]
    [InlineData("layers", """["ABC"]""", "there are 1 to 127 layers")]
    [InlineData("note", "1", "is malformed")]
    public void Layers_of_no_certain_image_are_refused(string member, string value, string why)
    {
        JsonNode layers = JsonNode.Parse(s_layers)!;
        layers[member] = JsonNode.Parse(value);
        Assert.Contains(why, Assert.Throws<ClientException>(() => ImageLayers.Parse(Encoding.UTF8.GetBytes(layers.ToJsonString()), "layers.json")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void One_layer_more_is_another_host_data()
    {
        JsonNode layers = JsonNode.Parse(s_layers)!;
        layers["layers"]!.AsArray().Add(new string('4', 64));
        byte[] other = ContainerPolicy.Write(
            ContainerSettings.Parse(s_settings, "policy.json"), ImageLayers.Parse(Encoding.UTF8.GetBytes(layers.ToJsonString()), "layers.json"), Rules("CLEANROOM_AGREEMENT", "CLEANROOM_DATA"));
        Assert.NotEqual(Digest256.Of(Write(s_settings)), Digest256.Of(other));
    }

    private static (string Pattern, bool Required, string Strategy)[] Rules() =>
    [
        .. Containers(Encoding.UTF8.GetString(Write(s_settings)))[0]!["env_rules"]!.AsArray()
            .Select(rule => (rule!["pattern"]!.GetValue<string>(), rule["required"]!.GetValue<bool>(), rule["strategy"]!.GetValue<string>())),
    ];

    private static JsonArray Containers(string policy)
    {
        string from = policy[(policy.IndexOf("containers := ", StringComparison.Ordinal) + "containers := ".Length)..];
        return JsonNode.Parse(from[..from.IndexOf("\n\n", StringComparison.Ordinal)])!.AsArray();
    }

    private static byte[] Write(byte[] settings, MeasurementRules? rules = null) => ContainerPolicy.Write(
        ContainerSettings.Parse(settings, "policy.json"), ImageLayers.Parse(s_layers, "layers.json"), rules ?? Rules("CLEANROOM_AGREEMENT", "CLEANROOM_DATA"));

    private static MeasurementRules Rules(params string[] names)
    {
        string json = $$"""{"any_value_arguments":[],"any_value_variables":[{{string.Join(',', names.Select(name => $"\"{name}\""))}}]}""";
        Assert.True(MeasurementRules.TryParse(Encoding.UTF8.GetBytes(json), out MeasurementRules? rules));
        return rules;
    }
}
