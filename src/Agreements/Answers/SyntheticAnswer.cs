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

    /// <summary>How alike the made rows are to the true ones, with noise.</summary>
    public required SyntheticFidelity Fidelity { get; init; }

    /// <summary>What attacks on the made rows found, with noise.</summary>
    public required SyntheticSafety Safety { get; init; }

    /// <summary>How well a model trained on the made rows predicts true ones: one entry where it was asked for.</summary>
    public IReadOnlyList<SyntheticUtility> Utility { get; init; } = [];
}

/// <summary>One column of synthetic rows.</summary>
public sealed record SyntheticValues
{
    /// <summary>The column.</summary>
    public required ColumnReference Column { get; init; }

    /// <summary>
    /// What its codes mean: as <see cref="SyntheticColumn.ValuesIn"/> says, or what was chosen privately and then the empty text for every other value and for none. Of a multi-valued column the different lists that occur: the
    /// chosen items, and <see cref="SyntheticLists.OtherItem"/> for each that was not chosen, separated by <c>^</c>; the empty text for the empty list.
    /// </summary>
    public required IReadOnlyList<string> Values { get; init; }

    /// <summary>The code of each row: base64url without padding, one byte a row where there are at most 256 values, otherwise two, the lower first.</summary>
    public required string Codes { get; init; }
}

/// <summary>A table of counts that was measured.</summary>
public sealed record SyntheticMeasurement
{
    /// <summary>The columns whose combinations were counted, one or two; a multi-valued one stands for one of its items or for the number of the others.</summary>
    public required IReadOnlyList<ColumnReference> Columns { get; init; }

    /// <summary>How many counts; where rare values were put together, fewer than there are combinations.</summary>
    public required int Cells { get; init; }

    /// <summary>The standard deviation of the noise on each count, in rows.</summary>
    public required double Deviation { get; init; }
}
