namespace EnclaveCleanRoom.Samples.Advertising;

/// <summary>
/// Deals an exact number of rows to users in proportion to their activity, at least one each, without keeping a list:
/// the n-th user gets the difference of two rounded-down running totals.
/// </summary>
internal struct RowShare(int rows, int users, double totalActivity)
{
    private readonly int _spare = Math.Max(0, rows - users);
    private readonly int _users = users;
    private int _left = rows;
    private int _seen;
    private double _running;
    private int _dealt;

    /// <summary>The rows of the next user, whose activity is given; 0 once all rows are dealt.</summary>
    public int Next(double activity)
    {
        _running += activity;
        _seen++;
        int upTo = (int)Math.Min(_spare, Math.Floor(_running / totalActivity * _spare));
        int rows = Math.Min(_left, 1 + upTo - _dealt);
        if (_seen == _users)
        {
            rows = _left;
        }

        _dealt = upTo;
        _left -= rows;
        return rows;
    }
}
