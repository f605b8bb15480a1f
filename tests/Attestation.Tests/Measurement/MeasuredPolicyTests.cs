using System.Text;

namespace EnclaveCleanRoom.Attestation.Tests;

public sealed class MeasuredPolicyTests
{
    private static readonly Digest256 s_one = Digest256.Of("one"u8);
    private static readonly Digest256 s_two = Digest256.Of("two"u8);

    private static MeasuredPolicyContent Content { get; } = new()
    {
        Executable = "EnclaveHost",
        Arguments = ["--urls", "https://127.0.0.1:0"],
        Environment = [EnvironmentRule.Literal("DOTNET_TieredPGO", "0"), EnvironmentRule.AnyValue("CLEANROOM_STATE")],
        Files = [new("EnclaveHost", s_one), new("runtimes/linux-x64/native/libe_sqlite3.so", s_two), new("EnclaveHost.dll", s_two)],
        MappedFiles = [new("/usr/lib/libc.so.6", s_one)],
    };

    [Fact]
    public void A_document_is_written_line_by_line()
    {
        string expected = string.Join('\n',
        [
            """["measured-policy",1]""",
            """["executable","EnclaveHost"]""",
            """["argument",0,"--urls"]""",
            """["argument",1,"https://127.0.0.1:0"]""",
            """["environment","CLEANROOM_STATE","any"]""",
            """["environment","DOTNET_TieredPGO","literal","0"]""",
            $"""["file","EnclaveHost","{s_one}"]""",
            $"""["file","EnclaveHost.dll","{s_two}"]""",
            $"""["file","runtimes/linux-x64/native/libe_sqlite3.so","{s_two}"]""",
            $"""["mapped","/usr/lib/libc.so.6","{s_one}"]""",
            "",
        ]);
        MeasuredPolicy policy = MeasuredPolicy.Create(Content);
        Assert.Equal(expected, Encoding.ASCII.GetString(policy.Document.Span));
        Assert.Equal(Digest256.Of(Encoding.ASCII.GetBytes(expected)), policy.HostData);
    }

    [Fact]
    public void The_order_in_which_facts_are_handed_over_does_not_matter()
    {
        MeasuredPolicyContent shuffled = Content with
        {
            Environment = [.. Content.Environment.Reverse()],
            Files = [.. Content.Files.Reverse()],
        };
        Assert.Equal(MeasuredPolicy.Create(Content).HostData, MeasuredPolicy.Create(shuffled).HostData);
    }

    [Fact]
    public void Each_single_change_gives_another_digest()
    {
        MeasuredPolicyContent[] variants =
        [
            Content,
            Content with { Executable = "EnclaveHost.dll" },
            Content with { Arguments = ["https://127.0.0.1:0", "--urls"] },
            Content with { Arguments = ["--urls https://127.0.0.1:0"] },
            Content with { Arguments = [] },
            Content with { Environment = [] },
            Content with { Environment = [EnvironmentRule.Literal("DOTNET_TieredPGO", "1"), EnvironmentRule.AnyValue("CLEANROOM_STATE")] },
            Content with { Environment = [EnvironmentRule.Literal("DOTNET_TieredPGO", "0"), EnvironmentRule.Literal("CLEANROOM_STATE", "any")] },
            Content with { Files = [.. Content.Files, new MeasuredFile("extra.dll", s_one)] },
            Content with { Files = [.. Content.Files.Take(2), new MeasuredFile("EnclaveHost.dll", s_one)] },
            Content with { MappedFiles = [] },
            Content with { MappedFiles = [new MeasuredFile("/usr/lib/libc.so.6", s_two)] },
        ];
        Assert.Equal(variants.Length, variants.Select(variant => MeasuredPolicy.Create(variant).HostData).Distinct().Count());
    }

    [Fact]
    public void Hostile_names_stay_on_their_line_and_come_back()
    {
        string name = "a\"],\n[\"file\",\"b\\\u2028\U0001F600\u007f\t";
        MeasuredPolicy policy = MeasuredPolicy.Create(Content with { Files = [.. Content.Files, new MeasuredFile(name, s_one)] });
        Assert.Equal(11 + 1, Encoding.ASCII.GetString(policy.Document.Span).Split('\n').Length);
        Assert.True(MeasuredPolicy.TryParse(policy.Document, out MeasuredPolicy? read, out _));
        Assert.Contains(read.Content.Files, file => file.Path == name);
        Assert.DoesNotContain(name, policy.Explain(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_document_parses_back_to_its_content()
    {
        MeasuredPolicy policy = MeasuredPolicy.Create(Content);
        Assert.True(MeasuredPolicy.TryParse(policy.Document, out MeasuredPolicy? read, out MeasuredPolicyFailure failure), failure.ToString());
        Assert.Equal(policy.HostData, read.HostData);
        Assert.Equal("EnclaveHost", read.Content.Executable);
        Assert.Equal(Content.Arguments, read.Content.Arguments);
        Assert.Equal(policy.Content.Environment, read.Content.Environment);
        Assert.Equal(policy.Content.Files, read.Content.Files);
    }

    [Fact]
    public void An_explanation_marks_what_is_left_open()
    {
        string text = MeasuredPolicy.Create(Content).Explain();
        Assert.Contains("! environment \"CLEANROOM_STATE\" may have any value", text, StringComparison.Ordinal);
        Assert.Contains("  environment \"DOTNET_TieredPGO\" is \"0\"", text, StringComparison.Ordinal);
        Assert.Contains("3 files of its own", text, StringComparison.Ordinal);
    }

    public static TheoryData<string, MeasuredPolicyFailure> BrokenDocuments
    {
        get
        {
            string valid = Encoding.ASCII.GetString(MeasuredPolicy.Create(Content).Document.Span);
            string[] lines = valid.Split('\n');
            return new()
            {
                { "", MeasuredPolicyFailure.Lines },
                { valid.TrimEnd('\n'), MeasuredPolicyFailure.Lines },
                { valid.Replace("\n", "\r\n", StringComparison.Ordinal), MeasuredPolicyFailure.Version },
                { valid + "\u00e9\n", MeasuredPolicyFailure.Lines },
                { valid + "\n", MeasuredPolicyFailure.Line },
                { valid.Replace("policy\",1", "policy\",2", StringComparison.Ordinal), MeasuredPolicyFailure.Version },
                { valid.Replace("[\"executable\",\"EnclaveHost\"]\n", "", StringComparison.Ordinal), MeasuredPolicyFailure.Line },
                { valid.Replace("\"argument\",1", "\"argument\",2", StringComparison.Ordinal), MeasuredPolicyFailure.Line },
                { valid.Replace("\"any\"", "\"ANY\"", StringComparison.Ordinal), MeasuredPolicyFailure.Line },
                { valid.Replace("\"mapped\"", "\"unknown\"", StringComparison.Ordinal), MeasuredPolicyFailure.Line },
                { valid.Replace(s_one.ToString(), s_one.ToString().ToUpperInvariant(), StringComparison.Ordinal), MeasuredPolicyFailure.Line },
                { valid.Replace("executable\",\"EnclaveHost", "executable\",\"Other", StringComparison.Ordinal), MeasuredPolicyFailure.Content },
                { valid.Replace("\"/usr", "\"usr", StringComparison.Ordinal), MeasuredPolicyFailure.Content },
                { valid + lines[9] + "\n", MeasuredPolicyFailure.Content },
                { valid.Replace("[\"file\",\"EnclaveHost\"", "[ \"file\",\"EnclaveHost\"", StringComparison.Ordinal), MeasuredPolicyFailure.NotCanonical },
                { valid.Replace("--urls", "\\u002d-urls", StringComparison.Ordinal), MeasuredPolicyFailure.NotCanonical },
                { string.Join('\n', [.. lines[..6], lines[7], lines[6], .. lines[8..]]), MeasuredPolicyFailure.NotCanonical },
            };
        }
    }

    [Theory]
    [MemberData(nameof(BrokenDocuments))]
    public void A_document_that_would_not_be_written_so_is_refused(string document, MeasuredPolicyFailure reason)
    {
        Assert.False(MeasuredPolicy.TryParse(Encoding.Latin1.GetBytes(document), out _, out MeasuredPolicyFailure failure));
        Assert.Equal(reason, failure);
    }

    [Theory]
    [InlineData("/absolute")]
    [InlineData("../up")]
    [InlineData("a/../b")]
    [InlineData("./a")]
    [InlineData("a//b")]
    [InlineData("a/")]
    [InlineData("")]
    [InlineData("EnclaveHost")]
    [InlineData("zero\0")]
    public void A_path_with_two_meanings_is_a_callers_mistake(string path) =>
        Assert.Throws<ArgumentException>(() => MeasuredPolicy.Create(Content with { Files = [.. Content.Files, new MeasuredFile(path, s_one)] }));

    [Fact]
    public void A_text_that_is_no_utf16_is_a_callers_mistake()
    {
        string lone = new('\ud800', 1);
        Assert.Throws<ArgumentException>(() => MeasuredPolicy.Create(Content with { Arguments = [lone] }));
        Assert.Throws<ArgumentException>(() => MeasuredPolicy.Create(Content with { Files = [.. Content.Files, new MeasuredFile(lone, s_one)] }));
    }

    [Fact]
    public void A_variable_twice_is_a_callers_mistake() =>
        Assert.Throws<ArgumentException>(() => MeasuredPolicy.Create(
            Content with { Environment = [EnvironmentRule.AnyValue("A"), EnvironmentRule.Literal("A", "1")] }));

    [Theory]
    [InlineData("DOTNET_STARTUP_HOOKS", true)]
    [InlineData("LD_PRELOAD", true)]
    [InlineData("CORECLR_ENABLE_PROFILING", true)]
    [InlineData("complus_LTTng", true)]
    [InlineData("CLEANROOM_AGREEMENT", true)]
    [InlineData("TERM", false)]
    [InlineData("HOME", false)]
    [InlineData("IDENTITY_ENDPOINT", false)]
    public void Variables_that_change_what_runs_are_measured(string name, bool measured) => Assert.Equal(measured, MeasuredEnvironment.IsMeasured(name));

    [Fact]
    public void An_environment_is_described_by_its_measured_variables()
    {
        IReadOnlyList<EnvironmentRule> rules = MeasuredEnvironment.Describe(
            new Dictionary<string, string> { ["TERM"] = "xterm", ["LD_PRELOAD"] = "/evil.so", ["DOTNET_ROOT"] = "/opt" },
            new HashSet<string> { "DOTNET_ROOT", "TERM" });
        Assert.Equal([EnvironmentRule.Literal("LD_PRELOAD", "/evil.so"), EnvironmentRule.AnyValue("DOTNET_ROOT")], rules.OrderByDescending(rule => rule.Name));
    }
}
