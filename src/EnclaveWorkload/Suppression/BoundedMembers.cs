using EnclaveCleanRoom.EnclaveWorkload.Delivery;

namespace EnclaveCleanRoom.EnclaveWorkload.Suppression;

/// <summary>The people who are answered for, and the answers before randomisation.</summary>
/// <param name="people">The recipient's people.</param>
/// <param name="truth">1 at the place of each who is in the partner's table; zeros up to the agreed number of people.</param>
internal sealed class BoundedMembers(DeliveredPeople people, int[] truth) : BoundedTable
{
    internal DeliveredPeople People => people;

    internal ReadOnlySpan<int> Truth => truth;
}
