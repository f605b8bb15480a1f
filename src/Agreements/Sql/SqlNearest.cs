using EnclaveCleanRoom.Agreements.Queries;

namespace EnclaveCleanRoom.Agreements.Sql;

/// <summary>Finds the terms that a query can be asked under, or the query nearest to it that can be asked.</summary>
internal static class SqlNearest
{
    private const int MostRepairs = 500;

    /// <summary>Compiles under the first terms that allow it.</summary>
    /// <exception cref="SqlObjection">None does; what those say that need the least mended.</exception>
    internal static SegmentsQuery Compile(Agreement agreement, PartyId requester, SqlAsked asked)
    {
        Attempt best = Best(agreement, requester, asked);
        return best.Query is { } query && best.Repairs == 0 ? query : throw best.Objections[0];
    }

    /// <summary>The query with the fewest repairs that passes, and nothing else that nobody objects to changed, and the objections that were met; <see langword="null"/> where repairs lead to none.</summary>
    internal static (SqlAsked Asked, IReadOnlyList<SqlObjection> Met)? Find(Agreement agreement, PartyId requester, SqlAsked asked)
    {
        try
        {
            Attempt best = Best(agreement, requester, asked);
            return best.Query is null ? null : (best.Asked, best.Objections);
        }
        catch (SqlObjection objection) when (objection.Repair is not null)
        {
            // The terms that were named are none of the requester's. Without the name there is no such objection.
            return Find(agreement, requester, objection.Repair(asked)) is { } found ? (found.Asked, [objection, .. found.Met]) : null;
        }
        catch (SqlObjection)
        {
            return null;
        }
    }

    /// <summary>Terms other than given ones, with other recipients, under which a query compiles as it stands.</summary>
    internal static IReadOnlyList<SegmentsTerms> FindOtherRecipients(Agreement agreement, PartyId requester, SqlAsked asked, SegmentsTerms chosen)
    {
        HashSet<PartyId> recipients = [.. chosen.Recipients];
        return
        [
            .. SqlScope.Allowed(agreement, requester, asked)
                .Where(terms => !recipients.SetEquals(terms.Recipients) && SqlScope.Fits(terms, asked.Select) && Try(agreement, requester, terms, asked) is { Query: not null, Repairs: 0 }),
        ];
    }

    private static Attempt Best(Agreement agreement, PartyId requester, SqlAsked asked)
    {
        IReadOnlyList<SegmentsTerms> allowed = SqlScope.Allowed(agreement, requester, asked);
        SegmentsTerms[] fitting = [.. allowed.Where(terms => SqlScope.Fits(terms, asked.Select))];

        // The order of the agreement, and terms of the same table before others: MinBy takes the first of equals.
        IEnumerable<SegmentsTerms> tried = fitting.Length > 0 ? fitting : allowed.OrderBy(terms => $"{terms.Rows}" == asked.Select.From.Text ? 0 : 1);
        Attempt? best = null;
        foreach (SegmentsTerms terms in tried)
        {
            Attempt attempt = Try(agreement, requester, terms, asked);
            best = best is null || attempt.Repairs < best.Repairs ? attempt : best;
            if (best.Repairs == 0)
            {
                break;
            }
        }

        return best!;
    }

    /// <summary>Repairs what is objected to, one thing after the other, until the query compiles.</summary>
    private static Attempt Try(Agreement agreement, PartyId requester, SegmentsTerms terms, SqlAsked asked)
    {
        List<SqlObjection> objections = [];
        for (int repairs = 0; repairs <= MostRepairs; repairs++)
        {
            try
            {
                return new Attempt(SqlCompiler.Compile(agreement, requester, terms, asked), asked, repairs, objections);
            }
            catch (SqlObjection objection)
            {
                objections.Add(objection);
                if (objection.Repair is null)
                {
                    break;
                }

                asked = objection.Repair(asked);
            }
        }

        return new Attempt(null, asked, int.MaxValue, objections);
    }

    /// <param name="Query">What it compiled to, or <see langword="null"/>.</param>
    /// <param name="Asked">What was compiled.</param>
    /// <param name="Repairs">How many things were mended; the most there is where that led to nothing.</param>
    /// <param name="Objections">What was objected to, in turn.</param>
    private sealed record Attempt(SegmentsQuery? Query, SqlAsked Asked, int Repairs, IReadOnlyList<SqlObjection> Objections);
}
