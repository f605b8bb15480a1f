using EnclaveCleanRoom.Boosting;
using EnclaveCleanRoom.DifferentialPrivacy;

namespace EnclaveCleanRoom.PrivateModels;

/// <summary>How the quality of a class of models without a private trainer is found out. All of it is public and fixed before data is opened.</summary>
public sealed record ShardedQualityOptions
{
    /// <summary>
    /// Into how many shards people are divided, 10 to 100,000. Noise falls as their number grows, and so does the number of people that each shard's model learns from: the figure is that of a model of so few.
    /// </summary>
    public required int Shards { get; init; }

    /// <summary>How each shard's trees are trained, without privacy; the objective is binary. Threads are not taken from here.</summary>
    public required BoosterOptions Trees { get; init; }

    /// <summary>The share of a shard's people who measure instead of training, 1/20 to 19/20.</summary>
    public Rational HeldOutShare { get; init; } = new(1, 4);

    /// <summary>Bounds of the area under the curve, within 0 and 1.</summary>
    public MetricRange Auc { get; init; } = new(new Rational(1, 2), 1);

    /// <summary>Bounds of the log-loss, in nats, within 0 and 30.</summary>
    public MetricRange LogLoss { get; init; } = new(0, 1);

    /// <summary>Refuses values out of range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">One is out of range.</exception>
    internal void Validate()
    {
        ArgumentNullException.ThrowIfNull(Trees);
        Trees.Validate();
        Require(Shards is >= 10 and <= 100_000, nameof(Shards));
        Require(Trees.Objective == Objective.Binary, nameof(Trees));
        Require(HeldOutShare >= new Rational(1, 20) && HeldOutShare <= new Rational(19, 20), nameof(HeldOutShare));
        Require(Auc.Lowest.Sign >= 0 && Auc.Lowest < Auc.Highest && Auc.Highest <= 1, nameof(Auc));
        Require(LogLoss.Lowest.Sign >= 0 && LogLoss.Lowest < LogLoss.Highest && LogLoss.Highest <= 30, nameof(LogLoss));

        static void Require(bool isInRange, string name)
        {
            if (!isInRange)
            {
                throw new ArgumentOutOfRangeException(name);
            }
        }
    }
}
