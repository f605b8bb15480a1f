using System.Reflection;

namespace EnclaveCleanRoom.SyntheticData.Tests;

public sealed class PublicApiTests
{
    [Fact]
    public void The_public_surface_is_the_approved_one() =>
        ApprovedApi.Check(Assembly.Load("EnclaveCleanRoom.SyntheticData"), "SyntheticData.Tests");
}
