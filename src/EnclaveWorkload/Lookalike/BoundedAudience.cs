using EnclaveCleanRoom.EnclaveWorkload.Delivery;

namespace EnclaveCleanRoom.EnclaveWorkload.Lookalike;

/// <summary>The people of an audience, one place each in the order of <see cref="DeliveredPeople"/>: what their owner knows of them, and what is protected.</summary>
/// <param name="people">The people.</param>
/// <param name="values">Their features, in the order of the plan's.</param>
/// <param name="isHeldOut">Whether each is held out of training.</param>
/// <param name="isSeed">Whether each is in the seed: the labels. Nothing but training and the noised counts may look at them.</param>
/// <param name="isExisting">Whether each is in the existing audience; nobody where there is none. Nothing but the noised counts may look at it.</param>
internal sealed class BoundedAudience(DeliveredPeople people, AudienceValues[] values, bool[] isHeldOut, bool[] isSeed, bool[] isExisting) : BoundedTable
{
    internal DeliveredPeople People => people;

    internal AudienceValues[] Values => values;

    internal bool[] IsHeldOut => isHeldOut;

    internal bool[] IsSeed => isSeed;

    internal bool[] IsExisting => isExisting;
}
