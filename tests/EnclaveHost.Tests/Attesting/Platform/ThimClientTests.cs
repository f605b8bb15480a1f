using System.Net;
using EnclaveCleanRoom.Attestation.Tests;
using EnclaveCleanRoom.EnclaveHost.Attesting;
using EnclaveCleanRoom.EnclaveHost.Attesting.Platform;

namespace EnclaveCleanRoom.EnclaveHost.Tests.Attesting.Platform;

public sealed class ThimClientTests
{
    private static readonly Patience s_short = new(TimeSpan.FromSeconds(1), TimeSpan.FromMilliseconds(1), TimeSpan.FromMilliseconds(4));

    private static readonly byte[] s_certificates = Files.Certificates(SimulatedReport.Tcb);

    [Fact]
    public async Task The_metadata_header_is_sent_and_certificates_come_back()
    {
        Answers answers = new((HttpStatusCode.OK, s_certificates));
        HostCertificates certificates = await Fetch(answers);
        Assert.Equal(s_certificates, certificates.Document);
        HttpRequestMessage request = Assert.Single(answers.Requests);
        Assert.Equal("http://169.254.169.254/metadata/THIM/amd/certification", request.RequestUri!.ToString());
        Assert.Equal(["true"], request.Headers.GetValues("Metadata"));
    }

    [Fact]
    public async Task A_service_that_is_busy_or_not_there_yet_is_asked_again()
    {
        Answers answers = new((HttpStatusCode.ServiceUnavailable, []), (HttpStatusCode.TooManyRequests, []), (0, []), (HttpStatusCode.OK, s_certificates));
        await Fetch(answers);
        Assert.Equal(4, answers.Requests.Count);
    }

    [Fact]
    public async Task A_refusal_or_something_else_than_certificates_is_told_at_once()
    {
        Answers refused = new((HttpStatusCode.NotFound, []));
        Assert.Contains("it answered 404", (await Assert.ThrowsAsync<EvidenceUnavailableException>(() => Fetch(refused))).Message, StringComparison.Ordinal);
        Assert.Single(refused.Requests);
        Answers other = new((HttpStatusCode.OK, "{}"u8.ToArray()));
        Assert.Contains("holds no chain", (await Assert.ThrowsAsync<EvidenceUnavailableException>(() => Fetch(other))).Message, StringComparison.Ordinal);
        Assert.Single(other.Requests);
    }

    private static async Task<HostCertificates> Fetch(Answers answers)
    {
        using ThimClient client = new(new HttpClient(answers), new Uri("http://169.254.169.254/metadata/THIM/amd/certification"), s_short);
        return await client.FetchAsync(TestContext.Current.CancellationToken);
    }

    private sealed class Answers(params (HttpStatusCode Status, byte[] Body)[] answers) : HttpMessageHandler
    {
        public List<HttpRequestMessage> Requests { get; } = [];

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            (HttpStatusCode status, byte[] body) = answers[Requests.Count];
            Requests.Add(request);
            return status == 0
                ? Task.FromException<HttpResponseMessage>(new HttpRequestException("nobody listens"))
                : Task.FromResult(new HttpResponseMessage(status) { Content = new ByteArrayContent(body) });
        }
    }
}
