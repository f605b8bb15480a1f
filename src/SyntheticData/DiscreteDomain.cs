using System.Collections.Immutable;

namespace EnclaveCleanRoom.SyntheticData;

/// <summary>What a table can hold: its columns, and the combinations of two columns' codes that cannot occur. All of it is public.</summary>
public sealed class DiscreteDomain
{
    /// <summary>The most columns that a table may have.</summary>
    public const int MostColumns = 64;

    /// <summary>A domain.</summary>
    /// <param name="columns">1 to <see cref="MostColumns"/>, of different names.</param>
    /// <param name="zeros">Combinations that cannot occur.</param>
    /// <exception cref="ArgumentException">Names repeat, or a combination names what does not exist.</exception>
    public DiscreteDomain(IEnumerable<DiscreteColumn> columns, IEnumerable<StructuralZero>? zeros = null)
    {
        ArgumentNullException.ThrowIfNull(columns);
        Columns = [.. columns];
        Zeros = zeros is null ? [] : [.. zeros.Distinct()];
        if (Columns.Length is 0 or > MostColumns || Columns.DistinctBy(column => column.Name).Count() != Columns.Length)
        {
            throw new ArgumentException($"A domain has 1 to {MostColumns} columns of different names.", nameof(columns));
        }

        if (Zeros.Any(zero => !IsKnown(zero.FirstColumn, zero.FirstCode) || !IsKnown(zero.SecondColumn, zero.SecondCode) || zero.FirstColumn == zero.SecondColumn))
        {
            throw new ArgumentException("A structural zero names two columns of the domain and a code of each.", nameof(zeros));
        }
    }

    /// <summary>The columns, in the order of the table.</summary>
    public ImmutableArray<DiscreteColumn> Columns { get; }

    /// <summary>The combinations that cannot occur.</summary>
    public ImmutableArray<StructuralZero> Zeros { get; }

    /// <summary>How many combinations of codes the <paramref name="columns"/> have, as a double: it may be large.</summary>
    public double Cells(params ReadOnlySpan<int> columns)
    {
        double cells = 1;
        foreach (int column in columns)
        {
            cells *= Columns[column].Codes;
        }

        return cells;
    }

    private bool IsKnown(int column, int code) => column >= 0 && column < Columns.Length && code >= 0 && code < Columns[column].Codes;
}
