using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Identity;

namespace EnclaveCleanRoom.DataOwnerClient.Ingestion;

/// <summary>What is read from a file, and what is done with rows that do not fit. All of it was agreed on or typed by the owner.</summary>
internal sealed record IngestionPlan
{
    /// <summary>The share of bad rows above which a file is refused unless its owner says otherwise.</summary>
    public const double DefaultMaximumBadShare = 0.01;

    /// <summary>The columns to be read; exactly one has the role id, at most one each of the roles consent, purpose and jurisdiction. Others in the file are left out.</summary>
    public required IReadOnlyList<ColumnPlan> Columns { get; init; }

    /// <summary>How identifiers are brought to one form. The keyed hash that replaces them is made inside the room, never here.</summary>
    public required IdNormalisation IdNormalisation { get; init; }

    /// <summary>The file is refused when more than this share of its rows is bad, 0 to 1.</summary>
    public double MaximumBadShare { get; init; } = DefaultMaximumBadShare;

    /// <summary>True when each person has one row: a second one is then a bad row.</summary>
    public bool OneRowPerPerson { get; init; }

    /// <summary>Cells that mean "absent", compared exactly. An empty cell always does.</summary>
    public IReadOnlyList<string> NullTexts { get; init; } = ["NULL", "null", @"\N"];

    /// <summary>Cells of the consent column that mean consent, whatever their case. Anything else, an absent cell too, means no.</summary>
    public IReadOnlyList<string> ConsentTexts { get; init; } = ["1", "true", "yes", "y", "granted"];

    /// <summary>The names of the columns in order when the file has no header line; empty when it has one.</summary>
    public IReadOnlyList<string> HeaderlessNames { get; init; } = [];

    /// <summary>The plan for a dataset as the parties agreed on it.</summary>
    /// <param name="terms">The agreed columns and id rules.</param>
    /// <param name="formats">How columns write dates and moments, by name; ISO 8601 where nothing is said.</param>
    public static IngestionPlan For(DatasetTerms terms, IReadOnlyDictionary<string, TimestampFormat> formats) => new()
    {
        Columns = [.. terms.Columns.Select(column => new ColumnPlan
        {
            Name = column.Name,
            Type = column.Type,
            Role = column.Role,
            Permitted = column is { Role: ColumnRole.Purpose or ColumnRole.Jurisdiction, Domain: VocabularyDomain vocabulary } ? vocabulary.Values : [],
            Format = formats.GetValueOrDefault(column.Name, TimestampFormat.Iso8601),
        })],
        IdNormalisation = terms.IdNormalisation,
    };

    /// <summary>Checks the plan itself.</summary>
    /// <exception cref="ArgumentException">The plan contradicts itself.</exception>
    public void Check()
    {
        Require(Columns.Count(column => column.Role == ColumnRole.Id) == 1, "Exactly one column has the role id.");
        Require(Columns.Single(column => column.Role == ColumnRole.Id).Type == ColumnType.String, "The id column is of type string.");
        foreach (ColumnRole role in new[] { ColumnRole.Consent, ColumnRole.Purpose, ColumnRole.Jurisdiction })
        {
            Require(Columns.Count(column => column.Role == role) <= 1, $"At most one column has the role {role}.");
        }

        Require(Columns.Select(column => column.Name).Distinct(StringComparer.Ordinal).Count() == Columns.Count, "A column is named twice.");
        Require(MaximumBadShare is >= 0 and <= 1, "The share of bad rows lies between 0 and 1.");
    }

    /// <summary>The place of the column of a role, or -1.</summary>
    internal int IndexOf(ColumnRole role)
    {
        for (int i = 0; i < Columns.Count; i++)
        {
            if (Columns[i].Role == role)
            {
                return i;
            }
        }

        return -1;
    }

    private static void Require(bool holds, string sentence)
    {
        if (!holds)
        {
            throw new ArgumentException(sentence);
        }
    }
}
