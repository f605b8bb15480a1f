namespace EnclaveCleanRoom.Agreements.Ledger;

/// <summary>
/// Which grant paid for which spend. A grant that has ended, or opens an older version, keeps what was spent of it: only what current grants paid
/// themselves is missing from them. The room that admits and the owner's agent that grants both count like this, from the ledger's entries alone.
/// </summary>
/// <remarks>
/// Entries are gone through in the ledger's order. A spend is paid by the grants that were recorded before it, had not expired at its time, and open all
/// that it opens of the owner's: of the one that expires first as much as it has, then of the next. ρ and δ are paid each by itself. No grant ever pays
/// more than it granted. What finds no room there, as when a grant ended between a job's admission and its entry, is paid by the owner's other grants of
/// that time, whatever they open, and what is owed even then by the next ones, as soon as they are recorded: so each unit that was spent is missing from
/// one grant, and never from none while there is one that could pay.
/// <para>
/// A spend that was given back is left out as if it had never been; no other spend finds less room by that, since every grant then has as much left
/// or more at every entry.
/// </para>
/// <para>
/// It is worked out anew at each admission, so it takes time about linear in spends: <see cref="GrantPurses"/> goes past no grant that can pay no more.
/// </para>
/// </remarks>
public sealed class GrantAttribution
{
    private readonly GrantPurses _rho = new();
    private readonly GrantPurses _delta = new();

    private GrantAttribution()
    {
    }

    /// <summary>The owner's grants, those that expire first before the others, with what the requester has left of each.</summary>
    public IReadOnlyList<GrantRest> Grants => [.. _rho.All.Zip(_delta.All, (rho, delta) => new GrantRest(rho.Grant, rho.Left, delta.Left))];

    /// <summary>ρ that was spent and that no grant has paid yet, in units of 10⁻⁹; above 0 only when no unexpired grant had anything left.</summary>
    public Int128 OwedNanoRho => _rho.Owed;

    /// <summary>The same of δ, in units of 10⁻¹⁸.</summary>
    public Int128 OwedAttoDelta => _delta.Owed;

    /// <summary>Attributes what one requester spent of one owner's budget at one instance.</summary>
    /// <param name="agreement">The agreement, which says whose each dataset is.</param>
    /// <param name="owner">Whose people.</param>
    /// <param name="requester">Whose jobs.</param>
    /// <param name="grants">The grants of that instance, in any order; those of other owners are passed over.</param>
    /// <param name="spends">What that instance charged to this account and did not give back, in any order.</param>
    /// <exception cref="ArgumentException">A spend is below 0, or two entries have the same place.</exception>
    public static GrantAttribution Of(
        Agreement agreement, PartyId owner, PartyId requester, IEnumerable<RecordedGrant> grants, IEnumerable<RecordedSpend> spends)
    {
        ArgumentNullException.ThrowIfNull(agreement);
        ArgumentNullException.ThrowIfNull(grants);
        ArgumentNullException.ThrowIfNull(spends);
        HashSet<DatasetId> owned = [.. agreement.Datasets.Where(terms => terms.Owner == owner).Select(terms => terms.Id)];
        RecordedGrant[] given = [.. grants.Where(recorded => recorded.Grant.Owner == owner).OrderBy(recorded => recorded.Entry)];
        RecordedSpend[] spent = [.. spends.OrderBy(spend => spend.Entry)];
        RequireOwnPlaces(given, spent);
        GrantAttribution attribution = new();
        int next = 0;
        foreach (RecordedSpend spend in spent)
        {
            for (; next < given.Length && given[next].Entry < spend.Entry; next++)
            {
                attribution.Add(given[next].Grant, requester);
            }

            attribution.Charge(spend, owned);
        }

        foreach (RecordedGrant recorded in given.Skip(next))
        {
            attribution.Add(recorded.Grant, requester);
        }

        return attribution;
    }

    private static void RequireOwnPlaces(RecordedGrant[] grants, RecordedSpend[] spends)
    {
        HashSet<long> places = [];
        foreach (long place in grants.Select(recorded => recorded.Entry).Concat(spends.Select(spend => spend.Entry)))
        {
            if (!places.Add(place))
            {
                throw new ArgumentException("Two entries have the same place.", nameof(spends));
            }
        }
    }

    private void Add(Grant grant, PartyId requester)
    {
        GrantedBudget? budget = grant.Budgets.FirstOrDefault(budget => budget.Requester == requester);
        HashSet<GrantedDataset> opens = [.. grant.Datasets];
        _rho.Add(grant, opens, budget?.NanoRho ?? 0);
        _delta.Add(grant, opens, budget?.AttoDelta ?? 0);
    }

    private void Charge(RecordedSpend spend, HashSet<DatasetId> owned)
    {
        if (spend.NanoRho < 0 || spend.AttoDelta < 0)
        {
            throw new ArgumentException("A spend takes; it never gives.", nameof(spend));
        }

        GrantedDataset[] opened = [.. spend.Datasets.Where(dataset => owned.Contains(dataset.Dataset))];
        _rho.Charge(spend.NanoRho, spend.At, opened);
        _delta.Charge(spend.AttoDelta, spend.At, opened);
    }
}
