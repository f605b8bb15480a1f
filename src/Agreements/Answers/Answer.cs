using System.Text.Json.Serialization;

namespace EnclaveCleanRoom.Agreements.Answers;

/// <summary>What a query is answered with. Every number in it was made by a mechanism that the result lists.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(OverlapAnswer), "overlap")]
[JsonDerivedType(typeof(CreativeAnswer), "creative")]
[JsonDerivedType(typeof(ProfileAnswer), "profile")]
[JsonDerivedType(typeof(SegmentsAnswer), "segments")]
[JsonDerivedType(typeof(CtrModelAnswer), "ctrModel")]
[JsonDerivedType(typeof(PrivateModelAnswer), "privateModel")]
[JsonDerivedType(typeof(AttributionAnswer), "attribution")]
[JsonDerivedType(typeof(ReachAnswer), "reach")]
[JsonDerivedType(typeof(MarketsAnswer), "markets")]
[JsonDerivedType(typeof(LiftAnswer), "lift")]
[JsonDerivedType(typeof(SuppressionAnswer), "suppression")]
[JsonDerivedType(typeof(LookalikeAnswer), "lookalike")]
[JsonDerivedType(typeof(SyntheticAnswer), "synthetic")]
public abstract record Answer
{
    /// <summary>Whom the stated ε covers, in one sentence that every display repeats.</summary>
    public required string Covers { get; init; }

    /// <summary>
    /// Whether contribution bounds leave the figures as they are, so that intervals cover the unbounded figures too; <see langword="false"/> where bounds may have cut rows away,
    /// which biases figures by an unknown amount that no interval covers. A property of the question, not of the data.
    /// </summary>
    public required bool IntervalsCoverBounding { get; init; }
}
