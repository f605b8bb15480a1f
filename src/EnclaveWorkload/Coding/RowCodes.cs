using EnclaveCleanRoom.Boosting;

namespace EnclaveCleanRoom.EnclaveWorkload.Coding;

/// <summary>
/// One code a row, in as few bytes as the number of codes allows. Whatever is known of a column's distinct values is kept once a
/// value; rows say no more than which value.
/// </summary>
internal abstract class RowCodes
{
    private protected RowCodes(int count) => Count = count;

    /// <summary>Codes are 0 to this less 1; not every one need occur.</summary>
    internal int Count { get; }

    /// <summary>The number of rows.</summary>
    internal abstract int Length { get; }

    internal abstract int this[int row] { get; }

    /// <summary>Narrows codes.</summary>
    /// <param name="codes">One a row, 0 to <paramref name="count"/> less 1; others are taken for the last one.</param>
    /// <param name="count">How many codes there are.</param>
    internal static RowCodes Of(ReadOnlySpan<int> codes, int count) =>
        count <= 1 << 8 ? new RowCodes<byte>(codes, count)
        : count <= 1 << 16 ? new RowCodes<ushort>(codes, count)
        : new RowCodes<int>(codes, count);

    /// <summary>The codes as they are, not copied; those of rows that are never asked for may be anything.</summary>
    internal static RowCodes Over(int[] codes, int count) => new RowCodes<int>(codes, count);

    /// <summary>The codes of some rows, in their order.</summary>
    internal abstract RowCodes Take(ReadOnlySpan<int> rows);

    /// <summary>Copies the codes of some rows, in their order.</summary>
    internal abstract void CopyTo(ReadOnlySpan<int> rows, Span<int> codes);

    /// <summary>Writes what belongs to each row's code.</summary>
    internal abstract void Map(ReadOnlySpan<int> ofCode, Span<int> rows);

    /// <summary>Sets bits in those of some rows, from one on, whose code is marked.</summary>
    internal abstract void Mark(int first, ReadOnlySpan<bool> ofCode, int bits, Span<int> rows);

    /// <summary>How many of the given rows have each code.</summary>
    internal abstract int[] Tally(ReadOnlySpan<int> rows);

    /// <summary>These rows as a feature.</summary>
    /// <param name="name">The feature's name.</param>
    /// <param name="numbers">The number of each code; NaN is missing.</param>
    internal abstract FeatureColumn ToNumeric(string name, ReadOnlySpan<double> numbers);

    /// <summary>These rows as a feature.</summary>
    /// <param name="name">The feature's name.</param>
    /// <param name="categories">The category of each code; -1 is missing.</param>
    internal abstract FeatureColumn ToCategorical(string name, ReadOnlySpan<int> categories);
}
