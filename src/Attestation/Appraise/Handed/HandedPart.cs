namespace EnclaveCleanRoom.Attestation;

/// <summary>A part of evidence that may be handed in or not. That it is not is said by name, and shows in the appraisal.</summary>
public sealed class HandedPart
{
    private readonly ReadOnlyMemory<byte> _content;

    private HandedPart(ReadOnlyMemory<byte> content) => _content = content;

    /// <summary>The part was not handed in: what it would show is not judged.</summary>
    public static HandedPart Absent { get; } = new(default);

    /// <summary>The part as it was handed in; an empty file is one that cannot be read, and not an absent one.</summary>
    /// <param name="content">The file's bytes.</param>
    public static HandedPart Of(ReadOnlyMemory<byte> content) => new(content);

    /// <summary>True for <see cref="Absent"/>.</summary>
    public bool IsAbsent => ReferenceEquals(this, Absent);

    /// <summary>The content; false when there is none to judge.</summary>
    internal bool TryGet(out ReadOnlyMemory<byte> content)
    {
        content = _content;
        return !IsAbsent;
    }
}
