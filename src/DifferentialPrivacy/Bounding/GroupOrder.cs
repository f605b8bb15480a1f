using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace EnclaveCleanRoom.DifferentialPrivacy.Bounding;

/// <summary>
/// The order in which one person's groups come: a permutation of all 32-bit numbers, made of one block of the secret order that names the person. Different groups never have equal ranks, so an order
/// by rank has no ties.
/// </summary>
/// <remarks>
/// Privacy asks no more than that the order depends on the person's own groups and the secret alone. That every group has the same chance is what figures ask for; it needs no cipher a group, only
/// that nobody without the secret can tell which groups a given person's order favours, and the block behind it is AES-256's. What follows is a multiply-and-shift mix, each step a bijection,
/// whose factors and masks are that block.
/// </remarks>
internal readonly struct GroupOrder
{
    /// <summary>The bytes of the block that an order is made of.</summary>
    public const int BlockBytes = 16;

    private const int FirstShift = 16;
    private const int SecondShift = 15;

    private readonly uint _mask;
    private readonly uint _first;
    private readonly uint _second;
    private readonly uint _third;

    /// <param name="block">128 bits that belong to the person, indistinguishable from uniform ones.</param>
    public GroupOrder(UInt128 block)
    {
        unchecked
        {
            _mask = (uint)block;

            // Odd numbers have inverses modulo 2^32.
            _first = (uint)(block >> 32) | 1;
            _second = (uint)(block >> 64) | 1;
            _third = (uint)(block >> 96) | 1;
        }
    }

    /// <summary>What names a person's block.</summary>
    public static OrderItem NameOf(int person) => new(OrderPurpose.GroupOfPerson, person);

    /// <summary>A group's rank; the lowest comes first.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public uint RankOf(int group)
    {
        unchecked
        {
            uint rank = ((uint)group ^ _mask) * _first;
            rank = (rank ^ (rank >> FirstShift)) * _second;
            rank = (rank ^ (rank >> SecondShift)) * _third;
            return rank ^ _mask;
        }
    }

    /// <summary>The ranks of sixteen groups.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<uint> RanksOf(Vector512<uint> groups)
    {
        Vector512<uint> mask = Vector512.Create(_mask);
        Vector512<uint> rank = (groups ^ mask) * Vector512.Create(_first);
        rank = (rank ^ (rank >>> FirstShift)) * Vector512.Create(_second);
        rank = (rank ^ (rank >>> SecondShift)) * Vector512.Create(_third);
        return rank ^ mask;
    }
}
