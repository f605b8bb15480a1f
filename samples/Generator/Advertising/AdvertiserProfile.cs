using EnclaveCleanRoom.Samples.Randomness;

namespace EnclaveCleanRoom.Samples.Advertising;

/// <summary>What the advertiser alone knows of a person; drawn independently of <see cref="PublisherProfile"/>.</summary>
internal readonly record struct AdvertiserProfile(int Age, int Gender, int Residence, int City, int CityRank, int Series, int System, int Device, int Size, int Network)
{
    /// <summary>Device series fall into this many groups, <c>series_group</c> 2 … 8.</summary>
    public const int SeriesGroups = 7;

    /// <summary>The <c>series_group</c> of the device, 2 … 8.</summary>
    public int SeriesGroup => 2 + (Series % SeriesGroups);

    /// <summary>Draws one.</summary>
    public static AdvertiserProfile Draw(Xoshiro256 random)
    {
        int residence = Codes.Residence.Next(random);
        int device = Codes.DeviceName.Next(random);
        return new AdvertiserProfile(
            Age: Codes.Age.Next(random),
            Gender: Codes.Gender.Next(random),
            Residence: residence,
            City: 101 + (residence * 17 % 31 * 11) + random.NextInt(11),
            CityRank: Codes.CityRank.Next(random),
            Series: Codes.SeriesDevice.Next(random),
            System: Codes.System.Next(random),
            Device: device,
            Size: Codes.DeviceSize.AtRank(device % Codes.DeviceSize.Count),
            Network: Codes.Network.Next(random));
    }
}
