using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace EnclaveCleanRoom.Boosting.Histograms;

/// <summary>As <see cref="HistogramKernel"/>, for the columns of more than 256 bins.</summary>
internal static unsafe class WideHistogramKernel
{
    private const int PrefetchRows = 24;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Add(RowMatrix matrix, int* rows, int start, int end, long* gradients, long* histogram)
    {
        int columns = matrix.WideStride;
        nint* offsets = stackalloc nint[columns];
        for (int j = 0; j < columns; j++)
        {
            offsets[j] = matrix.Layout.OffsetOf(matrix.Layout.Wide[j]);
        }

        ushort* wide = matrix.Wide.Pointer;
        unchecked
        {
            for (int i = start; i < end; i++)
            {
                nint row = i;
                if (rows != null)
                {
                    row = rows[i];
                    if (Sse.IsSupported)
                    {
                        Sse.Prefetch0(wide + ((nint)rows[i + PrefetchRows] * columns));
                    }
                }

                long gradient = gradients[row];
                ushort* bins = wide + (row * columns);
                for (nint j = 0; j < columns; j++)
                {
                    *(histogram + offsets[j] + (nuint)bins[j]) += gradient;
                }
            }
        }

        GC.KeepAlive(matrix);
    }
}
