using Azure.Core;

namespace EnclaveCleanRoom.Storage.Tests;

/// <summary>Which texts name a store, and where a token is never sent.</summary>
public sealed class StoreLocationTests
{
    private const string Signature = "?sv=2023-11-03&sig=a%2Bb%3D";

    [Theory]
    [InlineData("https://owner.blob.core.windows.net/rooms", null)]
    [InlineData("https://owner.blob.core.windows.net/rooms/one/", null)]
    [InlineData("https://anywhere.example/rooms", Signature)]
    [InlineData("http://127.0.0.1:10000/account/rooms", Signature)]
    [InlineData("folder/below", null)]
    public void A_place_is_opened(string place, string? signature)
    {
        Assert.True(StoreLocation.TryOpen(place, signature, new NoCredential(), new StoreOptions(), out IObjectStore? store, out StoreLocationFailure failure), $"{failure}");
        Assert.DoesNotContain("sig", store.Place, StringComparison.Ordinal);
        store.Dispose();
    }

    [Theory]
    [InlineData("http://owner.blob.core.windows.net/rooms", Signature, StoreLocationFailure.NotHttps)]
    [InlineData("ftp://owner.blob.core.windows.net/rooms", Signature, StoreLocationFailure.NotHttps)]
    [InlineData("https://owner.blob.core.windows.net", Signature, StoreLocationFailure.NoContainer)]
    [InlineData("https://owner.blob.core.windows.net//", Signature, StoreLocationFailure.NoContainer)]
    [InlineData("https://owner.blob.core.windows.net/rooms?sv=1&sig=x", null, StoreLocationFailure.NotAPlace)]
    [InlineData("https://user@owner.blob.core.windows.net/rooms", null, StoreLocationFailure.NotAPlace)]
    [InlineData("https://owner.blob.core.windows.net/rooms", "sv=1", StoreLocationFailure.MalformedSignature)]
    [InlineData("https://owner.blob.core.windows.net/rooms", "sig=a b", StoreLocationFailure.MalformedSignature)]
    [InlineData("https://owner.blob.core.windows.net/rooms", "sig=a#b", StoreLocationFailure.MalformedSignature)]
    [InlineData("https://attacker.example/rooms", null, StoreLocationFailure.TokenWouldLeak)]
    [InlineData("https://owner.blob.core.windows.net.attacker.example/rooms", null, StoreLocationFailure.TokenWouldLeak)]
    [InlineData("https://owner.blob.core.windows.net:8443/rooms", null, StoreLocationFailure.TokenWouldLeak)]
    public void What_is_no_place_or_would_leak_is_refused(string place, string? signature, StoreLocationFailure reason)
    {
        Assert.False(StoreLocation.TryOpen(place, signature, new NoCredential(), new StoreOptions(), out _, out StoreLocationFailure failure));
        Assert.Equal(reason, failure);
    }

    [Fact]
    public void Without_signature_and_credential_nothing_is_opened()
    {
        Assert.False(StoreLocation.TryOpen("https://owner.blob.core.windows.net/rooms", null, null, new StoreOptions(), out _, out StoreLocationFailure failure));
        Assert.Equal(StoreLocationFailure.NoCredential, failure);
    }

    [Theory]
    [InlineData("a")]
    [InlineData("a/b.1.parquet")]
    [InlineData("0/1/2/3")]
    public void An_object_has_a_plain_name(string text) => Assert.Equal(text, ObjectName.Parse(text).ToString());

    [Theory]
    [InlineData("")]
    [InlineData("/a")]
    [InlineData("a/")]
    [InlineData("a//b")]
    [InlineData("..")]
    [InlineData("a/../b")]
    [InlineData("a..b")]
    [InlineData(".hidden")]
    [InlineData("a?b")]
    [InlineData("a b")]
    [InlineData("A")]
    [InlineData("a/b/c/d/e")]
    public void A_name_that_could_lead_elsewhere_is_none(string text) => Assert.False(ObjectName.TryParse(text, out _));

    private sealed class NoCredential : TokenCredential
    {
        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) => throw new NotSupportedException();

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
