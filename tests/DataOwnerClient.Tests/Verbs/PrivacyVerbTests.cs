using System.Text.Json;

namespace EnclaveCleanRoom.DataOwnerClient.Tests.Verbs;

public sealed class PrivacyVerbTests : IDisposable
{
    private readonly Shell _shell = new();

    public void Dispose() => _shell.Dispose();

    [Theory]
    [InlineData("gaussian:sigma=10,count=100 --accountant exact", 1e-6, 4.886554117, 1e-8)]
    [InlineData("gaussian:sigma=10,count=100 --accountant pld", 1e-6, 4.886554117, 1e-6)]
    [InlineData("gaussian:sigma=4.530877117 --accountant rdp", 1e-6, 1, 1e-7)]
    [InlineData("zcdp:rho=0.5 --accountant zcdp", 1e-6, 5.221534444530169, 1e-9)]
    [InlineData("discrete-gaussian:sigma=2", 0.05400722369415441, 0.5, 1e-9)]
    [InlineData("laplace:scale=1,count=3 laplace:scale=2,count=2 --accountant pld", 1e-14, 4, 1e-6)]
    [InlineData("discrete-laplace:scale=10,sensitivity=2,count=5", 0, 1, 0)]
    [InlineData("zcdp:rho=1000 --accountant pld", 1e-6, 1231.8793230918468, 1e-6)]
    [InlineData("discrete-gaussian:sigma=0.01", 1e-6, 4999.999999, 1e-6)]
    [InlineData("gaussian:sigma=1e9 --accountant pld", 1e-6, 0, 0)]
    [InlineData("subsampled-gaussian:sigma=2,q=0.01,steps=10000 --accountant pld", 0.010224911236, 1, 1e-6)]
    public void The_first_member_is_epsilon_at_full_precision(string releases, double delta, double expected, double tolerance)
    {
        string output = _shell.Do($"privacy {releases} --delta {delta:R} --json");

        Assert.StartsWith("{\"epsilon\":", output, StringComparison.Ordinal);
        using JsonDocument json = JsonDocument.Parse(output);
        Assert.Equal(expected, json.RootElement.GetProperty("epsilon").GetDouble(), tolerance);
        Assert.Equal(delta, json.RootElement.GetProperty("delta").GetDouble());
    }

    [Fact]
    public void The_smallest_lift_of_a_planned_experiment_counts_sampling_and_noise_in()
    {
        const string Asked = "privacy lift --treated 50000 --held-out 50000 --baseline 0.02 --rho 0.005";
        using JsonDocument json = JsonDocument.Parse(_shell.Do($"{Asked} --json"));
        Assert.Equal(0.00259, json.RootElement.GetProperty("absoluteLift").GetDouble(), 5e-4);
        Assert.True(json.RootElement.GetProperty("absoluteLift").GetDouble() > json.RootElement.GetProperty("absoluteLiftWithoutNoise").GetDouble());
        Assert.Contains("is told from none in 80", _shell.Do(Asked), StringComparison.Ordinal);
        Assert.Contains("no lift that this baseline leaves room for", _shell.Do("privacy lift --treated 10 --held-out 10 --baseline 0.9 --rho 0.001"), StringComparison.Ordinal);
    }

    [Fact]
    public void The_smallest_noise_for_a_budget_is_found()
    {
        using JsonDocument json = JsonDocument.Parse(_shell.Do("privacy noise gaussian:count=1 --epsilon 1 --delta 1e-6 --json"));
        Assert.Equal(4.224678889326828, json.RootElement.GetProperty("sigma").GetDouble(), 1e-7);
    }

    [Fact]
    public void The_probability_that_a_group_shows_is_the_optimal_one()
    {
        using JsonDocument json = JsonDocument.Parse(_shell.Do("privacy selection --people 6 --epsilon 0.5 --delta 0.02 --json"));
        Assert.Equal(0.58840484458, json.RootElement.GetProperty("probability").GetDouble(), 1e-10);
        Assert.Equal(12, json.RootElement.GetProperty("alwaysShownFrom").GetInt64());
    }

    [Fact]
    public void The_expected_error_of_a_planned_query_needs_no_data()
    {
        using JsonDocument json = JsonDocument.Parse(_shell.Do("privacy error --rho 0.005 --groups 4 --json"));
        Assert.Equal(20, json.RootElement.GetProperty("standardDeviation").GetDouble(), 1e-9);
        Assert.Equal(39, json.RootElement.GetProperty("halfWidth95").GetInt64());
        Assert.InRange(json.RootElement.GetProperty("coverage").GetDouble(), 0.95, 0.96);
    }

    [Theory]
    [InlineData("privacy", "Name at least one release")]
    [InlineData("privacy gaussian:sigma=1", "--delta is missing")]
    [InlineData("privacy gaussian:sigma=1 --delta 2", "no number between 0 and 1")]
    [InlineData("privacy gaussian:sigma=0 --delta 1e-6", "above 0")]
    [InlineData("privacy gaussian:count=2 --delta 1e-6", "sigma= is missing")]
    [InlineData("privacy gaussian:sigma=1,rate=2 --delta 1e-6", "gaussian has no rate")]
    [InlineData("privacy gaussian:sigma=1,sigma=2 --delta 1e-6", "stands twice")]
    [InlineData("privacy gaussian:sigma=one --delta 1e-6", "is no number")]
    [InlineData("privacy gaussian:sigma=1,count=0 --delta 1e-6", "whole number of at least 1")]
    [InlineData("privacy subsampled-gaussian:sigma=1,q=1.5,steps=2 --delta 1e-6", "between 0 and 1")]
    [InlineData("privacy cauchy:scale=1 --delta 1e-6", "there is no 'cauchy'")]
    [InlineData("privacy gaussian:sigma=1 --delta 1e-6 --accountant moments", "moments")]
    [InlineData("privacy noise zcdp:count=2 --epsilon 1 --delta 1e-6", "only noise has a smallest scale")]
    [InlineData("privacy noise gaussian:sigma=2 --epsilon 1 --delta 1e-6", "leave it out")]
    public void A_wrong_line_is_a_matter_of_usage_and_says_what_is_wrong(string line, string reason)
    {
        Shell.Outcome outcome = _shell.Run(line);

        Assert.Equal(ExitCode.Usage, outcome.Code);
        Assert.Contains(reason, outcome.Error, StringComparison.Ordinal);
        Assert.Equal("", outcome.Output);
    }

    [Theory]
    [InlineData("privacy gaussian:sigma=1 --delta 0", "no epsilon holds")]
    [InlineData("privacy gaussian:sigma=1e-400 --delta 1e-6", "no epsilon holds")]
    [InlineData("privacy discrete-gaussian:sigma=0.01 --delta 1e-6 --accountant exact", "Use --accountant pld")]
    [InlineData("privacy laplace:scale=1 --delta 1e-6 --accountant exact", "no exact sum")]
    [InlineData("privacy noise gaussian:count=1 --epsilon 1 --delta 0", "No noise of this kind")]
    public void What_cannot_be_answered_is_refused(string line, string reason)
    {
        Shell.Outcome outcome = _shell.Run(line);

        Assert.Equal(ExitCode.Refused, outcome.Code);
        Assert.Contains(reason, outcome.Error, StringComparison.Ordinal);
    }
}
