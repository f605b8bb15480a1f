using System.Text.Json;
using EnclaveCleanRoom.Agreements.Admission;
using EnclaveCleanRoom.Agreements.Tests.Samples;
using EnclaveCleanRoom.EnclaveHost.Api;
using EnclaveCleanRoom.EnclaveHost.Jobs;
using EnclaveCleanRoom.EnclaveHost.Operating;
using EnclaveCleanRoom.EnclaveHost.Tests.Rooms;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace EnclaveCleanRoom.EnclaveHost.Tests.Api;

/// <summary>The description that is checked in, the one that is served, and what the room does answer are one.</summary>
public sealed class OpenApiTests : IDisposable
{
    private static readonly byte[] s_checkedIn = System.IO.File.ReadAllBytes(Repository.PathTo("src", "EnclaveHost", "openapi.json"));
    private static readonly JsonElement s_document = JsonElement.Parse(s_checkedIn);

    private readonly SampleRoom _room = new();

    public void Dispose() => _room.Dispose();

    [Fact]
    public void What_is_served_is_what_is_checked_in() => Assert.Equal(s_checkedIn, OpenApiDocument.Read());

    [Fact]
    public async Task Every_route_is_described_and_every_description_a_route()
    {
        List<string> routes = [];
        await using WebApplication app = Build();
        foreach (RouteEndpoint endpoint in ((IEndpointRouteBuilder)app).DataSources.SelectMany(source => source.Endpoints).Cast<RouteEndpoint>())
        {
            string path = endpoint.RoutePattern.RawText!.Replace(":int}", "}", StringComparison.Ordinal);
            routes.AddRange(endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Select(method => $"{method} {path}"));
        }

        Assert.Equal(routes.Order(StringComparer.Ordinal), Operations().Select(operation => operation.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_path_but_those_of_health_has_a_version() =>
        Assert.All(s_document.GetProperty("paths").EnumerateObject(), path => Assert.Matches("^/(v1|health)/", path.Name));

    /// <summary>One COSE message is not a sequence of them, and whoever reads by type must know which it gets.</summary>
    [Fact]
    public void An_agreement_has_the_type_of_what_it_is_with_and_without_amendments()
    {
        Assert.Equal("application/cose", PublicEndpoints.TypeOf(SampleAgreement.Signed));
        Assert.Equal("application/cbor-seq", PublicEndpoints.TypeOf(SampleAmendment.Amended));
        JsonElement answer = s_document.GetProperty("paths").GetProperty("/v1/agreement").GetProperty("get").GetProperty("responses").GetProperty("200");
        Assert.Equal(["application/cose", "application/cbor-seq"], answer.GetProperty("content").EnumerateObject().Select(type => type.Name));
    }

    [Fact]
    public void Every_part_of_a_path_is_a_parameter()
    {
        foreach ((string name, JsonElement operation) in Operations())
        {
            string[] parts = [.. System.Text.RegularExpressions.Regex.Matches(name, @"\{(\w+)\}").Select(match => match.Groups[1].Value)];
            string[] declared = operation.TryGetProperty("parameters", out JsonElement parameters)
                ? [.. parameters.EnumerateArray().Where(p => p.TryGetProperty("in", out JsonElement place) && place.GetString() == "path").Select(p => p.GetProperty("name").GetString()!)]
                : [];
            Assert.Equal(parts, declared);
        }
    }

    /// <summary>What a stranger may ask is decided by this list too, not by the one of the code alone.</summary>
    [Fact]
    public void Only_what_lets_a_stranger_decide_whether_to_trust_is_unsigned() => Assert.Equal(
        ["GET /health/live", "GET /health/ready", "GET /health/start", "GET /v1/agreement", "GET /v1/evidence", "GET /v1/openapi.json"],
        Operations().Where(operation => !IsSigned(operation.Value)).Select(operation => operation.Name).Order(StringComparer.Ordinal));

    [Fact]
    public async Task Every_operation_that_is_described_as_signed_refuses_an_unsigned_request()
    {
        await using WebApplication app = Build();
        foreach (RouteEndpoint endpoint in ((IEndpointRouteBuilder)app).DataSources.SelectMany(source => source.Endpoints).Cast<RouteEndpoint>())
        {
            string method = endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods[0];
            string path = endpoint.RoutePattern.RawText!.Replace(":int}", "}", StringComparison.Ordinal);
            JsonElement operation = Operations().Single(candidate => candidate.Name == $"{method} {path}").Value;
            if (!IsSigned(operation))
            {
                continue;
            }

            DefaultHttpContext context = new() { RequestServices = app.Services };
            context.Request.Method = method;
            context.Request.Path = path;
            context.Response.Body = new MemoryStream();
            await endpoint.RequestDelegate!(context);
            Assert.Equal((path, 401), (path, context.Response.StatusCode));
        }
    }

    [Fact]
    public void Codes_are_those_of_the_catalogue()
    {
        string[] rows = [.. System.IO.File.ReadAllLines(Repository.PathTo("docs", "errors.md")).Where(line => line.StartsWith("| `", StringComparison.Ordinal)).Select(line => line.Split('`')[1])];
        JsonElement schemas = s_document.GetProperty("components").GetProperty("schemas");
        string[] problems = Enumeration(schemas.GetProperty("Problem").GetProperty("properties").GetProperty("code"));
        Assert.Equal(rows.Where(code => !code.StartsWith("denial.", StringComparison.Ordinal) && code.Contains('.', StringComparison.Ordinal)).Order(StringComparer.Ordinal), problems.Order(StringComparer.Ordinal));
        Assert.Equal(
            Enum.GetValues<DenialCode>().Select(Problem.CodeOf).Order(StringComparer.Ordinal),
            Enumeration(schemas.GetProperty("DenialReason").GetProperty("properties").GetProperty("code")).Order(StringComparer.Ordinal));
        Assert.Equal(Enum.GetNames<JobState>(), Enumeration(schemas.GetProperty("Job").GetProperty("properties").GetProperty("state")));
    }

    [Fact]
    public void Each_code_of_the_room_stands_with_its_status_at_some_operation()
    {
        HashSet<string> named = [];
        foreach ((string name, JsonElement operation) in Operations())
        {
            foreach (JsonProperty response in operation.GetProperty("responses").EnumerateObject())
            {
                foreach (string code in response.Value.GetProperty("description").GetString()!.Split(", ").Where(text => text.StartsWith("room.", StringComparison.Ordinal)))
                {
                    RoomProblem problem = Enum.GetValues<RoomProblem>().Single(candidate => $"room.{JsonNamingPolicy.CamelCase.ConvertName(candidate.ToString())}" == code);
                    Assert.Equal((name, code, Problem.Describe(problem).Status.ToString(System.Globalization.CultureInfo.InvariantCulture)), (name, code, response.Name));
                    named.Add(code);
                }
            }
        }

        Assert.Equal(Enum.GetValues<RoomProblem>().Length, named.Count);
    }

    private WebApplication Build()
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore();
        builder.Services.AddRoutingCore();
        WebApplication app = builder.Build();
        JobRunner runner = new(_room.Room, null!, NullLogger<JobRunner>.Instance);
        RoomApi.Map(app, _room.Room, null!, runner, new Readiness(_room.Room, runner));
        return app;
    }

    private static IEnumerable<(string Name, JsonElement Value)> Operations() => s_document.GetProperty("paths").EnumerateObject()
        .SelectMany(path => path.Value.EnumerateObject().Select(operation => ($"{operation.Name.ToUpperInvariant()} {path.Name}", operation.Value)));

    private static bool IsSigned(JsonElement operation) =>
        operation.TryGetProperty("parameters", out JsonElement parameters) && parameters.EnumerateArray().Any(parameter => parameter.TryGetProperty("$ref", out _));

    private static string[] Enumeration(JsonElement schema) => [.. schema.GetProperty("enum").EnumerateArray().Select(value => value.GetString()!)];
}
