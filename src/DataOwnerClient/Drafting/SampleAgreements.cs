using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Documents;
using EnclaveCleanRoom.Attestation;

namespace EnclaveCleanRoom.DataOwnerClient.Drafting;

/// <summary>
/// The sample agreements that travel inside the program. They are whole and consistent, and nobody can mean them: their keys
/// are published test keys, and their host data is no workload's.
/// </summary>
internal static class SampleAgreements
{
    private const string Prefix = "agreements/";
    private const string Suffix = ".json";

    private static readonly Lazy<HashSet<Digest256>> s_placeholders = new(FindPlaceholders);

    /// <summary>Their names, such as <c>health-research</c>.</summary>
    internal static IReadOnlyList<string> Names { get; } = [.. typeof(SampleAgreements).Assembly.GetManifestResourceNames()
        .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
        .Select(name => name[Prefix.Length..^Suffix.Length])
        .Order(StringComparer.Ordinal)];

    /// <summary>A sample's JSON, or null when there is none of that name.</summary>
    internal static byte[]? Find(string name)
    {
        using Stream? stream = typeof(SampleAgreements).Assembly.GetManifestResourceStream(Prefix + name + Suffix);
        if (stream is null)
        {
            return null;
        }

        byte[] content = new byte[stream.Length];
        stream.ReadExactly(content);
        return content;
    }

    /// <summary>What of the samples still stands in an agreement and must not when it is signed, each as a sentence.</summary>
    internal static IReadOnlyList<string> FindLeftovers(Agreement agreement)
    {
        List<string> leftovers = [.. agreement.Parties
            .Where(party => s_placeholders.Value.Contains(party.SigningKey.Thumbprint) || s_placeholders.Value.Contains(party.EncryptionKey.Thumbprint))
            .Select(party => $"party '{party.Id}' has published test keys; replace it with `cleanroom agreement draft FILE --party THEIR_{Keys.PublicParty.FileName}`")];
        if (agreement.Enclave.HostData.Any(s_placeholders.Value.Contains))
        {
            leftovers.Add("the host data is a placeholder; `cleanroom measure` gives the real one, `cleanroom agreement draft FILE --host-data` sets it");
        }

        if (agreement.Datasets.SelectMany(dataset => dataset.Columns).Any(column => column.Domain is LabelDomain { Positive: ColumnDraft.ToDeclare }))
        {
            leftovers.Add($"a label's positive value is {ColumnDraft.ToDeclare}; write the real one");
        }

        return leftovers;
    }

    private static HashSet<Digest256> FindPlaceholders()
    {
        HashSet<Digest256> found = [];
        foreach (string name in Names)
        {
            if (!AgreementDraft.TryOpenJson(Find(name), out AgreementDraft? draft, out DocumentRefusal? refusal))
            {
                throw new System.Diagnostics.UnreachableException($"The sample {name} is not accepted: {refusal}");
            }

            found.UnionWith(draft.Agreement.Parties.SelectMany(party => new[] { party.SigningKey.Thumbprint, party.EncryptionKey.Thumbprint }));
            found.UnionWith(draft.Agreement.Enclave.HostData);
        }

        return found;
    }
}
