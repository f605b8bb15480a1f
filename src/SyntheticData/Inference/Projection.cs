using System.Numerics;
using System.Runtime.InteropServices;

namespace EnclaveCleanRoom.SyntheticData.Inference;

/// <summary>
/// How the cells of a table over some columns lie over those of a table over fewer of them. Members of both stand in ascending order, the last changing fastest; the longest run of last columns that
/// are all kept or all summed away is one inner loop.
/// </summary>
internal sealed class Projection
{
    private readonly int[] _places;
    private readonly int _run;
    private readonly bool _isKept;

    public Projection(AttributeSet whole, AttributeSet part, int[] sizes)
    {
        int[] members = whole.ToArray();
        int[] strides = new int[members.Length];
        int stride = 1;
        for (int i = members.Length - 1; i >= 0; i--)
        {
            strides[i] = part.Contains(members[i]) ? stride : 0;
            stride *= part.Contains(members[i]) ? sizes[members[i]] : 1;
        }

        PartCells = stride;
        int outer = members.Length;
        _isKept = outer > 0 && part.Contains(members[^1]);
        _run = 1;
        while (outer > 0 && part.Contains(members[outer - 1]) == _isKept)
        {
            _run *= sizes[members[--outer]];
        }

        _places = [0];
        for (int i = 0; i < outer; i++)
        {
            int size = sizes[members[i]];
            int[] next = new int[_places.Length * size];
            for (int at = 0; at < next.Length; at++)
            {
                next[at] = _places[at / size] + (at % size * strides[i]);
            }

            _places = next;
        }
    }

    /// <summary>Cells of the smaller table.</summary>
    public int PartCells { get; }

    /// <summary>Sums the larger table into the smaller one.</summary>
    public void SumTo(ReadOnlySpan<double> whole, Span<double> part)
    {
        part.Clear();
        for (int i = 0; i < _places.Length; i++)
        {
            ReadOnlySpan<double> run = whole.Slice(i * _run, _run);
            if (_isKept)
            {
                Add(run, part.Slice(_places[i], _run));
            }
            else
            {
                part[_places[i]] += Sum(run);
            }
        }
    }

    /// <summary>Multiplies every cell of the larger table by the cell of the smaller one that it lies over.</summary>
    public void MultiplyBy(ReadOnlySpan<double> part, Span<double> whole)
    {
        for (int i = 0; i < _places.Length; i++)
        {
            Span<double> run = whole.Slice(i * _run, _run);
            if (_isKept)
            {
                Multiply(part.Slice(_places[i], _run), run);
            }
            else
            {
                Scale(part[_places[i]], run);
            }
        }
    }

    /// <summary>For each cell of the larger table its cell of the smaller one.</summary>
    public int[] Places()
    {
        int[] places = new int[_places.Length * _run];
        for (int i = 0; i < places.Length; i++)
        {
            places[i] = _places[i / _run] + (_isKept ? i % _run : 0);
        }

        return places;
    }

    private static void Add(ReadOnlySpan<double> from, Span<double> to)
    {
        ReadOnlySpan<Vector<double>> wide = MemoryMarshal.Cast<double, Vector<double>>(from);
        Span<Vector<double>> wideTo = MemoryMarshal.Cast<double, Vector<double>>(to);
        for (int i = 0; i < wide.Length; i++)
        {
            wideTo[i] += wide[i];
        }

        for (int i = wide.Length * Vector<double>.Count; i < from.Length; i++)
        {
            to[i] += from[i];
        }
    }

    private static double Sum(ReadOnlySpan<double> from)
    {
        ReadOnlySpan<Vector<double>> wide = MemoryMarshal.Cast<double, Vector<double>>(from);
        Vector<double> sums = Vector<double>.Zero;
        for (int i = 0; i < wide.Length; i++)
        {
            sums += wide[i];
        }

        double sum = Vector.Sum(sums);
        for (int i = wide.Length * Vector<double>.Count; i < from.Length; i++)
        {
            sum += from[i];
        }

        return sum;
    }

    private static void Multiply(ReadOnlySpan<double> by, Span<double> to)
    {
        ReadOnlySpan<Vector<double>> wide = MemoryMarshal.Cast<double, Vector<double>>(by);
        Span<Vector<double>> wideTo = MemoryMarshal.Cast<double, Vector<double>>(to);
        for (int i = 0; i < wide.Length; i++)
        {
            wideTo[i] *= wide[i];
        }

        for (int i = wide.Length * Vector<double>.Count; i < by.Length; i++)
        {
            to[i] *= by[i];
        }
    }

    private static void Scale(double by, Span<double> to)
    {
        Span<Vector<double>> wideTo = MemoryMarshal.Cast<double, Vector<double>>(to);
        for (int i = 0; i < wideTo.Length; i++)
        {
            wideTo[i] *= by;
        }

        for (int i = wideTo.Length * Vector<double>.Count; i < to.Length; i++)
        {
            to[i] *= by;
        }
    }
}
