namespace EnclaveCleanRoom.Parquet.Tests;

/// <summary>Files of apache/parquet-testing.</summary>
public sealed class VectorTests
{
    private static byte[] Vector(string name) => File.ReadAllBytes(SharedData.Require("vectors", "parquet", name));

    private static Table Read(string name) => TestFile.ReadOk(Vector(name), ParquetReaderOptions.Plaintext);

    /// <summary>All cells of a column, separated by commas; absent ones empty.</summary>
    private static string Cells(Table table, string column)
    {
        Column cells = table[column];
        return string.Join(',', Enumerable.Range(0, cells.RowCount).Select(row => cells.IsNull(row) ? "" : cells switch
        {
            BinaryColumn binaries => System.Text.Encoding.Latin1.GetString(binaries[row]),
            PrimitiveColumn<float> floats => $"{floats.Values[row]}",
            PrimitiveColumn<double> doubles => $"{doubles.Values[row]}",
            _ => $"{TableAssert.Cell(cells, row)}",
        }));
    }

    /// <summary>The cells of a line of comma-separated values, some in quotes.</summary>
    private static List<string> Cells(string line)
    {
        List<string> cells = [];
        bool isQuoted = false;
        System.Text.StringBuilder cell = new();
        foreach (char next in line + ",")
        {
            if (next == '"')
            {
                isQuoted = !isQuoted;
            }
            else if (next == ',' && !isQuoted)
            {
                cells.Add(cell.ToString());
                cell.Clear();
            }
            else
            {
                cell.Append(next);
            }
        }

        return cells;
    }

    [Theory]
    [InlineData("alltypes_plain.parquet", "4,5,6,7,2,3,0,1", "03/01/09,03/01/09,04/01/09,04/01/09,02/01/09,02/01/09,01/01/09,01/01/09")]
    [InlineData("alltypes_plain.snappy.parquet", "6,7", "04/01/09,04/01/09")]
    [InlineData("alltypes_dictionary.parquet", "0,1", "01/01/09,01/01/09")]
    public void Impala_files_of_all_types(string name, string ids, string dates)
    {
        Table table = Read(name);
        Assert.Equal(ids, Cells(table, "id"));
        Assert.Equal(dates, Cells(table, "date_string_col"));
        for (int row = 0; row < table.RowCount; row++)
        {
            int odd = ((Int32Column)table["id"]).Values[row] % 2;
            Assert.Equal(odd == 0, ((BooleanColumn)table["bool_col"]).Values[row]);
            Assert.Equal(odd, ((Int32Column)table["tinyint_col"]).Values[row]);
            Assert.Equal(odd * 10L, ((Int64Column)table["bigint_col"]).Values[row]);
            Assert.Equal(odd * 1.1f, ((FloatColumn)table["float_col"]).Values[row]);
            Assert.Equal(odd * 10.1, ((DoubleColumn)table["double_col"]).Values[row]);
            DateTime at = DateTime.UnixEpoch.AddMicroseconds(((TimestampColumn)table["timestamp_col"]).Values[row]);
            Assert.Equal(dates.Split(',')[row] + $" 00:0{odd}:00", at.ToString("MM/dd/yy HH:mm:ss"));
        }
    }

    [Fact]
    public void A_file_of_tiny_pages()
    {
        Table table = Read("alltypes_tiny_pages.parquet");
        Assert.Equal(7_300, table.RowCount);
        int[] ids = ((Int32Column)table["id"]).Values.ToArray();
        Assert.Equal(Enumerable.Range(0, 7_300), ids.Order());
        for (int row = 0; row < table.RowCount; row++)
        {
            Assert.Equal(ids[row] % 10, ((Int32Column)table["int_col"]).Values[row]);
            Assert.Equal($"{ids[row] % 10}", ((StringColumn)table["string_col"])[row]);
        }
    }

    [Fact]
    public void Binary_values() =>
        Assert.Equal(Enumerable.Range(0, 12).Select(i => (byte)i), Enumerable.Range(0, 12).Select(row => ((BinaryColumn)Read("binary.parquet")["foo"])[row][0]));

    [Fact]
    public void V2_pages_with_snappy_beside_a_list()
    {
        Table table = Read("datapage_v2.snappy.parquet");
        Assert.Equal("abc,abc,abc,,abc", Cells(table, "a"));
        Assert.Equal("1,2,3,4,5", Cells(table, "b"));
        Assert.Equal("2,3,4,5,2", Cells(table, "c"));
        Assert.Equal("True,True,True,False,True", Cells(table, "d"));
        Assert.Equal("[1, 2, 3],,,[1, 2, 3],[1, 2]", Cells(table, "e"));
    }

    [Theory]
    [InlineData("delta_binary_packed")]
    [InlineData("delta_byte_array")]
    [InlineData("delta_encoding_optional_column")]
    public void Delta_encodings_give_the_expected_values(string name)
    {
        Table table = Read(name + ".parquet");
        string[] lines = File.ReadAllLines(SharedData.Require("vectors", "parquet", name + "_expect.csv"));
        string[] columns = [.. Cells(lines[0]).Select(cell => cell.Trim())];
        Assert.Equal(lines.Length - 1, table.RowCount);
        for (int i = 0; i < columns.Length; i++)
        {
            string expected = string.Join(',', lines[1..].Select(line => Cells(line)[i]));
            Assert.Equal(expected, Cells(table, columns[i].TrimEnd(':')));
        }
    }

    [Fact]
    public void Byte_stream_split_columns_equal_their_plain_twins()
    {
        Table table = Read("byte_stream_split_extended.gzip.parquet");
        string[] kinds = ["float16", "float", "double", "int32", "int64", "flba5", "decimal"];
        foreach (string kind in kinds)
        {
            Assert.Equal(200, table.RowCount);
            Assert.Equal(Cells(table, kind + "_plain"), Cells(table, kind + "_byte_stream_split"));
        }
    }

    [Fact]
    public void Instants_that_spark_wrote_as_int96()
    {
        TimestampColumn instants = (TimestampColumn)Read("int96_from_spark.parquet")["a"];
        Assert.Equal([1_704_141_296_123_456, 1_704_070_800_000_000, 253_402_225_200_000_000, 1_735_599_600_000_000], instants.Values[..4].ToArray());
        Assert.True(instants.IsNull(4));

        // 290000-12-31T02:00:00: its day wraps at 64 bits of nanoseconds in Spark's writer.
        Assert.Equal(9_089_380_393_200_000_000, instants.Values[5]);
    }

    [Theory]
    [InlineData("rle_boolean_encoding.parquet", "datatype_boolean", 68, 6)]
    [InlineData("dict-page-offset-zero.parquet", "l_partkey", 39, 0)]
    [InlineData("nan_in_stats.parquet", "x", 2, 0)]
    [InlineData("single_nan.parquet", "mycol", 1, 1)]
    [InlineData("datapage_v1-uncompressed-checksum.parquet", "b", 5_120, 0)]
    [InlineData("plain-dict-uncompressed-checksum.parquet", "binary_field", 1_000, 0)]
    public void Other_files_have_the_expected_rows_and_nulls(string name, string column, int rows, int nulls)
    {
        Column read = Read(name)[column];
        Assert.Equal((rows, nulls), (read.RowCount, read.NullCount));
    }

    [Fact]
    public void Values_of_other_files()
    {
        Assert.Equal("True,False,,True,True,False,False,True,True,True,False,False,True,True,False", string.Join(',', Cells(Read("rle_boolean_encoding.parquet"), "datatype_boolean").Split(',').Take(15)));
        Assert.Equal("1,NaN", Cells(Read("nan_in_stats.parquet"), "x"));
        Assert.Equal(string.Join(',', Enumerable.Repeat("1552", 39)), Cells(Read("dict-page-offset-zero.parquet"), "l_partkey"));
    }

    [Fact]
    public void Lists_of_numbers_and_texts()
    {
        Table table = Read("list_columns.parquet");
        Assert.Equal("[1, 2, 3],[null, 1],[4]", Cells(table, "int64_list"));
        Assert.Equal("[abc, efg, hij],,[efg, null, hij, xyz]", Cells(table, "utf8_list"));
    }

    [Fact]
    public void A_chunk_whose_size_lacks_the_header_of_its_dictionary()
    {
        Table table = Read("nation.dict-malformed.parquet");
        Assert.Equal(25, table.RowCount);
        Assert.Equal(
            "ALGERIA,ARGENTINA,BRAZIL,CANADA,EGYPT,ETHIOPIA,FRANCE,GERMANY,INDIA,INDONESIA,IRAN,IRAQ,JAPAN,JORDAN,KENYA,MOROCCO,MOZAMBIQUE,PERU,CHINA,ROMANIA,SAUDI ARABIA,VIETNAM,RUSSIA,UNITED KINGDOM,UNITED STATES",
            Cells(table, "name"));
        Assert.Equal(string.Join(',', Enumerable.Range(0, 25)), Cells(table, "nation_key"));
    }

    [Fact]
    public void Indices_of_no_bits_in_a_file_with_zstandard()
    {
        Int32Column only = (Int32Column)Read("bad_data/ARROW-GH-43605.parquet")["min_fl"];
        Assert.Equal((21_186, 0), (only.RowCount, only.NullCount));
        Assert.Equal(-1, only.Values.IndexOfAnyExcept(0));
    }

    [Theory]
    [InlineData("a", 0)]
    [InlineData("b", 1)]
    public void A_wrong_checksum_is_refused_with_its_page(string column, int page)
    {
        ParquetFailure failure = TestFile.ReadFails(Vector("datapage_v1-corrupt-checksum.parquet"), ParquetReaderOptions.Plaintext, column);
        Assert.Equal((ParquetFailureReason.PageChecksum, column, page), (failure.Reason, failure.Column, failure.Page));
    }

    [Theory]
    [InlineData("bad_data/PARQUET-1481.parquet", "", ParquetFailureReason.MalformedFooter)]
    [InlineData("bad_data/ARROW-RS-GH-6229-DICTHEADER.parquet", "nation_key", ParquetFailureReason.MalformedPageHeader)]
    [InlineData("bad_data/ARROW-RS-GH-6229-LEVELS.parquet", "outer.list.item.c", ParquetFailureReason.Unsupported)]
    [InlineData("bad_data/ARROW-GH-41317.parquet", "", ParquetFailureReason.MalformedFooter)]
    [InlineData("bad_data/ARROW-GH-41321.parquet", "int64", ParquetFailureReason.MalformedPage)]
    [InlineData("bad_data/ARROW-GH-45185.parquet", "x", ParquetFailureReason.MalformedPage)]
    [InlineData("bad_data/ARROW-GH-47662.parquet", "flba_field", ParquetFailureReason.MalformedPage)]
    public void Bad_data_is_refused_with_its_reason(string name, string column, ParquetFailureReason expected) =>
        Assert.Equal(expected, TestFile.ReadFails(Vector(name), ParquetReaderOptions.Plaintext, column.Length == 0 ? [] : [column]).Reason);
}
