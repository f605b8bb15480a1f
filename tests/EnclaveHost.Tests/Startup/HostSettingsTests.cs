using EnclaveCleanRoom.EnclaveHost.Startup;

namespace EnclaveCleanRoom.EnclaveHost.Tests.Startup;

public sealed class HostSettingsTests
{
    [Fact]
    public void What_is_set_is_taken_over()
    {
        Dictionary<string, string> environment = Complete();
        environment["CLEANROOM_LISTEN"] = "https://127.0.0.1:0";
        environment["CLEANROOM_IDENTITY"] = "client";
        Assert.True(HostSettings.TryRead(environment, out HostSettings? settings, out _));
        Assert.Equal(("agreement.cose", "data", "unix:sock", "client"),
            (settings.AgreementFile, settings.DataFolder, settings.EvidenceEndpoint, settings.ManagedIdentityClientId));
        Assert.Equal(new Uri("https://127.0.0.1:0"), settings.Listen);
    }

    [Fact]
    public void Address_and_identity_have_defaults()
    {
        Assert.True(HostSettings.TryRead(Complete(), out HostSettings? settings, out _));
        Assert.Equal(new Uri("https://0.0.0.0:8443"), settings.Listen);
        Assert.Equal("", settings.ManagedIdentityClientId);
    }

    [Theory]
    [InlineData("CLEANROOM_AGREEMENT")]
    [InlineData("CLEANROOM_DATA")]
    [InlineData("CLEANROOM_EVIDENCE")]
    public void What_must_be_set_is_asked_for_by_name(string name)
    {
        Dictionary<string, string> missing = Complete();
        missing.Remove(name);
        Dictionary<string, string> empty = Complete();
        empty[name] = "";
        foreach (Dictionary<string, string> environment in new[] { missing, empty })
        {
            Assert.False(HostSettings.TryRead(environment, out HostSettings? settings, out string problem));
            Assert.Null(settings);
            Assert.StartsWith($"{name} is not set", problem, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(null, CredentialKind.Managed)]
    [InlineData("", CredentialKind.Managed)]
    [InlineData("managed", CredentialKind.Managed)]
    [InlineData("workload", CredentialKind.Workload)]
    [InlineData("environment", CredentialKind.Environment)]
    internal void The_credential_is_one_of_three(string? text, CredentialKind kind)
    {
        Dictionary<string, string> environment = Complete();
        if (text is not null)
        {
            environment["CLEANROOM_CREDENTIAL"] = text;
        }

        Assert.True(HostSettings.TryRead(environment, out HostSettings? settings, out _));
        Assert.Equal(kind, settings.Credential);
    }

    [Fact]
    public void Another_credential_is_refused_by_name()
    {
        Dictionary<string, string> environment = Complete();
        environment["CLEANROOM_CREDENTIAL"] = "cli";
        Assert.False(HostSettings.TryRead(environment, out _, out string problem));
        Assert.StartsWith("CLEANROOM_CREDENTIAL is 'cli'", problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("device")]
    [InlineData("http://localhost:8080")]
    [InlineData("http://127.0.0.1:8080/")]
    [InlineData("unix:/run/attest.sock")]
    public void Evidence_comes_from_the_device_or_from_this_machine(string evidence)
    {
        Dictionary<string, string> environment = Complete();
        environment["CLEANROOM_EVIDENCE"] = evidence;
        Assert.True(HostSettings.TryRead(environment, out HostSettings? settings, out _));
        Assert.Equal(evidence, settings.EvidenceEndpoint);
    }

    [Theory]
    [InlineData("http://10.0.0.4:8080")]
    [InlineData("http://sidecar.example:8080")]
    [InlineData("https://localhost:8080")]
    [InlineData("http://localhost:8080/attest")]
    [InlineData("http://user@localhost:8080")]
    [InlineData("unix:")]
    [InlineData("/dev/sev-guest")]
    [InlineData("Device")]
    public void Evidence_from_elsewhere_is_refused(string evidence)
    {
        Dictionary<string, string> environment = Complete();
        environment["CLEANROOM_EVIDENCE"] = evidence;
        Assert.False(HostSettings.TryRead(environment, out _, out string problem));
        Assert.Contains($"CLEANROOM_EVIDENCE is '{evidence}'", problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://0.0.0.0:8443")]
    [InlineData("0.0.0.0:8443")]
    [InlineData("")]
    [InlineData("https://")]
    [InlineData("https://room.example:8443")]
    [InlineData("https://0.0.0.0:8443/path")]
    public void An_address_that_cannot_be_listened_on_with_TLS_is_refused(string listen)
    {
        Dictionary<string, string> environment = Complete();
        environment["CLEANROOM_LISTEN"] = listen;
        Assert.False(HostSettings.TryRead(environment, out _, out string problem));
        Assert.Contains($"CLEANROOM_LISTEN is '{listen}'", problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, false)]
    [InlineData("", false)]
    [InlineData("1", true)]
    public void It_stops_with_its_input_only_when_asked(string? value, bool stops)
    {
        Dictionary<string, string> environment = Complete();
        if (value is not null)
        {
            environment["CLEANROOM_STOP_WITH_INPUT"] = value;
        }

        Assert.True(HostSettings.TryRead(environment, out HostSettings? settings, out _));
        Assert.Equal(stops, settings.StopWithInput);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("true")]
    public void Another_word_for_stopping_with_the_input_is_refused(string value)
    {
        Dictionary<string, string> environment = Complete();
        environment["CLEANROOM_STOP_WITH_INPUT"] = value;
        Assert.False(HostSettings.TryRead(environment, out _, out string problem));
        Assert.Contains("CLEANROOM_STOP_WITH_INPUT", problem, StringComparison.Ordinal);
    }

    internal static Dictionary<string, string> Complete() => new()
    {
        ["CLEANROOM_AGREEMENT"] = "agreement.cose",
        ["CLEANROOM_DATA"] = "data",
        ["CLEANROOM_EVIDENCE"] = "unix:sock",
    };
}
