using System.Diagnostics.CodeAnalysis;
using EnclaveCleanRoom.Agreements;

namespace EnclaveCleanRoom.DataOwnerClient.Ingestion.Inference;

/// <summary>
/// Proposes a type and a role for each column of a CSV file, from its name and the form of its cells. It proposes neither
/// bounds nor vocabularies: see <see cref="Declaration"/>.
/// </summary>
internal static class SchemaInference
{
    /// <summary>The most rows that are looked at.</summary>
    public const int MaximumRows = 200_000;

    // Cells that do not fit the proposed type become bad rows; as many as a file may have by default are borne here too.
    private const double Nearly = 1 - IngestionPlan.DefaultMaximumBadShare;

    // A column that repeats each of its values more often than this on average does not tell people apart.
    private const int MostRowsPerPerson = 1000;
    private static readonly string[] s_nulls = ["NULL", "null", @"\N", "NaN", "nan", "NA", "N/A"];

    /// <summary>Looks at a file.</summary>
    /// <param name="stream">A seekable stream at its beginning; left open.</param>
    /// <param name="headerlessNames">The names of the columns when the file has no header line; empty when it has one.</param>
    /// <param name="idColumn">The identifier of a person, when its owner has named it; null to let it be proposed.</param>
    /// <param name="declared">The encoding, when its owner has said it.</param>
    /// <param name="proposal">The proposal; null when refused.</param>
    /// <param name="refusal">Why; null otherwise.</param>
    public static bool TryInfer(
        Stream stream,
        IReadOnlyList<string> headerlessNames,
        string? idColumn,
        CsvEncoding? declared,
        [NotNullWhen(true)] out SchemaProposal? proposal,
        [NotNullWhen(false)] out IngestionRefusal? refusal)
    {
        proposal = null;
        if (!CsvDialectDetector.TryDetect(stream, declared, out CsvDialect? dialect, out refusal)
            || !CsvRecords.TryOpen(stream, dialect, headerlessNames, _ => { }, out CsvRecords? records, out refusal))
        {
            return false;
        }

        using (records)
        {
            ColumnProfile[] profiles = [.. records.Names.Select(_ => new ColumnProfile())];
            long rows = Count(records, profiles);
            refusal = records.Stopped ?? (rows == 0 ? new IngestionRefusal(IngestionFailure.NoRows, "There is a header and not one whole row.") : null);
            int id = refusal is null ? ChooseId(records.Names, profiles, idColumn, out refusal) : -1;
            if (refusal is not null)
            {
                return false;
            }

            proposal = new SchemaProposal(dialect, [.. records.Names.Select((name, i) => Propose(name, profiles[i], i == id, rows))], rows);
            return true;
        }
    }

    private static long Count(CsvRecords records, ColumnProfile[] profiles)
    {
        byte[][] nulls = [.. s_nulls.Select(System.Text.Encoding.UTF8.GetBytes)];
        long rows = 0;
        while (rows < MaximumRows && records.Read())
        {
            rows++;
            for (int i = 0; i < profiles.Length; i++)
            {
                ReadOnlySpan<byte> cell = records.Cell(i);
                if (!IsNull(cell, nulls))
                {
                    profiles[i].Add(cell);
                }
            }
        }

        return rows;
    }

    private static bool IsNull(ReadOnlySpan<byte> cell, byte[][] nulls)
    {
        if (cell.Length > 4)
        {
            return false;
        }

        foreach (byte[] text in nulls)
        {
            if (cell.SequenceEqual(text))
            {
                return true;
            }
        }

        return cell.IsEmpty;
    }

    private static int ChooseId(IReadOnlyList<string> names, ColumnProfile[] profiles, string? named, out IngestionRefusal? refusal)
    {
        refusal = null;
        int best = -1;
        for (int i = 0; i < names.Count; i++)
        {
            if (named is not null)
            {
                best = names[i] == named ? i : best;
            }
            else if (NameHints.PersonScore(names[i]) > 0 && profiles[i].Present > 0
                && (best < 0 || NameHints.PersonScore(names[i]) > NameHints.PersonScore(names[best])))
            {
                best = i;
            }
        }

        if (best < 0)
        {
            refusal = named is null
                ? new IngestionRefusal(IngestionFailure.NoIdColumn, "No column looks like the identifier of a person. Name it.")
                : new IngestionRefusal(IngestionFailure.MissingColumn, $"There is no column '{named}'.", 1);
        }

        return best;
    }

    private static ColumnProposal Propose(string name, ColumnProfile profile, bool isId, long rows)
    {
        if (isId)
        {
            return Make(name, ColumnType.String, ColumnRole.Id, "named as the identifier of a person", Declaration.None);
        }

        if (profile.Present == 0)
        {
            return Make(name, ColumnType.String, ColumnRole.Sensitive, "no cell holds a value", Declaration.None);
        }

        if (NameHints.IsConsent(name))
        {
            return Make(name, ColumnType.String, ColumnRole.Consent, "named as consent", Declaration.None);
        }

        if (profile.IsBinary && NameHints.IsLabel(name))
        {
            ColumnType type = profile.TruthWords == profile.Present ? ColumnType.Boolean : ColumnType.Int64;
            return Make(name, type, ColumnRole.Label, "named as an outcome, with two values", Declaration.PositiveValue);
        }

        if (NameHints.IsSensitive(name))
        {
            return Make(name, ColumnType.String, ColumnRole.Sensitive, "named as something the law guards, or as a way to know the person", Declaration.None);
        }

        int personScore = NameHints.PersonScore(name);
        if (personScore == 2 || (personScore > 2 && TellsPeopleApart(profile)))
        {
            return Make(name, ColumnType.String, ColumnRole.Sensitive, "named as another identifier of a person", Declaration.None);
        }

        return ProposeByForm(name, profile, rows);
    }

    // "user_group_id" sounds like an identifier of a person; with a dozen values among thousands of rows it is one of groups.
    private static bool TellsPeopleApart(ColumnProfile profile) =>
        profile.HasManyValues || profile.Distinct * MostRowsPerPerson > profile.Present;

    private static ColumnProposal ProposeByForm(string name, ColumnProfile profile, long rows)
    {
        bool Fits(long cells) => cells >= profile.Present * Nearly;
        bool isUnique = rows >= 100 && profile.IsUnique && profile.Present >= rows * Nearly;
        if (NameHints.IsList(name) || (profile.Lists > 0 && profile.Lists >= profile.Present * 0.001))
        {
            return Make(name, ColumnType.String, ColumnRole.MultiValued, "named as a list, or cells hold lists separated by ^", Declaration.Vocabulary);
        }

        if (Fits(profile.Moments(TimestampFormat.Iso8601)))
        {
            ColumnType type = profile.OnlyDays ? ColumnType.Date : ColumnType.Timestamp;
            return Make(name, type, ColumnRole.Timestamp, "cells are dates or moments of ISO 8601", Declaration.None);
        }

        if (Fits(profile.Moments(TimestampFormat.CompactDigits)) && NameHints.IsMoment(name))
        {
            ColumnType type = profile.OnlyDays ? ColumnType.Date : ColumnType.Timestamp;
            return Make(name, type, ColumnRole.Timestamp, "named as a moment, and cells are its digits", Declaration.None, TimestampFormat.CompactDigits);
        }

        if (Fits(profile.TruthWords))
        {
            return Make(name, ColumnType.Boolean, ColumnRole.Categorical, "cells are truth values", Declaration.Vocabulary);
        }

        if (isUnique && (NameHints.IsCode(name) || !Fits(profile.Numbers)))
        {
            return Make(name, ColumnType.String, ColumnRole.Sensitive, "every cell is different: it identifies rows, not kinds", Declaration.None);
        }

        if (Fits(profile.Integers))
        {
            bool isCode = NameHints.IsCode(name) || (profile.Distinct <= 2 && !profile.HasManyValues);
            return isCode
                ? Make(name, ColumnType.Int64, ColumnRole.Categorical, "whole numbers, named as codes", Declaration.Vocabulary)
                : Make(name, ColumnType.Int64, ColumnRole.Numeric, "whole numbers", Declaration.Bounds);
        }

        return Fits(profile.Numbers)
            ? Make(name, ColumnType.Double, ColumnRole.Numeric, "decimal numbers", Declaration.Bounds)
            : Make(name, ColumnType.String, ColumnRole.Categorical, "texts", Declaration.Vocabulary);
    }

    private static ColumnProposal Make(
        string name, ColumnType type, ColumnRole role, string because, Declaration toDeclare, TimestampFormat format = TimestampFormat.Iso8601) =>
        new(new ColumnPlan { Name = name, Type = type, Role = role, Format = format }, because, toDeclare);
}
