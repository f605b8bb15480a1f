using EnclaveCleanRoom.Agreements.Queries;

namespace EnclaveCleanRoom.Agreements;

/// <summary>
/// What the owner of a dataset asks of every question that opens it, whatever its terms allow. Of several owners the strictest rule holds: a question is asked only when it meets
/// the rules of every dataset that it touches.
/// </summary>
public sealed record OwnerRules
{
    /// <summary>No rule beside the terms, in each respect by name.</summary>
    public static OwnerRules None { get; } = new() { MaximumNanoRho = new NoOwnerLimit(), MaximumKeys = new NoOwnerLimit(), MinimumPeople = new NoOwnerLimit() };

    /// <summary>The most that one question may spend, ρ in units of 10⁻⁹, at least 1000.</summary>
    public required OwnerLimit MaximumNanoRho { get; init; }

    /// <summary>The most columns by which one question may group, 0 to 3.</summary>
    public required OwnerLimit MaximumKeys { get; init; }

    /// <summary>The fewest people of a discovered group, or of a discovered value of a model's feature or of synthetic rows, that is shown, 1 to 2,147,483,647.</summary>
    public required OwnerLimit MinimumPeople { get; init; }

    /// <summary>The fewest people of a discovered group under some terms: the most that the terms or an owner of their datasets ask for.</summary>
    /// <param name="agreement">The agreement.</param>
    /// <param name="terms">The terms.</param>
    public static int StrictestMinimumPeople(Agreement agreement, SegmentsTerms terms)
    {
        ArgumentNullException.ThrowIfNull(agreement);
        ArgumentNullException.ThrowIfNull(terms);
        return Math.Max(terms.MinimumPeople, StrictestMinimumPeople(agreement, terms.Datasets));
    }

    /// <summary>The fewest people of a discovered group or value that any owner of some datasets asks for; 1 where none does.</summary>
    /// <param name="agreement">The agreement.</param>
    /// <param name="datasets">The datasets.</param>
    public static int StrictestMinimumPeople(Agreement agreement, IReadOnlyList<DatasetId> datasets)
    {
        ArgumentNullException.ThrowIfNull(agreement);
        ArgumentNullException.ThrowIfNull(datasets);
        IEnumerable<int> owners = datasets
            .Select(dataset => agreement.FindDataset(dataset)?.Rules.MinimumPeople)
            .OfType<OwnerLimitOf>()
            .Select(limit => (int)limit.Value);
        return owners.Append(1).Max();
    }
}
