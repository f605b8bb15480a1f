using System.Collections.Immutable;
using System.Text.Json;
using EnclaveCleanRoom.DifferentialPrivacy;

namespace EnclaveCleanRoom.EnclaveHost.Ledger;

/// <summary>A mechanism of a spend as the ledger keeps it: exact numbers as text, so that it is read back as it was planned.</summary>
internal sealed record MechanismRecord
{
    public required string Figure { get; init; }

    public required string Mechanism { get; init; }

    public required string Adjacency { get; init; }

    public required string Norm { get; init; }

    public required long L0 { get; init; }

    public required long L1 { get; init; }

    public required long L2Squared { get; init; }

    public required long LInfinity { get; init; }

    public required string Scale { get; init; }

    public required string? Epsilon { get; init; }

    public required long NanoRho { get; init; }

    public required long AttoDelta { get; init; }

    public required string Source { get; init; }

    internal static MechanismRecord Of(MechanismReport report) => new()
    {
        Figure = report.Name,
        Mechanism = report.Kind.ToString(),
        Adjacency = report.Adjacency.ToString(),
        Norm = report.Norm,
        L0 = report.Sensitivity.L0,
        L1 = report.Sensitivity.L1,
        L2Squared = report.Sensitivity.L2Squared,
        LInfinity = report.Sensitivity.LInfinity,
        Scale = report.Scale.ToString(),
        Epsilon = report.Epsilon?.ToString(),
        NanoRho = report.Cost.NanoRho,
        AttoDelta = report.Cost.AttoDelta,
        Source = report.Source,
    };

    internal static string WriteAll(IEnumerable<MechanismReport> reports) => JsonSerializer.Serialize(reports.Select(Of), JsonSerializerOptions.Web);

    /// <summary>Reads back what <see cref="WriteAll"/> wrote.</summary>
    /// <exception cref="LedgerDamagedException">It is something else.</exception>
    internal static ImmutableArray<MechanismReport> ReadAll(string json)
    {
        try
        {
            return [.. (JsonSerializer.Deserialize<MechanismRecord[]>(json, JsonSerializerOptions.Web) ?? []).Select(record => record.ToReport())];
        }
        catch (Exception exception) when (exception is JsonException or FormatException or ArgumentException)
        {
            throw new LedgerDamagedException("a recorded mechanism is not what was recorded");
        }
    }

    private MechanismReport ToReport() => new()
    {
        Name = Figure,
        Kind = Enum.Parse<MechanismKind>(Mechanism),
        Adjacency = Enum.Parse<Adjacency>(Adjacency),
        Sensitivity = Sensitivity.OfNorms(L0, L1, L2Squared, LInfinity),
        Norm = Norm,
        Scale = Rational.Parse(Scale),
        Epsilon = Epsilon is null ? null : DifferentialPrivacy.Epsilon.Parse(Epsilon),
        Cost = new PrivacyCost(NanoRho, AttoDelta),
        Source = Source,
    };
}
