namespace EnclaveCleanRoom.EnclaveWorkload.Attribution;

/// <summary>Where an entry stands in the vector of credit: model after model its campaigns and the other ones, and last what is unattributed.</summary>
/// <param name="Models">How many models there are.</param>
/// <param name="Campaigns">How many campaigns have an entry of their own.</param>
internal readonly record struct CreditLayout(int Models, int Campaigns)
{
    internal int Length => (Models * (Campaigns + 1)) + 1;

    internal int Unattributed => Length - 1;

    /// <param name="model">Its place in the query.</param>
    /// <param name="campaign">Its place in the vocabulary; <see cref="Campaigns"/> for the other ones.</param>
    internal int EntryOf(int model, int campaign) => (model * (Campaigns + 1)) + campaign;
}
