using EnclaveCleanRoom.Agreements.Admission;
using EnclaveCleanRoom.Agreements.Documents;
using EnclaveCleanRoom.Agreements.Requests;
using EnclaveCleanRoom.EnclaveHost.Api;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace EnclaveCleanRoom.EnclaveHost.Tests.Api;

/// <summary>docs/errors.md is the catalogue; what the host answers is compared with its rows, both ways.</summary>
public sealed class ProblemTests
{
    private static readonly string[] s_rows = System.IO.File.ReadAllLines(Repository.PathTo("docs", "errors.md"));

    public static TheoryData<string> Areas => ["request", "document", "room"];

    [Theory]
    [MemberData(nameof(Areas))]
    public void Every_answer_is_a_row_of_the_catalogue_and_every_row_an_answer(string area)
    {
        IEnumerable<IResult> answers = area switch
        {
            "request" => Enum.GetValues<RequestFailure>().Where(failure => failure != RequestFailure.None).Select(Problem.Of),
            "document" => Enum.GetValues<DocumentFailure>().Where(failure => failure != DocumentFailure.None).Select(failure => Problem.Of(new DocumentRefusal(failure, "detail"))),
            _ => Enum.GetValues<RoomProblem>().Select(problem => Problem.Of(problem, "detail")),
        };
        Assert.Equal(Rows(area), answers.Select(Describe).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_reason_of_a_denial_has_a_row_of_its_code() => Assert.Equal(
        Rows("denial").Select(row => row.Split(' ')[0]),
        Enum.GetValues<DenialCode>().Select(Problem.CodeOf).Order(StringComparer.Ordinal));

    [Theory]
    [InlineData(nameof(RoomProblem.BodyTooLarge), 413)]
    [InlineData(nameof(RoomProblem.ParameterMalformed), 400)]
    [InlineData(nameof(RoomProblem.NotEntitled), 403)]
    [InlineData(nameof(RoomProblem.NotFound), 404)]
    [InlineData(nameof(RoomProblem.JobDenied), 409)]
    [InlineData(nameof(RoomProblem.JobFailed), 410)]
    [InlineData(nameof(RoomProblem.EvidenceUnavailable), 503)]
    [InlineData(nameof(RoomProblem.Internal), 500)]
    public void The_status_is_the_catalogues(string problem, int status)
    {
        ProblemHttpResult answer = Assert.IsType<ProblemHttpResult>(Problem.Of(Enum.Parse<RoomProblem>(problem), "detail"));
        Assert.Equal(status, answer.StatusCode);
        string row = s_rows.Single(line => line.StartsWith($"| `{answer.ProblemDetails.Title}` ", StringComparison.Ordinal));
        Assert.Contains($"{status} |", row, StringComparison.Ordinal);
    }

    [Fact]
    public void Type_title_and_code_say_the_same()
    {
        ProblemHttpResult answer = Assert.IsType<ProblemHttpResult>(Problem.Of(RoomProblem.NotReady, "the job has not finished"));
        Assert.Equal("urn:cleanroom:problem:room.notReady", answer.ProblemDetails.Type);
        Assert.Equal("room.notReady", answer.ProblemDetails.Title);
        Assert.Equal("room.notReady", answer.ProblemDetails.Extensions["code"]);
        Assert.Equal("the job has not finished", answer.ProblemDetails.Detail);
    }

    /// <summary>Code, retryable and who of an area's rows.</summary>
    private static IEnumerable<string> Rows(string area) => s_rows
        .Where(line => line.StartsWith($"| `{area}.", StringComparison.Ordinal))
        .Select(line => line.Split('|', StringSplitOptions.TrimEntries))
        .Select(cells => $"{cells[1].Trim('`')} {cells[3]} {cells[4]}")
        .Order(StringComparer.Ordinal);

    private static string Describe(IResult result)
    {
        IDictionary<string, object?> extensions = Assert.IsType<ProblemHttpResult>(result).ProblemDetails.Extensions;
        return $"{extensions["code"]} {((bool)extensions["retryable"]! ? "yes" : "no")} {extensions["who"]}";
    }
}
