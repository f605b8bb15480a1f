using System.Text;

namespace EnclaveCleanRoom.Parquet;

/// <summary>A refusal: the reason, and where in the file, as far as that is known.</summary>
public sealed record ParquetFailure
{
    internal ParquetFailure(ParquetFailureReason reason, string? detail = null)
    {
        Reason = reason;
        Detail = detail;
    }

    /// <summary>Why; never <see cref="ParquetFailureReason.None"/>.</summary>
    public ParquetFailureReason Reason { get; }

    /// <summary>What exactly, for people; null when the reason says it all.</summary>
    public string? Detail { get; init; }

    /// <summary>The row group, counted from 0.</summary>
    public int? RowGroup { get; init; }

    /// <summary>The column's path, its parts joined by dots.</summary>
    public string? Column { get; init; }

    /// <summary>The data page in its column chunk, counted from 0.</summary>
    public int? Page { get; init; }

    /// <summary>The kind of module that failed.</summary>
    public ModuleType? Module { get; init; }

    /// <summary>For <see cref="ParquetFailureReason.UnknownKey"/>: the master key of the key material, or the key metadata itself.</summary>
    public string? KeyId { get; init; }

    /// <summary>For <see cref="ParquetFailureReason.AadPrefixMismatch"/>: what the file stores; null when it stores none.</summary>
    public string? StoredAadPrefix { get; init; }

    /// <summary>For <see cref="ParquetFailureReason.AadPrefixMismatch"/>: what was expected; null when nothing in particular was.</summary>
    public string? ExpectedAadPrefix { get; init; }

    /// <summary>One line for people: reason, place, detail.</summary>
    public override string ToString()
    {
        StringBuilder text = new(Reason.ToString());
        AddPart(text, "row group", RowGroup);
        AddPart(text, "column", Column);
        AddPart(text, "page", Page);
        AddPart(text, "module", Module);
        AddPart(text, "key", KeyId);
        if (Reason == ParquetFailureReason.AadPrefixMismatch)
        {
            AddPart(text, "stored", StoredAadPrefix ?? "none");
            AddPart(text, "expected", ExpectedAadPrefix ?? "any supplied one");
        }

        return Detail is null ? text.ToString() : text.Append(": ").Append(Detail).ToString();
    }

    private static void AddPart(StringBuilder text, string name, object? value)
    {
        if (value is not null)
        {
            text.Append(", ").Append(name).Append(' ').Append(value);
        }
    }
}
