using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using EnclaveCleanRoom.Agreements.Json;

namespace EnclaveCleanRoom.Agreements;

/// <summary>Names a party inside one agreement: 1 to 64 characters of <c>a-z</c>, <c>0-9</c>, <c>-</c>, beginning with a letter.</summary>
[JsonConverter(typeof(IdentifierConverter<PartyId>))]
public readonly record struct PartyId : IIdentifier<PartyId>
{
    private readonly string? _value;

    private PartyId(string value) => _value = value;

    /// <inheritdoc/>
    public static bool TryParse([NotNullWhen(true)] string? text, out PartyId id)
    {
        bool valid = IdentifierRule.IsValid(text);
        id = valid ? new PartyId(text!) : default;
        return valid;
    }

    /// <inheritdoc/>
    public static PartyId Parse(string text) =>
        TryParse(text, out PartyId id) ? id : throw new FormatException($"'{text}' is no party name: {IdentifierRule.Text}.");

    /// <inheritdoc/>
    public override string ToString() => _value ?? "";
}
