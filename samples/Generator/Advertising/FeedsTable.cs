using System.Globalization;
using System.Text;
using EnclaveCleanRoom.Samples.Randomness;
using EnclaveCleanRoom.Samples.Text;

namespace EnclaveCleanRoom.Samples.Advertising;

/// <summary>Writes the publisher's feed views.</summary>
internal sealed class FeedsTable(AdvertisingWorld world)
{
    private const string Header =
        "u_userId,u_phonePrice,u_browserLifeCycle,u_browserMode,u_feedLifeCycle,u_refreshTimes,u_newsCatInterests,u_newsCatDislike,"
        + "u_newsCatInterestsST,u_click_ca2_news,i_docId,i_s_sourceId,i_regionEntity,i_cat,i_entities,i_dislikeTimes,i_upTimes,i_dtype,"
        + "e_ch,e_m,e_po,e_pl,e_rn,e_section,e_et,label,cillabel,pro\n";

    private static readonly int[] s_progress = [10, 20, 40, 60, 80, 100];

    private readonly Article[] _articles = Article.DrawAll(world.Options.Seed, Article.CountFor(world.Options.FeedsRows));
    private readonly StringBuilder _text = new();

    /// <summary>Writes header and rows, person after person.</summary>
    public void Write(TextWriter writer)
    {
        writer.Write(Header);
        CsvRows rows = new(writer);
        Xoshiro256 random = new(world.Options.Seed, 0);
        ZipfSampler articles = new(_articles.Length, 0.7);
        RowShare share = new(world.Options.FeedsRows, world.FeedsUsers, world.FeedsActivity);
        for (int i = 0; i < world.Population; i++)
        {
            Person person = world.PersonAt(i, random);
            if (!person.InFeeds)
            {
                continue;
            }

            random.Restart(world.Options.Seed, ((ulong)i << 2) | 3);
            string profile = Profile(person, random);
            for (int left = share.Next(person.FeedsActivity); left > 0; left--)
            {
                Article article = _articles[PickArticle(person, articles.Next(random), random)];
                int channel = Codes.Channel.Next(random);
                bool engaged = random.NextChance(world.Signal.Engagement(person, article, channel));
                int progress = random.NextChance(0.92) ? 0 : s_progress[random.NextInt(s_progress.Length)];
                rows.Add(profile).Add(article.Columns)
                    .Add(channel).Add(person.Publisher.Model).Add(random.NextBetween(1, 20)).Add(person.Publisher.Place)
                    .Add(1 + Math.Min(random.NextInt(30), random.NextInt(30))).Add(random.NextChance(0.26) ? 1 : 0)
                    .Add(Moments.InWeek(random, firstDay: 3)).Add(engaged ? 1 : -1).Add(-1).Add(progress)
                    .EndRow();
            }
        }

        rows.Flush();
    }

    /// <summary>Three views out of four are of the person's interest group (see <see cref="Article.DrawAll"/>).</summary>
    private int PickArticle(in Person person, int index, Xoshiro256 random)
    {
        if (!random.NextChance(0.75))
        {
            return index;
        }

        int group = index - (index % PublisherProfile.Interests) + person.Publisher.Interest;
        return group < _articles.Length ? group : index;
    }

    private string Profile(in Person person, Xoshiro256 random)
    {
        PublisherProfile p = person.Publisher;
        _text.Clear();
        _text.Append(CultureInfo.InvariantCulture, $"{person.Id},{p.PhonePrice},{p.BrowserLifeCycle},{p.BrowserMode},{p.FeedLifeCycle},{p.RefreshTimes},");
        AppendCategories(p, random.NextBetween(3, 5), random);
        AppendDislikes(random);
        AppendCategories(p, random.NextBetween(2, 5), random);
        AppendCategories(p, random.NextBetween(1, 5), random);
        return _text.Remove(_text.Length - 1, 1).ToString();
    }

    /// <summary>Mostly none, 0; now and then a category, or two.</summary>
    private void AppendDislikes(Xoshiro256 random)
    {
        _text.Append(random.NextChance(0.91) ? 0 : Codes.Category.Next(random));
        if (random.NextChance(0.01))
        {
            _text.Append('^').Append(Codes.Category.Next(random));
        }

        _text.Append(',');
    }

    private void AppendCategories(in PublisherProfile profile, int count, Xoshiro256 random)
    {
        for (int i = 0; i < count; i++)
        {
            _text.Append(i == 0 ? "" : "^").Append(profile.ReadCategory(random));
        }

        _text.Append(',');
    }
}
