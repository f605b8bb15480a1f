using System.Collections.Immutable;
using EnclaveCleanRoom.DifferentialPrivacy;

namespace EnclaveCleanRoom.EnclaveWorkload.ModelRelease.Selection;

/// <summary>Finds the domain of one feature of which the agreement gives none: planned and paid for before data is seen.</summary>
internal interface IFeatureSelection
{
    /// <summary>What it releases, in order.</summary>
    internal ImmutableArray<Mechanism> Mechanisms { get; }

    /// <summary>Finds it.</summary>
    /// <param name="grant">Holds the mechanisms, unused.</param>
    /// <param name="rows">The feature in one row of each person.</param>
    internal PrivateRelease<SelectedFeature> Release(BudgetGrant grant, OneRowEach rows);
}
