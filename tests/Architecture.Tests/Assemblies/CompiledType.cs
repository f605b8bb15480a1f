namespace EnclaveCleanRoom.Architecture.Tests.Assemblies;

/// <summary>A type that an assembly defines.</summary>
/// <param name="FullName">With namespace; nesting is a dot, and generic types carry their arity after a backtick.</param>
/// <param name="IsEnum">Whether it is an enumeration.</param>
/// <param name="EnumMembers">Its members in order when it is one.</param>
internal sealed record CompiledType(string FullName, bool IsEnum, IReadOnlyList<string> EnumMembers)
{
    /// <summary>The name without namespace and arity.</summary>
    internal string Name => FullName[(FullName.LastIndexOf('.') + 1)..].Split('`')[0];
}
