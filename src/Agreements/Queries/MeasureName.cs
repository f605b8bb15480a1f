using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using EnclaveCleanRoom.Agreements.Json;

namespace EnclaveCleanRoom.Agreements.Queries;

/// <summary>How a question names one of its figures: 1 to 64 characters of <c>a-z</c>, <c>0-9</c>, <c>-</c>, beginning with a letter.</summary>
[JsonConverter(typeof(IdentifierConverter<MeasureName>))]
public readonly record struct MeasureName : IIdentifier<MeasureName>
{
    private readonly string? _value;

    private MeasureName(string value) => _value = value;

    /// <inheritdoc/>
    public static bool TryParse([NotNullWhen(true)] string? text, out MeasureName id)
    {
        bool valid = IdentifierRule.IsValid(text);
        id = valid ? new MeasureName(text!) : default;
        return valid;
    }

    /// <inheritdoc/>
    public static MeasureName Parse(string text) =>
        TryParse(text, out MeasureName id) ? id : throw new FormatException($"'{text}' is no name of a figure: {IdentifierRule.Text}.");

    /// <inheritdoc/>
    public override string ToString() => _value ?? "";
}
