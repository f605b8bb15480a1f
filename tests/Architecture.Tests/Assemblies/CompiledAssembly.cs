using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace EnclaveCleanRoom.Architecture.Tests.Assemblies;

/// <summary>An assembly read as metadata; nothing of it is loaded or run.</summary>
internal sealed class CompiledAssembly
{
    private CompiledAssembly(IReadOnlyList<string> references, IReadOnlyList<TypeMember> members, IReadOnlyList<CompiledType> types)
    {
        References = references;
        UsedMembers = members;
        Types = types;
    }

    /// <summary>Names of the assemblies that it references.</summary>
    internal IReadOnlyList<string> References { get; }

    /// <summary>Each method and field of other assemblies that its code names.</summary>
    internal IReadOnlyList<TypeMember> UsedMembers { get; }

    /// <summary>The types that it defines, nested and internal ones too.</summary>
    internal IReadOnlyList<CompiledType> Types { get; }

    internal static CompiledAssembly Read(string path)
    {
        using FileStream stream = File.OpenRead(path);
        using PEReader image = new(stream);
        MetadataReader metadata = image.GetMetadataReader();
        return new CompiledAssembly(
            [.. metadata.AssemblyReferences.Select(handle => metadata.GetString(metadata.GetAssemblyReference(handle).Name))],
            [.. metadata.MemberReferences.Select(handle => ReadMember(metadata, metadata.GetMemberReference(handle))).OfType<TypeMember>()],
            [.. metadata.TypeDefinitions.Select(handle => ReadType(metadata, handle))]);
    }

    private static TypeMember? ReadMember(MetadataReader metadata, MemberReference member)
    {
        if (member.Parent.Kind != HandleKind.TypeReference)
        {
            return null;
        }

        TypeReference type = metadata.GetTypeReference((TypeReferenceHandle)member.Parent);
        return new TypeMember(Join(metadata.GetString(type.Namespace), metadata.GetString(type.Name)), metadata.GetString(member.Name));
    }

    private static CompiledType ReadType(MetadataReader metadata, TypeDefinitionHandle handle)
    {
        TypeDefinition type = metadata.GetTypeDefinition(handle);
        bool isEnum = !type.BaseType.IsNil && type.BaseType.Kind == HandleKind.TypeReference
            && metadata.GetString(metadata.GetTypeReference((TypeReferenceHandle)type.BaseType).Name) == "Enum";
        IEnumerable<string> literals = type.GetFields().Select(metadata.GetFieldDefinition)
            .Where(field => field.Attributes.HasFlag(System.Reflection.FieldAttributes.Literal))
            .Select(field => metadata.GetString(field.Name));
        return new CompiledType(FullName(metadata, type), isEnum, [.. isEnum ? literals : []]);
    }

    private static string FullName(MetadataReader metadata, TypeDefinition type)
    {
        string name = metadata.GetString(type.Name);
        return type.GetDeclaringType().IsNil
            ? Join(metadata.GetString(type.Namespace), name)
            : $"{FullName(metadata, metadata.GetTypeDefinition(type.GetDeclaringType()))}.{name}";
    }

    private static string Join(string space, string name) => space.Length == 0 ? name : $"{space}.{name}";
}
