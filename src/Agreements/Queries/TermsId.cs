using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using EnclaveCleanRoom.Agreements.Json;

namespace EnclaveCleanRoom.Agreements.Queries;

/// <summary>Names the terms of a query inside one agreement: 1 to 64 characters of <c>a-z</c>, <c>0-9</c>, <c>-</c>, beginning with a letter.</summary>
[JsonConverter(typeof(IdentifierConverter<TermsId>))]
public readonly record struct TermsId : IIdentifier<TermsId>
{
    private readonly string? _value;

    private TermsId(string value) => _value = value;

    /// <inheritdoc/>
    public static bool TryParse([NotNullWhen(true)] string? text, out TermsId id)
    {
        bool valid = IdentifierRule.IsValid(text);
        id = valid ? new TermsId(text!) : default;
        return valid;
    }

    /// <inheritdoc/>
    public static TermsId Parse(string text) =>
        TryParse(text, out TermsId id) ? id : throw new FormatException($"'{text}' is no name of query terms: {IdentifierRule.Text}.");

    /// <inheritdoc/>
    public override string ToString() => _value ?? "";
}
