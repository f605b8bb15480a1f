namespace EnclaveCleanRoom.EnclaveWorkload.Tests.Samples;

/// <summary>One row of the publisher.</summary>
internal sealed record FeedRow(string? Id, string? Section, string? City, string? Interests, long Age, long Engaged);
