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
/// </remarks>
public sealed class GrantAttribution
{
    private readonly List<Purse> _purses = [];
    private Int128 _owedNanoRho;
    private Int128 _owedAttoDelta;

    private GrantAttribution()
    {
    }

    /// <summary>The owner's grants, those that expire first before the others, with what the requester has left of each.</summary>
    public IReadOnlyList<GrantRest> Grants => [.. _purses.Select(purse => new GrantRest(purse.Grant, purse.NanoRho, purse.AttoDelta))];

    /// <summary>ρ that was spent and that no grant has paid yet, in units of 10⁻⁹; above 0 only when no unexpired grant had anything left.</summary>
    public Int128 OwedNanoRho => _owedNanoRho;

    /// <summary>The same of δ, in units of 10⁻¹⁸.</summary>
    public Int128 OwedAttoDelta => _owedAttoDelta;

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
        SortedDictionary<long, Action<GrantAttribution>> entries = [];
        foreach (RecordedGrant recorded in grants.Where(recorded => recorded.Grant.Owner == owner))
        {
            entries.Add(recorded.Entry, attribution => attribution.Add(new Purse(recorded, requester)));
        }

        foreach (RecordedSpend spend in spends)
        {
            if (spend.NanoRho < 0 || spend.AttoDelta < 0)
            {
                throw new ArgumentException("A spend takes; it never gives.", nameof(spends));
            }

            GrantedDataset[] opened = [.. spend.Datasets.Where(dataset => agreement.FindDataset(dataset.Dataset)?.Owner == owner)];
            entries.Add(spend.Entry, attribution => attribution.Charge(spend, opened));
        }

        GrantAttribution attribution = new();
        foreach (Action<GrantAttribution> entry in entries.Values)
        {
            entry(attribution);
        }

        return attribution;
    }

    private void Add(Purse purse)
    {
        (_owedNanoRho, _owedAttoDelta) = purse.Pay(_owedNanoRho, _owedAttoDelta);
        int place = _purses.FindIndex(other => purse.Grant.Expires < other.Grant.Expires);
        _purses.Insert(place < 0 ? _purses.Count : place, purse);
    }

    private void Charge(RecordedSpend spend, GrantedDataset[] opened)
    {
        (Int128 nanoRho, Int128 attoDelta) = (spend.NanoRho, spend.AttoDelta);
        Purse[] current = [.. _purses.Where(purse => spend.At < purse.Grant.Expires)];

        // First those that open what it opens, then whatever was granted.
        foreach (Purse purse in current.Where(purse => Array.TrueForAll(opened, purse.Grant.Datasets.Contains)).Concat(current))
        {
            (nanoRho, attoDelta) = purse.Pay(nanoRho, attoDelta);
        }

        _owedNanoRho += nanoRho;
        _owedAttoDelta += attoDelta;
    }

    /// <summary>What is left of a grant for the requester.</summary>
    private sealed class Purse
    {
        internal Purse(RecordedGrant recorded, PartyId requester)
        {
            Grant = recorded.Grant;
            GrantedBudget? budget = Grant.Budgets.FirstOrDefault(budget => budget.Requester == requester);
            (NanoRho, AttoDelta) = (budget?.NanoRho ?? 0, budget?.AttoDelta ?? 0);
        }

        internal Grant Grant { get; }

        internal long NanoRho { get; private set; }

        internal long AttoDelta { get; private set; }

        /// <summary>Pays as much as it has.</summary>
        /// <returns>What is still to be paid.</returns>
        internal (Int128 NanoRho, Int128 AttoDelta) Pay(Int128 nanoRho, Int128 attoDelta)
        {
            (long paidNanoRho, long paidAttoDelta) = ((long)Int128.Min(NanoRho, nanoRho), (long)Int128.Min(AttoDelta, attoDelta));
            NanoRho -= paidNanoRho;
            AttoDelta -= paidAttoDelta;
            return (nanoRho - paidNanoRho, attoDelta - paidAttoDelta);
        }
    }
}
