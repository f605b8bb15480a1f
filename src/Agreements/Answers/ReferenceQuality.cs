namespace EnclaveCleanRoom.Agreements.Answers;

/// <summary>
/// How good trees without privacy are on the same rows: each is trained on the people of one shard, measured on others of that shard, and nothing of any of them is released but the mean over shards, with noise.
/// </summary>
public sealed record ReferenceQuality
{
    /// <summary>Into how many shards people were divided: each model learnt from so small a part of them.</summary>
    public required int Shards { get; init; }

    /// <summary>The area under the curve, from 0.5; the interval counts noise and the chance of the shards in.</summary>
    public required Figure Auc { get; init; }

    /// <summary>The log-loss in nats, to 1; likewise.</summary>
    public required Figure LogLoss { get; init; }
}
