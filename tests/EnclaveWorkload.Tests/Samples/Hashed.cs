using System.Text;
using EnclaveCleanRoom.Agreements.Answers;
using EnclaveCleanRoom.Agreements.Identity;

namespace EnclaveCleanRoom.EnclaveWorkload.Tests.Samples;

/// <summary>People by the hashes of their ids, as lists name them.</summary>
internal static class Hashed
{
    public static HashedIdList List(params IReadOnlyList<string> ids)
    {
        byte[] hashes = new byte[ids.Count * HashedId.Length];
        for (int i = 0; i < ids.Count; i++)
        {
            HashedId.Write(Encoding.UTF8.GetBytes(ids[i]), hashes.AsSpan(i * HashedId.Length, HashedId.Length));
        }

        return HashedIdList.Of(hashes);
    }

    public static string Of(string id) => All(List(id)).Single();

    public static IEnumerable<string> All(HashedIdList list) => Enumerable.Range(0, list.Count).Select(place => list[place].ToString());
}
