namespace EnclaveCleanRoom.Architecture.Tests.Assemblies;

/// <summary>A member of another assembly, as code names it.</summary>
/// <param name="Type">Full name of the type.</param>
/// <param name="Name">Name of the method, accessor or field.</param>
internal sealed record TypeMember(string Type, string Name)
{
    public override string ToString() => $"{Type}.{Name}";
}
