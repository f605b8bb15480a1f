namespace EnclaveCleanRoom.Agreements.Queries;

/// <summary>Whom a private model protects.</summary>
public enum ProtectedPeople
{
    /// <summary>Every person in any of the tables: features, labels and being there at all.</summary>
    Everybody,

    /// <summary>
    /// Every person in the partner's table: all columns there, the outcome where it is one of them, and being there at all. The rows are another party's own, which it knows; they are not protected from it, so the
    /// result is for that party alone. Who leaves the partner's table leaves the same rows behind, with the partner's columns missing, and with negative outcomes where they are the partner's.
    /// </summary>
    Partner,
}
