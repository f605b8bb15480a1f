using System.Globalization;
using EnclaveCleanRoom.Samples.Randomness;

namespace EnclaveCleanRoom.Samples.Audience;

/// <summary>One made-up reader, the same in both tables.</summary>
/// <param name="Index">The reader's number.</param>
/// <param name="Section">The section most read.</param>
/// <param name="Device">What it is read on.</param>
/// <param name="Visits">Visits a month, 0 to 30.</param>
/// <param name="IsCustomer">Whether the shop knows the reader.</param>
internal readonly record struct Reader(int Index, string Section, string Device, int Visits, bool IsCustomer)
{
    private static readonly string[] s_sections = ["business", "culture", "local", "politics", "science", "sport"];
    private static readonly double[] s_effects = [-0.6, -0.2, -0.4, -0.9, 0.3, 1.6];
    private static readonly string[] s_devices = ["desktop", "phone", "tablet"];

    /// <summary>The reader number <paramref name="index"/> of a seed.</summary>
    public static Reader At(ulong seed, int index, Xoshiro256 random)
    {
        random.Restart(seed, ((ulong)index << 1) | 1);
        int section = random.NextInt(s_sections.Length);
        string device = s_devices[random.NextInt(s_devices.Length)];
        int visits = Math.Min(random.NextInt(31), random.NextInt(31));
        bool isCustomer = random.NextChance(Effects.Probability(-3.2 + s_effects[section] + (0.08 * visits)));
        return new Reader(index, s_sections[section], device, visits, isCustomer);
    }

    /// <summary>An address of nobody: the domain is reserved for examples.</summary>
    public string Address => string.Create(CultureInfo.InvariantCulture, $"reader{Index}@example.com");
}
