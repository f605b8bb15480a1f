using System.Text;
using System.Text.Json;
using EnclaveCleanRoom.Agreements.Answers;
using EnclaveCleanRoom.Agreements.Identity;
using EnclaveCleanRoom.Agreements.Tests.Samples;

namespace EnclaveCleanRoom.Agreements.Tests.Identity;

public sealed class HashedIdTests
{
    // FIPS 180-2, appendix B.1.
    private const string HashOfAbc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    [Fact]
    public void An_id_is_hashed_by_sha_256_of_its_utf_8_text() => Assert.Equal(HashOfAbc, Hash("abc"));

    [Fact]
    public void An_id_that_is_a_hash_in_lower_case_digits_is_delivered_as_it_stands() => Assert.Equal(HashOfAbc, Hash(HashOfAbc));

    [Theory]
    [InlineData("BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD")]
    [InlineData("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015a")]
    [InlineData("ga7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")]
    public void What_only_resembles_a_hash_is_hashed(string id) => Assert.NotEqual(id.ToLowerInvariant(), Hash(id));

    [Fact]
    public void A_destination_of_another_length_is_the_callers_mistake() => Assert.Throws<ArgumentException>(() => HashedId.Write("abc"u8, new byte[31]));

    [Fact]
    public void A_list_is_in_the_order_of_its_hashes_and_names_everybody_once()
    {
        HashedIdList list = SuppressionSamples.Hashes("ana", "ben", "cleo", "ana");
        Assert.Equal(3, list.Count);
        Assert.Equal(SuppressionSamples.Hashes("cleo", "ben", "ana"), list);
        Assert.True(list[0].AsSpan().SequenceCompareTo(list[1].AsSpan()) < 0);
        Assert.True(list[1].AsSpan().SequenceCompareTo(list[2].AsSpan()) < 0);
        Assert.Throws<ArgumentOutOfRangeException>(() => list[3]);
        Assert.NotEqual(HashedIdList.Empty, list);
        Assert.Throws<ArgumentException>(() => HashedIdList.Of(new byte[33]));
    }

    [Fact]
    public void A_list_travels_as_one_text_and_no_other_order_is_read()
    {
        HashedIdList list = SuppressionSamples.Hashes("ana", "ben", "cleo");
        string json = JsonSerializer.Serialize(list);
        Assert.Equal(list, JsonSerializer.Deserialize<HashedIdList>(json));
        Assert.Equal(2 + (3 * 32 * 4 / 3), json.Length);
        byte[] swapped = [.. list.Bytes[32..64], .. list.Bytes[..32]];
        Assert.False(HashedIdList.TryRead(swapped, out _));
        Assert.False(HashedIdList.TryRead([.. list.Bytes[..32], .. list.Bytes[..32]], out _));
        Assert.False(HashedIdList.TryRead(list.Bytes[..31], out _));
        Assert.True(HashedIdList.TryRead([], out HashedIdList? nobody));
        Assert.Equal(0, nobody.Count);
        foreach (string other in new[] { "1", "null", "[]", "\"!\"", "\"AAAA\"" })
        {
            Assert.True(other == "null" ? JsonSerializer.Deserialize<HashedIdList>(other) is null : Refuses(other), other);
        }
    }

    [Fact]
    public void A_longer_list_than_the_longest_is_refused()
    {
        byte[] hashes = new byte[(HashedIdList.MaximumCount + 1) * HashedId.Length];
        for (int place = 0; place <= HashedIdList.MaximumCount; place++)
        {
            System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(hashes.AsSpan(place * HashedId.Length), place);
        }

        Assert.False(HashedIdList.TryRead(hashes, out _));
        Assert.True(HashedIdList.TryRead(hashes.AsSpan(HashedId.Length), out _));
        Assert.Throws<ArgumentException>(() => HashedIdList.Of(hashes));
    }

    private static bool Refuses(string json)
    {
        try
        {
            JsonSerializer.Deserialize<HashedIdList>(json);
            return false;
        }
        catch (JsonException)
        {
            return true;
        }
    }

    private static string Hash(string id)
    {
        byte[] hash = new byte[HashedId.Length];
        HashedId.Write(Encoding.UTF8.GetBytes(id), hash);
        return Convert.ToHexStringLower(hash);
    }
}
