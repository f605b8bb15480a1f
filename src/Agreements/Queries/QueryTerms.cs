using System.Text.Json.Serialization;

namespace EnclaveCleanRoom.Agreements.Queries;

/// <summary>One kind of question that the parties allow, with the limits inside which it may be asked.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(OverlapTerms), "overlap")]
[JsonDerivedType(typeof(CreativeTerms), "creative")]
[JsonDerivedType(typeof(ProfileTerms), "profile")]
[JsonDerivedType(typeof(SegmentsTerms), "segments")]
[JsonDerivedType(typeof(CtrModelTerms), "ctrModel")]
[JsonDerivedType(typeof(PrivateModelTerms), "privateModel")]
[JsonDerivedType(typeof(AttributionTerms), "attribution")]
[JsonDerivedType(typeof(ReachTerms), "reach")]
[JsonDerivedType(typeof(MarketsTerms), "markets")]
[JsonDerivedType(typeof(LiftTerms), "lift")]
[JsonDerivedType(typeof(SuppressionTerms), "suppression")]
[JsonDerivedType(typeof(LookalikeTerms), "lookalike")]
[JsonDerivedType(typeof(SyntheticTerms), "synthetic")]
public abstract record QueryTerms
{
    /// <summary>For <see cref="AnswerAfterSeconds"/>: the answer leaves when it is computed, and everybody who follows the job learns how long that took.</summary>
    public const long AsSoonAsComputed = 0;

    /// <summary>How a job names these terms; the rule for names is that of parties.</summary>
    public required TermsId Id { get; init; }

    /// <summary>The parties that may ask.</summary>
    public required IReadOnlyList<PartyId> Requesters { get; init; }

    /// <summary>The parties that receive every result of these terms; the result is encrypted to them and to nobody else.</summary>
    public required IReadOnlyList<PartyId> Recipients { get; init; }

    /// <summary>The most that one query may spend, ρ in units of 10⁻⁹.</summary>
    public required long MaximumNanoRho { get; init; }

    /// <summary>The most that one query may spend, δ in units of 10⁻¹⁸.</summary>
    public required long MaximumAttoDelta { get; init; }

    /// <summary>
    /// Seconds from the spend to the moment at which the answer leaves, and a failure too: both at the same moment, however long the computation took. One that is not done
    /// by then has failed, and its budget is kept. <see cref="AsSoonAsComputed"/> to 86,400.
    /// </summary>
    public required long AnswerAfterSeconds { get; init; }

    /// <summary>The datasets such a query opens; the owners of all of them are charged.</summary>
    [JsonIgnore]
    public abstract IReadOnlyList<DatasetId> Datasets { get; }

    /// <summary>
    /// Whether the ε of an answer holds towards its recipient only, because the answer says things of rows that this party owns. Then there is exactly one recipient, it alone may ask, it owns
    /// some of the tables and not all of them, and every result names the weaker neighbours (<see cref="PrivacyTerms.NeighboursToward"/>).
    /// </summary>
    [JsonIgnore]
    public virtual bool HoldsTowardRecipientOnly => false;

    /// <summary>The definition of neighbours for which the ε of an answer under these terms holds.</summary>
    [JsonIgnore]
    public string Neighbours => HoldsTowardRecipientOnly ? PrivacyTerms.NeighboursToward(Recipients[0]) : PrivacyTerms.PersonNeighbours;
}
