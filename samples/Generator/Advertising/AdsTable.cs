using System.Globalization;
using System.Text;
using EnclaveCleanRoom.Samples.Randomness;
using EnclaveCleanRoom.Samples.Text;

namespace EnclaveCleanRoom.Samples.Advertising;

/// <summary>Writes the advertiser's impressions.</summary>
internal sealed class AdsTable(AdvertisingWorld world)
{
    private const string Header =
        "log_id,label,user_id,age,gender,residence,city,city_rank,series_dev,series_group,emui_dev,device_name,device_size,net_type,"
        + "task_id,adv_id,creat_type_cd,adv_prim_id,inter_type_cd,slot_id,site_id,spread_app_id,hispace_app_tags,app_second_class,app_score,"
        + "ad_click_list_v001,ad_click_list_v002,ad_click_list_v003,ad_close_list_v001,ad_close_list_v002,ad_close_list_v003,"
        + "pt_d,u_newsCatInterestsST,u_refreshTimes,u_feedLifeCycle\n";

    private const int FirstLogId = 370_000;

    private readonly AdTask[] _tasks = AdTask.DrawAll(world.Options.Seed, AdTask.CountFor(world.Options.AdsRows));
    private readonly StringBuilder _text = new();

    /// <summary>Writes header and rows, person after person.</summary>
    public void Write(TextWriter writer)
    {
        writer.Write(Header);
        CsvRows rows = new(writer);
        Xoshiro256 random = new(world.Options.Seed, 0);
        ZipfSampler tasks = new(_tasks.Length, AdTask.Popularity);
        RowShare share = new(world.Options.AdsRows, world.AdsUsers, world.AdsActivity);
        long log = FirstLogId;
        for (int i = 0; i < world.Population; i++)
        {
            Person person = world.PersonAt(i, random);
            if (!person.InAds)
            {
                continue;
            }

            random.Restart(world.Options.Seed, ((ulong)i << 2) | 2);
            string profile = Profile(person);
            string lists = Lists(random);
            string tail = string.Create(
                CultureInfo.InvariantCulture,
                $"{Interests(random)},{person.Publisher.RefreshTimes},{person.Publisher.FeedLifeCycle}");
            for (int left = share.Next(person.AdsActivity); left > 0; left--)
            {
                AdTask task = _tasks[tasks.Next(random)];
                int slot = Codes.Slot.Next(random);
                int label = random.NextChance(world.Signal.Click(person, task, slot)) ? 1 : 0;
                rows.Add(log++).Add(label).Add(profile)
                    .Add(task.BeforeSlot).Add(slot).Add(task.AfterSlot)
                    .Add(lists).Add(Moments.InWeek(random, firstDay: 3)).Add(tail)
                    .EndRow();
            }
        }

        rows.Flush();
    }

    private static string Profile(in Person person)
    {
        AdvertiserProfile a = person.Advertiser;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{person.Id},{a.Age},{a.Gender},{a.Residence},{a.City},{a.CityRank},{a.Series},{a.SeriesGroup},{a.System},{a.Device},{a.Size},{a.Network}");
    }

    /// <summary>What the person clicked and closed before: tasks, advertiser accounts and apps.</summary>
    private string Lists(Xoshiro256 random)
    {
        int clicked = random.NextBetween(1, 5);
        _text.Clear();
        Append(Codes.TaskId, clicked, random);
        Append(Codes.AdvertiserAccount, clicked, random);
        Append(Codes.App, Math.Max(1, clicked - 1), random);
        if (random.NextChance(0.92))
        {
            return _text.Append("24107,1218,173").ToString();
        }

        Append(Codes.TaskId, 2, random);
        Append(Codes.AdvertiserAccount, 2, random);
        Append(Codes.App, random.NextBetween(1, 2), random);
        return _text.Remove(_text.Length - 1, 1).ToString();
    }

    private void Append(Codes codes, int count, Xoshiro256 random)
    {
        for (int i = 0; i < count; i++)
        {
            _text.Append(i == 0 ? "" : "^").Append(codes.Next(random));
        }

        _text.Append(',');
    }

    /// <summary>A short-term interest list as the ad system guesses it: popular categories, not the person's own.</summary>
    private string Interests(Xoshiro256 random)
    {
        _text.Clear();
        Append(Codes.Category, random.NextBetween(3, 5), random);
        return _text.Remove(_text.Length - 1, 1).ToString();
    }
}
