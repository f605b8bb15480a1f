using System.Globalization;
using EnclaveCleanRoom.Agreements;

namespace EnclaveCleanRoom.DataOwnerClient.Verbs;

/// <summary>
/// Whether an amendment is dated near the present. From its date on it decides what may run, also for whoever looks back: dated early it makes right what ran
/// without being agreed, dated late it lets run what it ends.
/// </summary>
internal static class AmendmentTime
{
    /// <summary>How far clocks of parties may differ.</summary>
    internal static TimeSpan Skew { get; } = TimeSpan.FromMinutes(5);

    /// <summary>How long parties may take to sign before it is worth a word.</summary>
    private static readonly TimeSpan s_signing = TimeSpan.FromDays(7);

    /// <summary>What a signer must know of its date.</summary>
    /// <param name="amendment">The amendment.</param>
    /// <param name="now">The present.</param>
    /// <returns>At most one sentence.</returns>
    internal static IReadOnlyList<string> Warnings(Amendment amendment, DateTimeOffset now) =>
        amendment.IssuedAt > now + Skew ? [string.Create(CultureInfo.InvariantCulture, $"it is dated in the future, {amendment.IssuedAt:yyyy-MM-dd HH:mm:ss} UTC: until then everything stays as it was, also what it ends")]
        : amendment.IssuedAt < now - s_signing ? [string.Create(CultureInfo.InvariantCulture, $"it is dated {(now - amendment.IssuedAt).TotalDays:0} days back, {amendment.IssuedAt:yyyy-MM-dd HH:mm:ss} UTC: whatever it lets run counts as agreed since then")]
        : [];
}
