namespace EnclaveCleanRoom.EnclaveWorkload.Attribution;

/// <summary>One exposure of a person. Those at the same moment are in the order of their campaigns, whatever the order of rows.</summary>
/// <param name="At">Microseconds since 1970.</param>
/// <param name="Campaign">Its place in the vocabulary; the number of campaigns for all others.</param>
internal readonly record struct Touch(long At, int Campaign) : IComparable<Touch>
{
    public int CompareTo(Touch other) => At != other.At ? At.CompareTo(other.At) : Campaign.CompareTo(other.Campaign);

    public static bool operator <(Touch left, Touch right) => left.CompareTo(right) < 0;

    public static bool operator <=(Touch left, Touch right) => left.CompareTo(right) <= 0;

    public static bool operator >(Touch left, Touch right) => left.CompareTo(right) > 0;

    public static bool operator >=(Touch left, Touch right) => left.CompareTo(right) >= 0;
}
