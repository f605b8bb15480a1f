using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace EnclaveCleanRoom.DifferentialPrivacy;

/// <summary>The rows of a table that count, after contribution bounds.</summary>
public sealed class BoundedRows
{
    private readonly int[] _rows;

    internal BoundedRows(ContributionBounds bounds, int[] rows) => (Bounds, _rows) = (bounds, rows);

    /// <summary>The bounds that hold.</summary>
    public ContributionBounds Bounds { get; }

    /// <summary>Row numbers of the bounded table's input, ascending, each once.</summary>
    public ImmutableArray<int> Rows => ImmutableCollectionsMarshal.AsImmutableArray(_rows);
}
