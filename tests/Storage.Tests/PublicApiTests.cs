using System.Reflection;

namespace EnclaveCleanRoom.Storage.Tests;

public sealed class PublicApiTests
{
    [Fact]
    public void The_public_surface_is_the_approved_one() =>
        ApprovedApi.Check(Assembly.Load("EnclaveCleanRoom.Storage"), "Storage.Tests");
}
