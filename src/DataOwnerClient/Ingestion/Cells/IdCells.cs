using System.Text;
using System.Text.Unicode;
using EnclaveCleanRoom.Agreements.Identity;
using EnclaveCleanRoom.Parquet;

namespace EnclaveCleanRoom.DataOwnerClient.Ingestion.Cells;

/// <summary>
/// The identifiers, brought to the agreed form. They stay readable to their owner here; they leave encrypted, and the keyed
/// hash that stands for them in the room is made there, with a key that only the room has.
/// </summary>
internal sealed class IdCells(string name, IdNormalisation rules, bool oneRowPerPerson) : CellReader(name)
{
    // An identifier of permitted length has at most three bytes for each UTF-16 unit; what is longer needs no decoding.
    private const int MaximumBytes = IdNormalisation.MaximumLength * 3;

    private readonly StringColumnBuilder _builder = new(new Field(name, Parquet.ColumnType.String));
    private readonly HashSet<string> _kept = new(StringComparer.Ordinal);
    private readonly char[] _raw = new char[MaximumBytes];
    private readonly char[] _normalised = new char[IdNormalisation.MaximumLength];
    private readonly byte[] _last = new byte[MaximumBytes];
    private int _lastLength = -1;
    private IdRejection _lastRejection;
    private int _length;
    private bool _isChanged;

    /// <summary>Whether the identifier that was read last is absent: its row names nobody.</summary>
    public bool IsNull => IsAbsent;

    /// <summary>Rows kept whose identifier the rules changed.</summary>
    public long Changed { get; private set; }

    /// <inheritdoc/>
    public override void Keep(ReadOnlySpan<byte> utf8)
    {
        ReadOnlySpan<char> id = _normalised.AsSpan(0, _length);
        _builder.Append(id);
        Changed += _isChanged ? 1 : 0;
        if (oneRowPerPerson)
        {
            _kept.Add(new string(id));
        }
    }

    /// <inheritdoc/>
    public override Column Build() => _builder.Build();

    /// <inheritdoc/>
    protected override BadRowReason ReadPresent(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length > MaximumBytes)
        {
            return BadRowReason.IdTooLong;
        }

        if (!Utf8.IsValid(utf8))
        {
            return BadRowReason.InvalidText;
        }

        // Tables are mostly written person by person: the same text often comes again.
        if (_lastLength < 0 || !utf8.SequenceEqual(_last.AsSpan(0, _lastLength)))
        {
            Normalise(utf8);
        }

        IsAbsent = _lastRejection == IdRejection.Empty;
        BadRowReason reason = ReasonOf(_lastRejection);
        bool isRepeated = oneRowPerPerson && reason == BadRowReason.None && !IsAbsent
            && _kept.GetAlternateLookup<ReadOnlySpan<char>>().Contains(_normalised.AsSpan(0, _length));
        return isRepeated ? BadRowReason.RepeatedId : reason;
    }

    private void Normalise(ReadOnlySpan<byte> utf8)
    {
        utf8.CopyTo(_last);
        _lastLength = utf8.Length;
        ReadOnlySpan<char> raw = _raw.AsSpan(0, Encoding.UTF8.GetChars(utf8, _raw));
        _lastRejection = rules.Normalise(raw, _normalised, out _length);
        _isChanged = !raw.SequenceEqual(_normalised.AsSpan(0, _length));
    }

    private static BadRowReason ReasonOf(IdRejection rejection) => rejection switch
    {
        IdRejection.None or IdRejection.Empty => BadRowReason.None,
        IdRejection.TooLong => BadRowReason.IdTooLong,
        IdRejection.NotAnEmailAddress => BadRowReason.IdNotAnEmailAddress,
        IdRejection.NotAPhoneNumber => BadRowReason.IdNotAPhoneNumber,
        IdRejection.AmbiguousPhoneNumber => BadRowReason.IdAmbiguousPhoneNumber,
        _ => BadRowReason.IdUnusableCharacter,
    };
}
