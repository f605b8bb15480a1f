using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using EnclaveCleanRoom.Agreements.Json;

namespace EnclaveCleanRoom.Agreements;

/// <summary>Names a dataset inside one agreement: 1 to 64 characters of <c>a-z</c>, <c>0-9</c>, <c>-</c>, beginning with a letter.</summary>
[JsonConverter(typeof(IdentifierConverter<DatasetId>))]
public readonly record struct DatasetId : IIdentifier<DatasetId>
{
    private readonly string? _value;

    private DatasetId(string value) => _value = value;

    /// <inheritdoc/>
    public static bool TryParse([NotNullWhen(true)] string? text, out DatasetId id)
    {
        bool valid = IdentifierRule.IsValid(text);
        id = valid ? new DatasetId(text!) : default;
        return valid;
    }

    /// <inheritdoc/>
    public static DatasetId Parse(string text) =>
        TryParse(text, out DatasetId id) ? id : throw new FormatException($"'{text}' is no dataset name: {IdentifierRule.Text}.");

    /// <inheritdoc/>
    public override string ToString() => _value ?? "";
}
