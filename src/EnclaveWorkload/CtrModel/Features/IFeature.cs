using EnclaveCleanRoom.Boosting;

namespace EnclaveCleanRoom.EnclaveWorkload.CtrModel.Features;

/// <summary>One model feature, read for any rows of the primary table.</summary>
internal interface IFeature
{
    /// <summary>The feature's values for the given primary rows, in their order.</summary>
    /// <param name="prefix">What makes its name unique: two columns may differ in characters that model files do not allow.</param>
    /// <param name="rows">Rows of the primary table.</param>
    public FeatureColumn Read(string prefix, int[] rows);
}
