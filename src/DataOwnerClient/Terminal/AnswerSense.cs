using EnclaveCleanRoom.Agreements.Answers;

namespace EnclaveCleanRoom.DataOwnerClient.Terminal;

/// <summary>Whether an answer's figures say anything, judged by their intervals alone; and what to say when they do not.</summary>
internal static class AnswerSense
{
    /// <summary>What a model's reader is told when the noise drowns its figures.</summary>
    internal const string NoModel =
        "too few people are in both tables for a model: the noise that protects them is larger than anything there is to measure, so no figure is shown";

    /// <summary>What both parties are told when their tables may share nobody.</summary>
    internal const string SharesNobody =
        "The tables share nobody, or too few people to tell from nobody. That is an answer too: there is nothing to gain from joining them. "
        + "If you expected shared people, compare how either side writes its ids.";

    /// <summary>The same, where further questions were at hand and were not asked.</summary>
    internal const string NothingMoreToAsk = SharesNobody + " No segment and no model is asked for, and the rest of the budget is kept.";

    /// <summary>What a reader of reach is told when the noise may be all of it.</summary>
    internal const string NobodyReached =
        "Too few people were reached to tell them from nobody: the noise that protects them is larger than anything there is to count.";

    /// <summary>What a reader of an attribution is told when the noise may be all of it.</summary>
    internal const string NothingToCredit =
        "There are too few conversions to tell them from none: the noise that protects people is larger than anything there is to credit.";

    /// <summary>What a reader of a lift is told when the noise may be all of an arm.</summary>
    internal const string NobodyInAnArm =
        "An arm has too few people to tell them from nobody: the noise that protects them is larger than anything there is to compare.";

    /// <summary>What a reader of matched markets is told when the noise may be all that the treated markets had.</summary>
    internal const string NothingBefore =
        "The treated markets had too little before the treatment to tell it from nothing: the noise that protects people is larger than anything there is to compare.";

    /// <summary>What a reader of a profile is told when the noise may be all of the segment.</summary>
    internal const string NoSegment = "The segment has too few people to tell them from nobody: the noise that protects them is larger than anything there is to compare.";

    /// <summary>What a reader of responses is told when the noise may be all of them.</summary>
    internal const string NobodyResponded = "Too few people responded to tell them from nobody: the noise that protects them is larger than anything there is to compare.";

    /// <summary>What a reader of a suppression list is told when chance may have listed everybody on it.</summary>
    internal const string NobodyToLeaveOut = "Too few of the people are in the partner's table to tell them from none: chance alone may have listed all who are listed.";

    /// <summary>What a reader of a lookalike audience is told when its seed is too small.</summary>
    internal const string SeedTooSmall = "Fewer people of the seed are in the audience than was agreed, as far as the noise lets one see: nobody is listed, and the budget is spent.";

    private const double WidestAuc = 0.5;

    /// <summary>Whether both models' AUCs are known better than to half of their range.</summary>
    internal static bool IsInformative(CtrModelAnswer answer) => IsKnown(answer.WithPartner.Auc) && IsKnown(answer.WithoutPartner.Auc);

    /// <summary>Whether the AUC of a released model, and of the one it is compared with, is known better than to half of its range.</summary>
    internal static bool IsInformative(PrivateModelAnswer answer) => IsKnown(answer.Quality.Auc) && answer.Comparison.All(comparison => IsKnown(comparison.WithoutPartner.Auc));

    /// <summary>Whether the overlap stands out of its noise.</summary>
    internal static bool IsInformative(OverlapAnswer answer) => answer.Overlap.Low > 0;

    /// <summary>Whether the number of people reached stands out of its noise.</summary>
    internal static bool IsInformative(ReachAnswer answer) => answer.Total.Everybody.Reach.Low > 0;

    /// <summary>Whether the conversions stand out of their noise.</summary>
    internal static bool IsInformative(AttributionAnswer answer) => answer.Total.Conversions.Low > 0;

    /// <summary>Whether the people of both arms stand out of their noise.</summary>
    internal static bool IsInformative(LiftAnswer answer) => answer.Treatment.People.Low > 0 && answer.Control.People.Low > 0;

    /// <summary>Whether any total of the treated markets stands out of its noise.</summary>
    internal static bool IsInformative(MarketsAnswer answer) => answer.Markets.Where(market => market.IsTreated).SelectMany(market => market.Totals).Any(total => total.Low > 0 || total.High < 0);

    /// <summary>Whether the segment stands out of its noise.</summary>
    internal static bool IsInformative(ProfileAnswer answer) => answer.SegmentPeople.Low > 0;

    /// <summary>Whether the number of people who responded stands out of its noise.</summary>
    internal static bool IsInformative(CreativeAnswer answer) => answer.Total.Responders.Low > 0;

    /// <summary>Whether the seed was large enough for anybody to be listed.</summary>
    internal static bool IsInformative(LookalikeAnswer answer) => answer.IsSeedLargeEnough;

    /// <summary>Whether the number of people in the partner's table stands out of the noise.</summary>
    internal static bool IsInformative(SuppressionAnswer answer) => answer.InPartner.Low > 0;

    private static bool IsKnown(Figure auc) => auc.High - auc.Low < WidestAuc;
}
