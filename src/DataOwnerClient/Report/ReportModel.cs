using EnclaveCleanRoom.DataOwnerClient.Report.Sheets;

namespace EnclaveCleanRoom.DataOwnerClient.Report;

/// <summary>
/// All that a report shows, as plain values. Every text in it may come from a stranger (a column's name, a segment's value)
/// and is escaped where it is written. A list that is empty leaves its section out.
/// </summary>
internal sealed record ReportModel
{
    /// <summary>What the report is about.</summary>
    public required string Title { get; init; }

    /// <summary>The agreement under which everything was computed, by its SHA-256 in hexadecimal.</summary>
    public required string AgreementHash { get; init; }

    /// <summary>When the report was written.</summary>
    public required DateTimeOffset WrittenAt { get; init; }

    /// <summary>What a reader must know before any number: simulated hardware, whom ε does not cover.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }

    /// <summary>Who takes part.</summary>
    public required IReadOnlyList<PartyLine> Parties { get; init; }

    /// <summary>What was done, in order.</summary>
    public required IReadOnlyList<StepLine> Steps { get; init; }

    /// <summary>How many people the tables share.</summary>
    public required IReadOnlyList<OverlapFigures> Overlaps { get; init; }

    /// <summary>Figures by group.</summary>
    public required IReadOnlyList<SegmentFigures> Segments { get; init; }

    /// <summary>Models with and without the partner's columns.</summary>
    public required IReadOnlyList<ModelFigures> Models { get; init; }

    /// <summary>Conversions credited to campaigns.</summary>
    public required IReadOnlyList<AttributionFigures> Attributions { get; init; }

    /// <summary>Answers that are shown as tables.</summary>
    public required IReadOnlyList<Sheet> Sheets { get; init; }
    /// <summary>What randomised experiments showed.</summary>
    public required IReadOnlyList<LiftReportFigures> Lifts { get; init; }

    /// <summary>Privacy budgets, one line an owner and requester.</summary>
    public required IReadOnlyList<BudgetLine> Budgets { get; init; }

    /// <summary>What each answer cost.</summary>
    public required IReadOnlyList<CostLine> Costs { get; init; }

    /// <summary>Every mechanism that made a number.</summary>
    public required IReadOnlyList<MechanismLine> Mechanisms { get; init; }

    /// <summary>The chain from the hardware vendor's root to the numbers, as it was verified.</summary>
    public required IReadOnlyList<CheckLine> Verification { get; init; }

    /// <summary>What was tried and refused.</summary>
    public required IReadOnlyList<RefusalLine> Refusals { get; init; }
}
