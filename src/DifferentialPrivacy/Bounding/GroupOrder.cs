using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace EnclaveCleanRoom.DifferentialPrivacy.Bounding;

/// <summary>
/// The order in which one person's groups come: their ranks, by the order of their first rows among the person's own. It is a permutation of all 32-bit numbers, made of one block of the secret order that
/// names the person; so no two groups have the same rank.
/// </summary>
/// <remarks>
/// Which groups are kept of a person is drawn by the person's own rows, their order and the secret alone: the person's number is no more than a name that the cipher turns into bits. The numbers of groups play no part: those of discovered groups depend on everybody's rows, and had they one, somebody's
/// leaving could change what is kept of others, if only by as much as a mix is not a cipher. That every group has the same chance is what figures ask for, not privacy; and nobody without the secret can tell
/// which place a given person's order favours, as the block is AES-256's. What follows it is a multiply-and-shift mix, each step a bijection, whose factors and masks are that block.
/// </remarks>
internal readonly struct GroupOrder
{
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

    /// <summary>The rank of the group that appears so many groups after the person's first; the lowest comes first.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public uint RankOf(int appearance)
    {
        unchecked
        {
            uint rank = ((uint)appearance ^ _mask) * _first;
            rank = (rank ^ (rank >> FirstShift)) * _second;
            rank = (rank ^ (rank >> SecondShift)) * _third;
            return rank ^ _mask;
        }
    }

    /// <summary>The ranks of the first sixteen groups.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<uint> FirstRanks()
    {
        Vector512<uint> mask = Vector512.Create(_mask);
        Vector512<uint> rank = (Vector512<uint>.Indices ^ mask) * Vector512.Create(_first);
        rank = (rank ^ (rank >>> FirstShift)) * Vector512.Create(_second);
        rank = (rank ^ (rank >>> SecondShift)) * Vector512.Create(_third);
        return rank ^ mask;
    }
}
