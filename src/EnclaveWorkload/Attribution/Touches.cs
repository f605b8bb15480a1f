using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.EnclaveWorkload.Coding;
using EnclaveCleanRoom.EnclaveWorkload.Joining;

namespace EnclaveCleanRoom.EnclaveWorkload.Attribution;

/// <summary>The exposures of each person in the order of time.</summary>
internal sealed class Touches
{
    private readonly Touch[] _touches;
    private readonly PersonRows _people;

    private Touches(Touch[] touches, PersonRows people) => (_touches, _people) = (touches, people);

    /// <param name="exposures">The exposures' table and the person of each of its rows.</param>
    /// <param name="personCount">How many people there are.</param>
    /// <param name="exposedAt">The column of moments; a row without one is no exposure.</param>
    /// <param name="campaign">The column of campaigns.</param>
    /// <param name="vocabulary">The campaigns that have a place of their own.</param>
    internal static Touches Read(
        JoinedSide exposures, int personCount, ColumnReference exposedAt, ColumnReference campaign, VocabularyDomain vocabulary)
    {
        Instants moments = Instants.Read(exposures.Table.Read(exposedAt.Column));
        CategoryCodes campaigns = CategoryCodes.Read(exposures.Table.Read(campaign.Column));
        int[] places = Places(campaigns, vocabulary);
        PersonRows people = new(moments.Present(exposures.People), personCount);
        Touch[] touches = new Touch[people.Rows.Length];
        for (int i = 0; i < touches.Length; i++)
        {
            int row = people.Rows[i];
            touches[i] = new Touch(moments[row], places[campaigns.Rows[row]]);
        }

        for (int person = 0; person < personCount; person++)
        {
            touches.AsSpan()[people.RangeOf(person)].Sort();
        }

        return new Touches(touches, people);
    }

    /// <summary>A person's exposures from one moment to another, both included; earliest first.</summary>
    internal ReadOnlySpan<Touch> Between(int person, long from, long to)
    {
        ReadOnlySpan<Touch> all = _touches.AsSpan()[_people.RangeOf(person)];
        return all[CountBefore(all, from)..CountBefore(all, to + 1)];
    }

    private static int CountBefore(ReadOnlySpan<Touch> touches, long moment)
    {
        int low = 0;
        int high = touches.Length;
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            (low, high) = touches[middle].At < moment ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    private static int[] Places(CategoryCodes campaigns, VocabularyDomain vocabulary)
    {
        Dictionary<string, int> known = vocabulary.Values.Index().ToDictionary(each => each.Item, each => each.Index, StringComparer.Ordinal);
        return [.. campaigns.Texts.Select(text => known.GetValueOrDefault(text, vocabulary.Values.Count)), vocabulary.Values.Count];
    }
}
