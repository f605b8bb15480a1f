using EnclaveCleanRoom.Boosting;

namespace EnclaveCleanRoom.EnclaveWorkload.CtrModel.Features;

/// <summary>One model feature, read for any rows of the primary table.</summary>
internal interface IFeature
{
    /// <summary>The feature's values for the given primary rows, in their order.</summary>
    public FeatureColumn Read(int[] rows);
}
