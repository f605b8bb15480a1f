namespace EnclaveCleanRoom.Agreements.Queries;

/// <summary>A kind of model that can be trained with differential privacy.</summary>
public enum PrivateModelKind
{
    /// <summary>Gradient-boosted trees of one feature each, from noised sums of gradients over public candidates: a sum of curves that can be drawn.</summary>
    Additive,

    /// <summary>Logistic regression by noised gradient steps: a straight line for each number, a weight for each category.</summary>
    Logistic,

    /// <summary>As <see cref="Additive"/>, and after the curves random trees of several features, for what features say only together. It needs everybody protected.</summary>
    Trees,
}
