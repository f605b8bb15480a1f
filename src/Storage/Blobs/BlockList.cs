using System.Text;
using System.Xml;

namespace EnclaveCleanRoom.Storage.Blobs;

/// <summary>The XML by which blocks are listed and committed.</summary>
/// <remarks>Source: Blob Storage REST interface, Get Block List and Put Block List.</remarks>
internal static class BlockList
{
    // 50,000 blocks of about a hundred bytes each, twice over.
    private const int LongestAnswer = 10 << 20;

    private static readonly XmlReaderSettings s_settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        MaxCharactersInDocument = LongestAnswer,
        Async = true,
    };

    /// <summary>The blocks that arrived and were not committed, with their sizes; null when the answer is no block list.</summary>
    public static async Task<Dictionary<string, long>?> ReadUncommittedAsync(Stream content)
    {
        Dictionary<string, long> blocks = new(StringComparer.Ordinal);
        try
        {
            using XmlReader reader = XmlReader.Create(content, s_settings);
            string? name = null;
            bool isUncommitted = false;
            while (await reader.ReadAsync().ConfigureAwait(false))
            {
                if (reader.NodeType != XmlNodeType.Element)
                {
                    isUncommitted &= reader is not { NodeType: XmlNodeType.EndElement, Name: "UncommittedBlocks" };
                    continue;
                }

                switch (reader.Name)
                {
                    case "UncommittedBlocks":
                        isUncommitted = !reader.IsEmptyElement;
                        break;
                    case "Name" when isUncommitted:
                        name = await ReadTextAsync(reader).ConfigureAwait(false);
                        break;
                    case "Size" when isUncommitted && name is not null:
                        blocks[name] = long.Parse(await ReadTextAsync(reader).ConfigureAwait(false), System.Globalization.CultureInfo.InvariantCulture);
                        break;
                    default:
                        break;
                }
            }

            return blocks;
        }
        catch (Exception exception) when (exception is XmlException or FormatException or OverflowException)
        {
            return null;
        }
    }

    /// <summary>The body that commits blocks in this order.</summary>
    public static byte[] Write(IEnumerable<string> ids)
    {
        StringBuilder text = new("<?xml version=\"1.0\" encoding=\"utf-8\"?><BlockList>");
        foreach (string id in ids)
        {
            text.Append("<Latest>").Append(id).Append("</Latest>");
        }

        return Encoding.UTF8.GetBytes(text.Append("</BlockList>").ToString());
    }

    // Leaves the reader on the text, so that the next read meets the end element.
    private static async Task<string> ReadTextAsync(XmlReader reader) =>
        await reader.ReadAsync().ConfigureAwait(false) && reader.NodeType == XmlNodeType.Text ? reader.Value : "";
}
