using EnclaveCleanRoom.EnclaveWorkload.Joining;

namespace EnclaveCleanRoom.EnclaveWorkload.Tests.Joining;

/// <summary>Every person has their own rows, in the table's order.</summary>
public sealed class PersonRowsTests
{
    [Fact]
    public void Rows_lie_by_person_and_those_of_nobody_nowhere()
    {
        PersonRows rows = new([2, -1, 0, 2, 0, -1, 2], personCount: 4);
        Assert.Equal([2, 4], rows.Rows[rows.RangeOf(0)]);
        Assert.Equal([], rows.Rows[rows.RangeOf(1)]);
        Assert.Equal([0, 3, 6], rows.Rows[rows.RangeOf(2)]);
        Assert.Equal([], rows.Rows[rows.RangeOf(3)]);
        Assert.Equal(5, rows.Rows.Length);
    }
}
