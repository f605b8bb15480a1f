using System.Text.Json.Serialization;
using EnclaveCleanRoom.DifferentialPrivacy;

namespace EnclaveCleanRoom.Agreements.Queries;

/// <summary>See <see cref="LiftTerms"/>.</summary>
public sealed record LiftQuery : Query
{
    /// <summary>A conversion counts up to so many seconds after the assignment, 1 to the outcome's longest window; 0 for an outcome that is a label.</summary>
    public required long WindowSeconds { get; init; }

    /// <summary>Columns of the terms' values that are compared besides conversions.</summary>
    public required IReadOnlyList<ColumnReference> Values { get; init; }

    /// <summary>
    /// How far one person moves the numbers of people by arm and conversion: who leaves the assignments leaves one of them, and who leaves the outcomes alone may move from the
    /// converted of an arm to the others, two numbers by one each.
    /// </summary>
    [JsonIgnore]
    public static Sensitivity PeopleSensitivity => Sensitivity.OfEntries(2, 1);

    /// <summary>What of ρ the numbers of people cost, in units of 10⁻⁹: all of it, or half where values are asked for.</summary>
    [JsonIgnore]
    public long PeopleNanoRho => Values.Count == 0 ? NanoRho : NanoRho / 2;

    /// <summary>What of ρ each value costs, in units of 10⁻⁹; 0 where none is asked for.</summary>
    [JsonIgnore]
    public long ValueNanoRho => Values.Count == 0 ? 0 : (NanoRho - PeopleNanoRho) / Values.Count;
}
