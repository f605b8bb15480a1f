namespace EnclaveCleanRoom.Parquet.Compression.Zstandard;

/// <summary>Decodes the sequences of a block, each some literals and a copy of what was there before, and carries them out. Source: RFC 8878, 3.1.1.3.2 and 3.1.1.5.</summary>
internal sealed class SequencesDecoder
{
    private const int Predefined = 0;
    private const int OneSymbol = 1;
    private const int Described = 2;
    private readonly FseTable _literalLengths = new(9, SequenceCodes.MaxLiteralLength);
    private readonly FseTable _offsets = new(8, SequenceCodes.MaxOffset);
    private readonly FseTable _matchLengths = new(9, SequenceCodes.MaxMatchLength);
    private long _last;
    private long _second;
    private long _third;

    /// <summary>Forgets what the frame before has left behind.</summary>
    public void BeginFrame()
    {
        _literalLengths.Clear();
        _offsets.Clear();
        _matchLengths.Clear();
        (_last, _second, _third) = (1, 4, 8);
    }

    /// <summary>Decodes what follows the literals of a block.</summary>
    /// <param name="section">The rest of the block.</param>
    /// <param name="literals">The literals, all of which are used.</param>
    /// <param name="output">The frame so far, and room behind it for the block.</param>
    /// <param name="written">Where the room begins; afterwards the end of what the block made.</param>
    /// <returns>False when the section is malformed or makes more than there is room for.</returns>
    public bool TryDecode(ReadOnlySpan<byte> section, ReadOnlySpan<byte> literals, Span<byte> output, ref int written)
    {
        if (!TryReadCount(ref section, out int count))
        {
            return false;
        }

        if (count == 0)
        {
            return section.IsEmpty && TryCopy(literals, output, ref written);
        }

        if (section.IsEmpty || (section[0] & 3) != 0)
        {
            return false;
        }

        int modes = section[0];
        section = section[1..];
        return TryReadTable(_literalLengths, modes >> 6, SequenceCodes.LiteralLengthCounts, SequenceCodes.LiteralLengthLog, ref section)
            && TryReadTable(_offsets, (modes >> 4) & 3, SequenceCodes.OffsetCounts, SequenceCodes.OffsetLog, ref section)
            && TryReadTable(_matchLengths, (modes >> 2) & 3, SequenceCodes.MatchLengthCounts, SequenceCodes.MatchLengthLog, ref section)
            && BackwardBits.TryBegin(section, out BackwardBits bits)
            && TryRun(count, ref bits, literals, output, ref written);
    }

    private static bool TryReadCount(ref ReadOnlySpan<byte> section, out int count)
    {
        count = section.IsEmpty ? 0 : section[0];
        int length = count switch { < 128 => 1, < 255 => 2, _ => 3 };
        if (section.Length < length)
        {
            return false;
        }

        count = length switch
        {
            1 => count,
            2 => ((count - 128) << 8) + section[1],
            _ => section[1] + (section[2] << 8) + 0x7F00,
        };
        section = section[length..];
        return true;
    }

    private static bool TryReadTable(FseTable table, int mode, ReadOnlySpan<short> counts, int log, ref ReadOnlySpan<byte> section)
    {
        int length = 0;
        switch (mode)
        {
            case Predefined:
                table.Set(counts, log);
                return true;
            case OneSymbol:
                if (section.IsEmpty || !table.TrySetOne(section[0]))
                {
                    return false;
                }

                length = 1;
                break;
            case Described:
                if (!table.TryRead(section, out length))
                {
                    return false;
                }

                break;
            default:
                // The table of the block before.
                return table.Log >= 0;
        }

        section = section[length..];
        return true;
    }

    private bool TryRun(int count, ref BackwardBits bits, ReadOnlySpan<byte> literals, Span<byte> output, ref int written)
    {
        uint literalState = bits.Read(_literalLengths.Log);
        uint offsetState = bits.Read(_offsets.Log);
        uint matchState = bits.Read(_matchLengths.Log);
        for (int left = count; left > 0; left--)
        {
            int offsetCode = _offsets.Symbol(offsetState);
            int matchCode = _matchLengths.Symbol(matchState);
            int literalCode = _literalLengths.Symbol(literalState);
            long offsetValue = (1L << offsetCode) + bits.Read(offsetCode);
            int match = SequenceCodes.MatchLengthBase[matchCode] + (int)bits.Read(SequenceCodes.MatchLengthBits[matchCode]);
            int literal = SequenceCodes.LiteralLengthBase[literalCode] + (int)bits.Read(SequenceCodes.LiteralLengthBits[literalCode]);
            if (left > 1)
            {
                literalState = _literalLengths.Next(literalState, ref bits);
                matchState = _matchLengths.Next(matchState, ref bits);
                offsetState = _offsets.Next(offsetState, ref bits);
            }

            long offset = Offset(offsetValue, literal);
            if (bits.Left < 0 || literal > literals.Length || !TryCopy(literals[..literal], output, ref written)
                || offset <= 0 || offset > written || match > output.Length - written)
            {
                return false;
            }

            literals = literals[literal..];
            OverlappingCopy.Repeat(output, written, (int)offset, match);
            written += match;
        }

        return bits.Left == 0 && TryCopy(literals, output, ref written);
    }

    /// <summary>A value up to 3 stands for one of the last three offsets, which move up when they are used; without literals the first of them is left out.</summary>
    private long Offset(long value, int literals)
    {
        long place = value > 3 ? 0 : value + (literals == 0 ? 1 : 0);
        if (place == 1)
        {
            return _last;
        }

        long offset = place switch { 0 => value - 3, 2 => _second, 3 => _third, _ => _last - 1 };
        _third = place == 2 ? _third : _second;
        _second = _last;
        _last = offset;
        return offset;
    }

    private static bool TryCopy(ReadOnlySpan<byte> literals, Span<byte> output, ref int written)
    {
        if (literals.Length > output.Length - written)
        {
            return false;
        }

        literals.CopyTo(output[written..]);
        written += literals.Length;
        return true;
    }
}
