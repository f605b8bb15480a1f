namespace EnclaveCleanRoom.PrivateModels;

/// <summary>What is released of a class of models: no model, and nothing of any shard, but means.</summary>
/// <param name="Auc">The area under the curve on people held out; a shard with outcomes of one kind only counts as the lower bound.</param>
/// <param name="LogLoss">The log-loss on people held out, in nats; a shard that cannot be trained counts as the upper bound.</param>
public sealed record ShardedFigures(ShardedFigure Auc, ShardedFigure LogLoss);
