using System.Globalization;
using System.Text;

namespace EnclaveCleanRoom.BoostingCommand.Tests;

/// <summary>Small data files: a label that depends on a number, on a category and on nothing else.</summary>
internal static class SampleFiles
{
    public const string Names = "price,label,site,noise";

    /// <summary>Rows of price, label, site, noise.</summary>
    public static string Rows(int count, char separator, bool header, int shift = 0)
    {
        StringBuilder text = new();
        if (header)
        {
            text.Append(Names.Replace(',', separator)).Append('\n');
        }

        for (int i = shift; i < count + shift; i++)
        {
            int site = i * 7 % 5;
            double price = i * 37 % 101 / 4.0;
            int label = price + (site == 3 ? 15 : 0) + (i * 13 % 11) > 17 ? 1 : 0;
            text.Append(CultureInfo.InvariantCulture, $"{price}{separator}{label}{separator}{site}{separator}{(i % 9 == 0 ? "" : i * 31 % 17)}\n");
        }

        return text.ToString();
    }
}
