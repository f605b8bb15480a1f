using System.Runtime.CompilerServices;

namespace EnclaveCleanRoom.Boosting.Compiled;

/// <summary>
/// Passes coded rows down a tree, four side by side: which way a row goes cannot be foreseen, so nothing branches on it, and the
/// waiting of one row is the work of another.
/// </summary>
internal static unsafe class TraversalKernel
{
    /// <param name="tree">The tree.</param>
    /// <param name="rows">The codes of rows, lane after lane.</param>
    /// <param name="stride">From a lane's first code to the next lane's.</param>
    /// <param name="scores">The output of each row's leaf is added to its score.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Add(CompiledTree tree, ReadOnlySpan<ushort> rows, int stride, Span<double> scores)
    {
        fixed (CompiledNode* nodes = tree.Nodes)
        fixed (uint* bits = tree.Bits)
        fixed (ushort* codes = rows)
        fixed (double* leaves = tree.LeafValues)
        fixed (double* score = scores)
        {
            unchecked
            {
                nint inner = tree.NodeCount;
                nint width = stride;
                double* leafOf = leaves - inner;
                int row = 0;
                for (; row + 4 <= scores.Length; row += 4)
                {
                    ushort* first = codes + row;
                    nint a = 0;
                    nint b = 0;
                    nint c = 0;
                    nint d = 0;
                    do
                    {
                        a = Step(nodes + a, first, width, bits);
                        b = Step(nodes + b, first + 1, width, bits);
                        c = Step(nodes + c, first + 2, width, bits);
                        d = Step(nodes + d, first + 3, width, bits);
                    }
                    while (a < inner || b < inner || c < inner || d < inner);
                    score[row] += leafOf[a];
                    score[row + 1] += leafOf[b];
                    score[row + 2] += leafOf[c];
                    score[row + 3] += leafOf[d];
                }

                for (; row < scores.Length; row++)
                {
                    nint a = 0;
                    while (a < inner)
                    {
                        a = Step(nodes + a, codes + row, width, bits);
                    }

                    score[row] += leafOf[a];
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static nint Step(CompiledNode* node, ushort* row, nint stride, uint* bits)
    {
        unchecked
        {
            uint code = row[node->Lane * stride];
            uint words = node->SetWords;
            int left;
            if (words == 0)
            {
                bool isLeft = code - node->Low <= node->Range;
                left = *(byte*)&isLeft;
            }
            else
            {
                left = (int)(bits[node->SetStart + (nint)Math.Min(code >> 5, words)] >> (int)(code & 31)) & 1;
            }

            return node->Right ^ ((node->Left ^ node->Right) & -left);
        }
    }
}
