namespace EnclaveCleanRoom.Agreements.Ledger;

/// <summary>What an owner's grants hold of ρ, or of δ, and in which order they pay it.</summary>
internal sealed class GrantPurses
{
    private readonly List<Purse> _all = [];

    /// <summary>Those that may still pay: neither empty, nor expired at the latest spend.</summary>
    private readonly List<Purse> _live = [];

    private DateTimeOffset _at = DateTimeOffset.MinValue;

    /// <summary>All of them, those that expire first before the others, and of those the earlier recorded.</summary>
    internal IReadOnlyList<Purse> All => _all;

    /// <summary>What was spent and nobody has paid yet.</summary>
    internal Int128 Owed { get; private set; }

    /// <summary>Adds a grant, which pays first what is owed.</summary>
    /// <param name="grant">The grant.</param>
    /// <param name="opens">What it opens.</param>
    /// <param name="amount">What it holds, 0 or more.</param>
    internal void Add(Grant grant, HashSet<GrantedDataset> opens, long amount)
    {
        Purse purse = new(grant, opens, amount);
        Owed = purse.Pay(Owed);
        Insert(_all, purse);
        if (purse.Left > 0)
        {
            Insert(_live, purse);
        }
    }

    /// <summary>Takes a spend from those that open what it opens, and then from whatever was granted; what is left is owed.</summary>
    /// <param name="amount">How much, 0 or more.</param>
    /// <param name="at">When; a purse that had expired by then pays nothing.</param>
    /// <param name="opened">What it opens of the owner's.</param>
    internal void Charge(Int128 amount, DateTimeOffset at, GrantedDataset[] opened)
    {
        MoveTo(at);
        amount = Pay(amount, opened);
        Owed += amount == 0 ? 0 : Pay(amount, []);
    }

    private Int128 Pay(Int128 amount, GrantedDataset[] opened)
    {
        for (int i = 0; i < _live.Count && amount > 0;)
        {
            Purse purse = _live[i];
            if (!Array.TrueForAll(opened, purse.Opens.Contains))
            {
                i++;
                continue;
            }

            amount = purse.Pay(amount);
            if (purse.Left == 0)
            {
                _live.RemoveAt(i);
            }
        }

        return amount;
    }

    private void MoveTo(DateTimeOffset at)
    {
        if (at < _at)
        {
            // A room's ledger never goes back in time. One that somebody else hands over may, and is counted no less exactly.
            _live.Clear();
            _live.AddRange(_all.Where(purse => purse.Left > 0));
        }

        _at = at;
        int current = _live.FindIndex(purse => at < purse.Grant.Expires);
        _live.RemoveRange(0, current < 0 ? _live.Count : current);
    }

    private static void Insert(List<Purse> purses, Purse purse)
    {
        int place = purses.FindIndex(other => purse.Grant.Expires < other.Grant.Expires);
        purses.Insert(place < 0 ? purses.Count : place, purse);
    }

    /// <summary>What is left of a grant.</summary>
    internal sealed class Purse(Grant grant, HashSet<GrantedDataset> opens, long amount)
    {
        internal Grant Grant => grant;

        internal HashSet<GrantedDataset> Opens => opens;

        internal long Left { get; private set; } = amount;

        /// <summary>Pays as much as it has.</summary>
        /// <returns>What is still to be paid.</returns>
        internal Int128 Pay(Int128 owed)
        {
            long paid = (long)Int128.Min(Left, owed);
            Left -= paid;
            return owed - paid;
        }
    }
}
