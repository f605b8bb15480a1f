using EnclaveCleanRoom.Agreements.Queries;

namespace EnclaveCleanRoom.Agreements;

/// <summary>
/// What the parties agreed on: who they are, which data, which questions, at what privacy, in which enclave. Read-only
/// once signed, and known by the SHA-256 of its bytes. See SPEC.md for the JSON form.
/// </summary>
public sealed record Agreement
{
    /// <summary>The only version there is.</summary>
    public const string CurrentFormat = "cleanroom-agreement/1";

    /// <summary>Always <see cref="CurrentFormat"/>.</summary>
    public required string Format { get; init; }

    /// <summary>A title for people, 1 to 200 characters.</summary>
    public required string Title { get; init; }

    /// <summary>What the answers may be used for, in plain words.</summary>
    public required string Purpose { get; init; }

    /// <summary>On what consent or other legal ground the people's data is used, in plain words.</summary>
    public required string LegalGround { get; init; }

    /// <summary>From this moment nothing is granted, opened or asked under it.</summary>
    public required DateTimeOffset Expires { get; init; }

    /// <summary>Two to sixteen parties; all must sign.</summary>
    public required IReadOnlyList<Party> Parties { get; init; }

    /// <summary>Two to sixteen datasets.</summary>
    public required IReadOnlyList<DatasetTerms> Datasets { get; init; }

    /// <summary>What is protected, and how it is counted.</summary>
    public required PrivacyTerms Privacy { get; init; }

    /// <summary>The questions that may be asked.</summary>
    public required IReadOnlyList<QueryTerms> Queries { get; init; }

    /// <summary>The enclave that may open the data, and whose word is trusted about it.</summary>
    public required EnclaveTerms Enclave { get; init; }

    /// <summary>The party of that name, or <see langword="null"/>.</summary>
    /// <param name="id">The party.</param>
    public Party? FindParty(PartyId id) => Parties.FirstOrDefault(party => party.Id == id);

    /// <summary>The dataset of that name, or <see langword="null"/>.</summary>
    /// <param name="id">The dataset.</param>
    public DatasetTerms? FindDataset(DatasetId id) => Datasets.FirstOrDefault(dataset => dataset.Id == id);

    /// <summary>The terms of that name, or <see langword="null"/>.</summary>
    /// <param name="id">The terms.</param>
    public QueryTerms? FindTerms(TermsId id) => Queries.FirstOrDefault(terms => terms.Id == id);

    /// <summary>The terms of a column, or <see langword="null"/> when the dataset or the column is not in the agreement.</summary>
    /// <param name="reference">The column.</param>
    public ColumnTerms? FindColumn(ColumnReference reference)
    {
        ArgumentNullException.ThrowIfNull(reference);
        return FindDataset(reference.Dataset)?.Columns.FirstOrDefault(column => column.Name == reference.Column);
    }
}
