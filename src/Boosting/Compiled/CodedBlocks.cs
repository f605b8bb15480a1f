using System.Buffers;
using EnclaveCleanRoom.Boosting.Columns;

namespace EnclaveCleanRoom.Boosting.Compiled;

/// <summary>Codes blocks of a table's rows and passes trees over them.</summary>
internal sealed class CodedBlocks
{
    // A block's codes stay in a core's cache while all trees pass over them; each tree's tables are fetched once a block.
    private const int CacheBytes = 1 << 20;
    private const int FewestRows = 1 << 9;
    private const int MostRows = 1 << 13;

    private readonly CompiledTrees _trees;
    private readonly FeatureTable _features;
    private readonly ushort[]?[] _codeOfEntry;

    public CodedBlocks(CompiledTrees trees, FeatureTable features)
    {
        _trees = trees;
        _features = features;
        _codeOfEntry = [.. trees.Coders.Select(coder => CodesOfEntries(coder, features.Columns[coder.Feature]))];
    }

    /// <summary>How many rows a block should have.</summary>
    public int BlockRows => Math.Clamp(CacheBytes / sizeof(ushort) / Math.Max(1, _trees.Coders.Count), FewestRows, MostRows);

    /// <param name="start">The block's first row.</param>
    /// <param name="count">How many rows.</param>
    /// <param name="scores">The trees' outputs are added to these, tree by tree.</param>
    public void AddTrees(int start, int count, Memory<double> scores)
    {
        int lanes = _trees.Coders.Count;
        ushort[] codes = ArrayPool<ushort>.Shared.Rent(Math.Max(1, count * lanes));
        for (int lane = 0; lane < lanes; lane++)
        {
            Code(lane, start, codes.AsSpan(lane * count, count));
        }

        foreach (IRowAdder tree in _trees.Trees)
        {
            tree.Add(codes, count, 0, scores.Span);
        }

        ArrayPool<ushort>.Shared.Return(codes, clearArray: true);
    }

    /// <summary>The codes of a dictionary's entries, so that a row's is looked up; null for a column without a dictionary.</summary>
    private static ushort[]? CodesOfEntries(FeatureCoder coder, FeatureColumn column)
    {
        if (column.Entries is not EncodedValues entries)
        {
            return null;
        }

        ushort[] codes = new ushort[entries.Dictionary.Length];
        coder.Code(entries.Dictionary, codes);
        return codes;
    }

    private void Code(int lane, int start, Span<ushort> codes)
    {
        FeatureColumn column = _features.Columns[_trees.Coders[lane].Feature];
        if (_codeOfEntry[lane] is ushort[] codeOfEntry)
        {
            column.Entries!.Translate<ushort>(start, codeOfEntry, codes);
            return;
        }

        double[] values = ArrayPool<double>.Shared.Rent(codes.Length);
        column.CopyValues(start, values.AsSpan(0, codes.Length));
        _trees.Coders[lane].Code(values.AsSpan(0, codes.Length), codes);
        ArrayPool<double>.Shared.Return(values, clearArray: true);
    }
}
