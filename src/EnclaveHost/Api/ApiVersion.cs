namespace EnclaveCleanRoom.EnclaveHost.Api;

/// <summary>Which version of the interface this is. What a client signs holds the path, so that no request is taken for one of another version.</summary>
internal static class ApiVersion
{
    /// <summary>What every path but those of <see cref="HealthEndpoints"/> begins with. A change that an older client would not understand gets another.</summary>
    internal const string Prefix = "/v1";
}
