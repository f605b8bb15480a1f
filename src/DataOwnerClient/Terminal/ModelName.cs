using System.Globalization;
using EnclaveCleanRoom.Agreements.Queries;

namespace EnclaveCleanRoom.DataOwnerClient.Terminal;

/// <summary>Models of attribution as people call them.</summary>
internal static class ModelName
{
    private const long SecondsPerHour = 3600;
    private const long SecondsPerDay = 24 * SecondsPerHour;

    internal static string Of(AttributionModel model) => model switch
    {
        LastTouchModel => "last touch",
        FirstTouchModel => "first touch",
        LinearModel => "linear",
        TimeDecayModel decay => $"time decay, half-life {Span(decay.HalfLifeSeconds)}",
        PositionBasedModel position => string.Create(
            CultureInfo.InvariantCulture, $"position {position.FirstPercent}/{100 - position.FirstPercent - position.LastPercent}/{position.LastPercent}"),
        _ => $"{model.Kind}",
    };

    /// <summary>A stretch of time in the largest unit that divides it.</summary>
    internal static string Span(long seconds)
    {
        (long count, string unit) = seconds % SecondsPerDay == 0 ? (seconds / SecondsPerDay, "day")
            : seconds % SecondsPerHour == 0 ? (seconds / SecondsPerHour, "hour")
            : (seconds, "second");
        return string.Create(CultureInfo.InvariantCulture, $"{count} {unit}{(count == 1 ? "" : "s")}");
    }
}
