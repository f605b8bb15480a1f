namespace EnclaveCleanRoom.Boosting;

/// <summary>Why a text is not a model that this library speaks.</summary>
public enum ModelFailure
{
    /// <summary>It is one.</summary>
    None = 0,

    /// <summary>It does not begin with the line <c>tree</c>.</summary>
    NotAModel,

    /// <summary>Its version is not <c>v4</c>.</summary>
    UnknownVersion,

    /// <summary>It has linear trees, or an objective that is not supported or does not agree with the number of classes.</summary>
    Unsupported,

    /// <summary>A line that must be there is missing.</summary>
    MissingField,

    /// <summary>A line has a name that is not known at its place, or occurs twice.</summary>
    UnknownField,

    /// <summary>A value is not of its type, or not finite.</summary>
    MalformedValue,

    /// <summary>A list has another length than the number of leaves, nodes or features demands.</summary>
    WrongLength,

    /// <summary>A number lies outside what it may be: a feature that does not exist, a negative count.</summary>
    OutOfRange,

    /// <summary>The children do not form one tree in which each node and leaf is reached once.</summary>
    NotATree,

    /// <summary>The bounds of category sets do not rise, or do not match their bits.</summary>
    MalformedCategories,

    /// <summary>The sizes that the header states are not those of the trees that follow.</summary>
    WrongTreeSizes,

    /// <summary>The text ends early or goes on after its end.</summary>
    Truncated,

    /// <summary>The text exceeds what a model can be: 1 GiB, 100,000 trees, 131,072 leaves a tree, 1,000,000 features.</summary>
    TooLarge,
}
