using System.Text;

namespace EnclaveCleanRoom.Attestation.Tests.Measurement;

/// <summary>A workload may free its own settings by name, and nothing that steers the code around it.</summary>
public sealed class MeasurementRulesTests
{
    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"any_value_arguments":[]}""")]
    [InlineData("""{"any_value_arguments":[],"any_value_variables":null}""")]
    [InlineData("""{"any_value_arguments":[],"any_value_variables":[],"more":[]}""")]
    [InlineData("""{"any_value_arguments":["--a","--a"],"any_value_variables":[]}""")]
    [InlineData("""{"any_value_arguments":["--"],"any_value_variables":[]}""")]
    [InlineData("""{"any_value_arguments":["-a"],"any_value_variables":[]}""")]
    [InlineData("""{"any_value_arguments":["--a=b"],"any_value_variables":[]}""")]
    [InlineData("""{"any_value_arguments":[1],"any_value_variables":[]}""")]
    [InlineData("""{"any_value_arguments":[],"any_value_variables":[""]}""")]
    [InlineData("""{"any_value_arguments":[],"any_value_variables":["A=B"]}""")]
    [InlineData("""{"any_value_arguments":[],"any_value_variables":["LD_PRELOAD"]}""")]
    [InlineData("""{"any_value_arguments":[],"any_value_variables":["ld_preload"]}""")]
    [InlineData("""{"any_value_arguments":[],"any_value_variables":["DOTNET_STARTUP_HOOKS"]}""")]
    [InlineData("""{"any_value_arguments":[],"any_value_variables":["CORECLR_PROFILER"]}""")]
    [InlineData("""{"any_value_arguments":[],"any_value_variables":["ASPNETCORE_HOSTINGSTARTUPASSEMBLIES"]}""")]
    public void Rules_that_say_too_much_or_too_little_are_refused(string json) => Assert.False(MeasurementRules.TryParse(Encoding.UTF8.GetBytes(json), out _));

    [Fact]
    public void A_free_argument_leaves_its_name_whether_it_is_given_or_not()
    {
        MeasurementRules rules = Parse("""{"any_value_arguments":["--state","--port"],"any_value_variables":[]}""");
        string[] wanted = ["serve", "--mode", "x", "--port=*", "--state=*"];
        Assert.Equal(wanted, rules.DescribeArguments(["serve", "--mode", "x"]));
        Assert.Equal(wanted, rules.DescribeArguments(["serve", "--state", "/a", "--mode", "x", "--port=1"]));
        Assert.Equal(wanted, rules.DescribeArguments(["--port", "2", "serve", "--mode", "x", "--state=/b"]));
    }

    [Fact]
    public void An_argument_that_only_begins_like_a_free_one_counts()
    {
        MeasurementRules rules = Parse("""{"any_value_arguments":["--state"],"any_value_variables":[]}""");
        Assert.Equal(["--states", "x", "--statement=1", "--state=*"], rules.DescribeArguments(["--states", "x", "--statement=1"]));
    }

    [Fact]
    public void What_follows_a_free_argument_is_its_value_and_nothing_else()
    {
        MeasurementRules rules = Parse("""{"any_value_arguments":["--state"],"any_value_variables":[]}""");
        Assert.Equal(["--hook", "--state=*"], rules.DescribeArguments(["--state", "--state", "--hook"]));
        Assert.Equal(["--state=*"], rules.DescribeArguments(["--state"]));
    }

    [Fact]
    public void Without_rules_every_argument_counts() => Assert.Equal(["--state", "/a"], MeasurementRules.None.DescribeArguments(["--state", "/a"]));

    [Fact]
    public void A_free_variable_stands_by_name_whether_it_is_set_or_not()
    {
        MeasurementRules rules = Parse("""{"any_value_arguments":[],"any_value_variables":["CLEANROOM_REGION","OTHER"]}""");
        string unset = Describe(rules, []);
        Assert.Equal(unset, Describe(rules, [new("CLEANROOM_REGION", "x"), new("OTHER", "y"), new("DOTNET_ROOT", "/z"), new("PATH", "/p")]));
        Assert.Equal("CLEANROOM_REGION=*;DOTNET_ROOT=*;DOTNET_ROOT_ARM64=*;DOTNET_ROOT_X64=*;OTHER=*", unset);
    }

    [Fact]
    public void A_measured_variable_counts_with_its_value()
    {
        Assert.StartsWith("LD_PRELOAD=/x;", Describe(MeasurementRules.None, [new("LD_PRELOAD", "/x")]));
        Assert.StartsWith("DOTNET_STARTUP_HOOKS=/x;", Describe(MeasurementRules.None, [new("DOTNET_STARTUP_HOOKS", "/x")]));
        Assert.StartsWith("CLEANROOM_REGION=x;", Describe(MeasurementRules.None, [new("CLEANROOM_REGION", "x")]));
    }

    private static string Describe(MeasurementRules rules, KeyValuePair<string, string>[] environment) =>
        string.Join(';', rules.DescribeEnvironment(environment).Select(rule => $"{rule.Name}={rule.LiteralValue ?? "*"}"));

    private static MeasurementRules Parse(string json)
    {
        Assert.True(MeasurementRules.TryParse(Encoding.UTF8.GetBytes(json), out MeasurementRules? rules));
        return rules;
    }
}
