using EnclaveCleanRoom.Parquet;

namespace EnclaveCleanRoom.DataOwnerClient.Converting;

/// <summary>Fills a column of texts. An empty field is nothing, an empty field in quotes an empty text.</summary>
internal sealed class TextFill(Field field, int column) : ColumnFill(field.Name, column)
{
    private StringColumnBuilder _builder = new(field);

    public override bool IsSequential => true;

    public override void Begin(int rows) => _builder = new StringColumnBuilder(field, rows);

    public override bool TryFill(BlockPart part, byte quote)
    {
        CsvBlock block = part.Block;
        byte[] room = [];
        int at = (part.FirstRecord * block.Columns) + Column;
        for (int i = 0; i < part.Count; i++, at += block.Columns)
        {
            bool isQuoted = block.Field(at, quote, ref room, out ReadOnlySpan<byte> text);
            if (text.IsEmpty && !isQuoted)
            {
                _builder.AppendNull();
            }
            else
            {
                _builder.AppendUtf8(text);
            }
        }

        return true;
    }

    public override Column Build() => _builder.Build();
}
