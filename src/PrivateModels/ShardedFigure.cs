namespace EnclaveCleanRoom.PrivateModels;

/// <summary>A quality figure of models of a class, each trained on the people of one shard: the mean over shards, from a private release.</summary>
/// <param name="Mean">The noisy mean, confined to the public bounds.</param>
/// <param name="Low">The lower end of an interval of 95 % for what such a model scores on average, noise and chance of the shards included.</param>
/// <param name="High">The upper end.</param>
/// <param name="LargestSpread">An upper bound, at 99 % and by the noise alone, of the standard deviation between these shards.</param>
public sealed record ShardedFigure(double Mean, double Low, double High, double LargestSpread);
