using EnclaveCleanRoom.EnclaveWorkload.Joining;

namespace EnclaveCleanRoom.EnclaveWorkload.Tests.Joining;

public sealed class PseudonymTableTests
{
    [Fact]
    public void Equal_pseudonyms_of_whichever_table_have_equal_slots_and_different_ones_different_slots()
    {
        Random random = new(1);
        UInt128[] all = [.. Enumerable.Range(0, 5_000).Select(_ => new UInt128((ulong)random.NextInt64(), (ulong)random.NextInt64()) << 1)];
        PseudonymTable table = new();
        Dictionary<UInt128, int> slots = [];
        for (int round = 0; round < 3; round++)
        {
            UInt128[] some = [.. all.Where(_ => random.Next(2) == 0)];
            int[] given = table.SlotsOf(some, TestContext.Current.CancellationToken);
            for (int i = 0; i < some.Length; i++)
            {
                Assert.InRange(given[i], 0, table.SlotCount - 1);
                Assert.Equal(given[i], slots.TryGetValue(some[i], out int before) ? before : given[i]);
                slots[some[i]] = given[i];
            }
        }

        Assert.Equal(slots.Count, slots.Values.Distinct().Count());
    }
}
