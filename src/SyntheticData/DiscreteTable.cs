using System.Collections.Immutable;

namespace EnclaveCleanRoom.SyntheticData;

/// <summary>Rows of codes, column by column.</summary>
/// <remarks>Where the rows are of people, whoever makes the table has bounded them to so many rows a person as the plan says.</remarks>
public sealed class DiscreteTable
{
    private readonly ushort[][] _columns;

    /// <summary>A table over <paramref name="domain"/>; takes the arrays over.</summary>
    /// <param name="domain">What it can hold.</param>
    /// <param name="columns">An array of codes for each column, all of one length.</param>
    /// <exception cref="ArgumentException">The arrays do not fit the domain, or a code is outside its column.</exception>
    public DiscreteTable(DiscreteDomain domain, ushort[][] columns)
    {
        ArgumentNullException.ThrowIfNull(domain);
        ArgumentNullException.ThrowIfNull(columns);
        if (columns.Length != domain.Columns.Length || columns.Any(column => column is null || column.Length != columns[0].Length))
        {
            throw new ArgumentException("There is one array a column, and all are of one length.", nameof(columns));
        }

        for (int column = 0; column < columns.Length; column++)
        {
            int largest = domain.Columns[column].Codes - 1;
            if (largest < ushort.MaxValue && columns[column].AsSpan().ContainsAnyExceptInRange((ushort)0, (ushort)largest))
            {
                throw new ArgumentException($"A code of '{domain.Columns[column].Name}' is outside the domain.", nameof(columns));
            }
        }

        (Domain, _columns, Rows) = (domain, columns, columns[0].Length);
    }

    /// <summary>What the table can hold.</summary>
    public DiscreteDomain Domain { get; }

    /// <summary>How many rows it has.</summary>
    public int Rows { get; }

    /// <summary>The codes of one column, a row each.</summary>
    public ReadOnlySpan<ushort> Column(int column) => _columns[column];

    internal ushort[] Codes(int column) => _columns[column];

    /// <summary>How many rows hold a combination that the domain says cannot occur.</summary>
    public long CountViolations()
    {
        ImmutableArray<StructuralZero> zeros = Domain.Zeros;
        long violations = 0;
        for (int row = 0; row < Rows; row++)
        {
            foreach (StructuralZero zero in zeros)
            {
                if (_columns[zero.FirstColumn][row] == zero.FirstCode && _columns[zero.SecondColumn][row] == zero.SecondCode)
                {
                    violations++;
                    break;
                }
            }
        }

        return violations;
    }
}
