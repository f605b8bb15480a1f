using EnclaveCleanRoom.Agreements.Queries;

namespace EnclaveCleanRoom.Agreements.Answers;

/// <summary>Rows that look like the joined ones and are of nobody. All of it is computed from noisy counts: any use of it is as private.</summary>
public sealed record SyntheticAnswer : Answer
{
    /// <summary>What the rows keep of how columns go together.</summary>
    public required SyntheticDependences Dependences { get; init; }

    /// <summary>How many rows there are; the number was asked for.</summary>
    public required int Rows { get; init; }

    /// <summary>The columns, in the order of the question.</summary>
    public required IReadOnlyList<SyntheticValues> Columns { get; init; }

    /// <summary>How many true rows were learned from, after bounding; the interval is that of the noise.</summary>
    public required Figure LearnedRows { get; init; }

    /// <summary>The tables of counts that were measured, in order.</summary>
    public required IReadOnlyList<SyntheticMeasurement> Measurements { get; init; }

    /// <summary>How often true rows stand among the made ones.</summary>
    public required SyntheticSafety Safety { get; init; }
}

/// <summary>One column of synthetic rows.</summary>
public sealed record SyntheticValues
{
    /// <summary>The column.</summary>
    public required ColumnReference Column { get; init; }

    /// <summary>What its codes mean, as <see cref="SyntheticColumn.ValuesIn"/> says.</summary>
    public required IReadOnlyList<string> Values { get; init; }

    /// <summary>The code of each row: base64url without padding, one byte a row where there are at most 256 values, otherwise two, the lower first.</summary>
    public required string Codes { get; init; }
}

/// <summary>A table of counts that was measured.</summary>
public sealed record SyntheticMeasurement
{
    /// <summary>The columns whose combinations were counted, one or two.</summary>
    public required IReadOnlyList<ColumnReference> Columns { get; init; }

    /// <summary>How many counts; where rare values were put together, fewer than there are combinations.</summary>
    public required int Cells { get; init; }

    /// <summary>The standard deviation of the noise on each count, in rows.</summary>
    public required double Deviation { get; init; }
}

/// <summary>How often true rows stand among the made ones, with noise, and how often rows made anew do, in which nobody had a part. Shares are 0 to 1.</summary>
public sealed record SyntheticSafety
{
    /// <summary>The share of true rows that stand among the made ones, exactly.</summary>
    public required double ExactShare { get; init; }

    /// <summary>The same of rows made anew.</summary>
    public required double ExactShareExpected { get; init; }

    /// <summary>The share of true rows from which a made one differs in one column at most.</summary>
    public required double NearShare { get; init; }

    /// <summary>The same of rows made anew.</summary>
    public required double NearShareExpected { get; init; }

    /// <summary>What an attacker gains who takes everybody found for a member: the larger excess, 0 or more, and at most what the terms allow.</summary>
    public required double MembershipAdvantage { get; init; }
}
