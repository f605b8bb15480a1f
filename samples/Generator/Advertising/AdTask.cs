using System.Globalization;
using EnclaveCleanRoom.Samples.Randomness;

namespace EnclaveCleanRoom.Samples.Advertising;

/// <summary>An advertising task: what is shown, with its own effect on clicks, and its columns as they are written.</summary>
internal readonly record struct AdTask(int Creative, int AppClass, double Effect, string BeforeSlot, string AfterSlot)
{
    /// <summary>The Zipf exponent of how often the tasks are shown.</summary>
    public const double Popularity = 0.8;

    private static readonly string[] s_scores = ["10.0", "0.0", "6.0"];

    /// <summary>The number of tasks for a number of rows: each is shown some 200 times, a few far more often.</summary>
    public static int CountFor(int rows) => Math.Clamp(rows / 200, 60, Codes.TaskId.Count);

    /// <summary>Draws them all.</summary>
    public static AdTask[] DrawAll(ulong seed, int count)
    {
        double[] effects = Effects.Draw(seed, Randomness.Attribute.Task, ZipfSampler.Weights(count, Popularity), 0.45);
        AdTask[] tasks = new AdTask[count];
        Xoshiro256 random = new(seed, (ulong)Randomness.Attribute.Task | (1UL << 41));
        for (int i = 0; i < count; i++)
        {
            int creative = Codes.CreativeType.Next(random);
            int appClass = Codes.AppClass.Next(random);
            tasks[i] = new AdTask(
                creative,
                appClass,
                effects[i],
                string.Create(CultureInfo.InvariantCulture, $"{Codes.TaskId.AtRank(i)},{Codes.AdvertiserId.AtRank(i % Codes.AdvertiserId.Count)},{creative},{Codes.AdvertiserAccount.Next(random)},{Codes.InterfaceType.Next(random)}"),
                string.Create(CultureInfo.InvariantCulture, $"1,{Codes.App.Next(random)},{Codes.AppTag.Next(random)},{appClass},{s_scores[random.NextChance(0.84) ? 0 : random.NextChance(0.9) ? 1 : 2]}"));
        }

        return tasks;
    }
}
