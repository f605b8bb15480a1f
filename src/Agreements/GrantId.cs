using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using EnclaveCleanRoom.Agreements.Json;

namespace EnclaveCleanRoom.Agreements;

/// <summary>Names a grant; the same name is never counted twice under one agreement: 1 to 64 characters of <c>a-z</c>, <c>0-9</c>, <c>-</c>, beginning with a letter.</summary>
[JsonConverter(typeof(IdentifierConverter<GrantId>))]
public readonly record struct GrantId : IIdentifier<GrantId>
{
    private readonly string? _value;

    private GrantId(string value) => _value = value;

    /// <inheritdoc/>
    public static bool TryParse([NotNullWhen(true)] string? text, out GrantId id)
    {
        bool valid = IdentifierRule.IsValid(text);
        id = valid ? new GrantId(text!) : default;
        return valid;
    }

    /// <inheritdoc/>
    public static GrantId Parse(string text) =>
        TryParse(text, out GrantId id) ? id : throw new FormatException($"'{text}' is no grant name: {IdentifierRule.Text}.");

    /// <inheritdoc/>
    public override string ToString() => _value ?? "";
}
