using System.Text.Json.Serialization;
using EnclaveCleanRoom.Agreements.Json;

namespace EnclaveCleanRoom.Agreements;

/// <summary>The owner's share of the keys of a dataset with dual release, for the instance of the grant and nobody else.</summary>
public sealed record GrantedShare
{
    /// <summary>The dataset; the grant opens one version of it.</summary>
    public required DatasetId Dataset { get; init; }

    /// <summary>The share, sealed to the wrapping key of the grant's instance in the context of agreement, instance, dataset and version.</summary>
    [JsonConverter(typeof(Base64UrlConverter))]
    public required byte[] Sealed { get; init; }
}
