using EnclaveCleanRoom.DataOwnerClient.Ingestion.Cells;
using EnclaveCleanRoom.Parquet;

namespace EnclaveCleanRoom.DataOwnerClient.Ingestion.Inference;

/// <summary>
/// The forms that the cells of a column have, counted. It stays on its owner's machine and is never written anywhere: a
/// proposal made of it speaks of forms only.
/// </summary>
internal sealed class ColumnProfile
{
    /// <summary>Distinct texts are counted up to this many.</summary>
    public const int DistinctLimit = 4096;

    private readonly StringDictionaryBuilder _distinct = new();
    private readonly long[] _momentsByFormat = new long[2];

    /// <summary>Cells that are not absent.</summary>
    public long Present { get; private set; }

    /// <summary>Whole numbers of 64 bits, without leading zeros.</summary>
    public long Integers { get; private set; }

    /// <summary>Decimal numbers, whole ones too.</summary>
    public long Numbers { get; private set; }

    /// <summary>Truth values in words.</summary>
    public long TruthWords { get; private set; }

    /// <summary>Cells that are lists.</summary>
    public long Lists { get; private set; }

    /// <summary>Cells that are not valid text.</summary>
    public long Invalid { get; private set; }

    /// <summary>Whether every moment so far falls on midnight.</summary>
    public bool OnlyDays { get; private set; } = true;

    /// <summary>Whether there are more than <see cref="DistinctLimit"/> different texts.</summary>
    public bool HasManyValues { get; private set; }

    /// <summary>Different texts, at most <see cref="DistinctLimit"/> + 1.</summary>
    public int Distinct => _distinct.Count;

    /// <summary>Whether every present cell is different, as far as that was followed.</summary>
    public bool IsUnique { get; private set; } = true;

    /// <summary>Whether every text is -1, 0 or 1, and there are two.</summary>
    public bool IsBinary => Distinct == 2 && !HasManyValues && ((Integers == Present && OnlySigns) || TruthWords == Present);

    private bool OnlySigns { get; set; } = true;

    /// <summary>Cells that are a moment in the given form.</summary>
    public long Moments(TimestampFormat format) => (int)format < _momentsByFormat.Length ? _momentsByFormat[(int)format] : 0;

    /// <summary>Counts one present cell.</summary>
    public void Add(ReadOnlySpan<byte> text)
    {
        Present++;
        if (!System.Text.Unicode.Utf8.IsValid(text))
        {
            Invalid++;
            return;
        }

        int before = _distinct.Count;
        if (!HasManyValues && text.Length <= 1024)
        {
            _distinct.AddUtf8(text);
            HasManyValues = _distinct.Count > DistinctLimit;
            IsUnique &= _distinct.Count > before;
        }

        ReadOnlySpan<byte> trimmed = text.Trim(" \t"u8);
        bool isInteger = Int64Cells.TryParse(trimmed, out long value) && !(trimmed.Length > 1 && trimmed[0] == '0');
        Integers += isInteger ? 1 : 0;
        OnlySigns &= isInteger && value is >= -1 and <= 1;
        Numbers += isInteger || (DoubleCells.TryParse(trimmed, out double number) && double.IsFinite(number)) ? 1 : 0;
        TruthWords += !isInteger && BooleanCells.TryParse(trimmed, out _) ? 1 : 0;
        Lists += text.Contains((byte)'^') ? 1 : 0;
        AddMoment(trimmed, TimestampFormat.Iso8601);
        AddMoment(trimmed, TimestampFormat.CompactDigits);
    }

    private void AddMoment(ReadOnlySpan<byte> text, TimestampFormat format)
    {
        if (text.Length >= 8 && Moment.TryParse(text, format, out long microseconds))
        {
            _momentsByFormat[(int)format]++;
            OnlyDays &= microseconds % 86_400_000_000 == 0;
        }
    }
}
