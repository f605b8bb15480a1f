namespace EnclaveCleanRoom.SyntheticData;

/// <summary>A column of codes 0 to <see cref="Codes"/> - 1, whose number is public: declared, or chosen privately beforehand. A missing value is a code like any other.</summary>
public sealed record DiscreteColumn
{
    /// <summary>The most codes that a column may have.</summary>
    public const int MostCodes = 65_536;

    /// <summary>A column of <paramref name="codes"/> codes.</summary>
    /// <param name="name">Not blank.</param>
    /// <param name="codes">1 to <see cref="MostCodes"/>; public.</param>
    /// <param name="isOrdered">Whether neighbouring codes mean neighbouring values, as the bins of a number do.</param>
    /// <exception cref="ArgumentException">The name is blank.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The number of codes is out of range.</exception>
    public DiscreteColumn(string name, int codes, bool isOrdered)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(codes);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(codes, MostCodes);
        (Name, Codes, IsOrdered) = (name, codes, isOrdered);
    }

    /// <summary>The column's name.</summary>
    public string Name { get; }

    /// <summary>How many codes there are.</summary>
    public int Codes { get; }

    /// <summary>Whether neighbouring codes mean neighbouring values.</summary>
    public bool IsOrdered { get; }
}
