using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using EnclaveCleanRoom.Agreements.Json;

namespace EnclaveCleanRoom.Agreements;

/// <summary>Names a job; the same name never computes twice under one agreement: 1 to 64 characters of <c>a-z</c>, <c>0-9</c>, <c>-</c>, beginning with a letter.</summary>
[JsonConverter(typeof(IdentifierConverter<JobId>))]
public readonly record struct JobId : IIdentifier<JobId>
{
    private readonly string? _value;

    private JobId(string value) => _value = value;

    /// <inheritdoc/>
    public static bool TryParse([NotNullWhen(true)] string? text, out JobId id)
    {
        bool valid = IdentifierRule.IsValid(text);
        id = valid ? new JobId(text!) : default;
        return valid;
    }

    /// <inheritdoc/>
    public static JobId Parse(string text) =>
        TryParse(text, out JobId id) ? id : throw new FormatException($"'{text}' is no job name: {IdentifierRule.Text}.");

    /// <inheritdoc/>
    public override string ToString() => _value ?? "";
}
