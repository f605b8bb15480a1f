using EnclaveCleanRoom.Parquet;

namespace EnclaveCleanRoom.DataOwnerClient.Tests.Verbs;

public sealed class ParquetVerbTests : IDisposable
{
    private const string FooterKey = "000102030405060708090a0b0c0d0e0f";
    private const string BidKey = "ffeeddccbbaa99887766554433221100ffeeddccbbaa9988";
    private readonly Shell _shell = new();

    public void Dispose() => _shell.Dispose();

    private void WriteEncrypted(string name)
    {
        using SecretKey footer = new(Convert.FromHexString(FooterKey));
        using SecretKey bid = new(Convert.FromHexString(BidKey));
        FileEncryption encryption = new()
        {
            FooterKey = footer,
            FooterKeyMetadata = "kf"u8.ToArray(),
            AadPrefix = "ads/7"u8.ToArray(),
            ColumnKeys = new Dictionary<string, ColumnKey> { ["bid"] = new(bid, "kb"u8.ToArray()) },
        };
        Field price = new("price", ColumnType.Decimal) { Precision = 5, Scale = 2 };
        Table table = new(
            new StringColumn("user", "u1", "", null, "a,\"b\""),
            new DoubleColumn("bid", [0.5, 0, double.NaN, -1], new Bitmap([true, false, true, true])),
            new TimestampColumn("at", [0, 1_704_141_296_123_456, long.MaxValue, -1]),
            new DecimalColumn(price, [-5, 12_345, 0, 100], null));
        using FileStream stream = File.Create(_shell.At(name));
        ParquetWriter.Write(stream, table, new ParquetWriterOptions { Encryption = encryption });
    }

    [Fact]
    public void Rows_as_CSV_tell_absent_cells_from_empty_texts()
    {
        WriteEncrypted("ads.parquet");

        string output = _shell.Do($"parquet cat ads.parquet --footer-key {FooterKey} --key kb={BidKey} --aad-prefix ads/7");

        Assert.Equal(
            "user,bid,at,price\nu1,0.5,1970-01-01T00:00:00.000000Z,-0.05\n\"\",,2024-01-01T20:34:56.123456Z,123.45\n"
            + ",NaN,9223372036854775807,0.00\n\"a,\"\"b\"\"\",-1,1969-12-31T23:59:59.999999Z,1.00\n",
            output);
    }

    [Fact]
    public void Rows_as_JSON_of_the_columns_asked_for_need_only_their_keys()
    {
        WriteEncrypted("ads.parquet");

        string output = _shell.Do($"parquet cat ads.parquet --footer-key {FooterKey} --columns price,user --format json");

        Assert.Equal(
            "[\n{\"price\":\"-0.05\",\"user\":\"u1\"},\n{\"price\":\"123.45\",\"user\":\"\"},\n{\"price\":\"0.00\",\"user\":null},\n{\"price\":\"1.00\",\"user\":\"a,\\\"b\\\"\"}\n]\n",
            output);
    }

    [Fact]
    public void The_schema_names_types_and_keys()
    {
        WriteEncrypted("ads.parquet");

        string output = _shell.Do($"parquet schema ads.parquet --key kf={FooterKey} --key kb={BidKey}");

        Assert.Contains("4 rows in 1 row groups, 4 columns", output, StringComparison.Ordinal);
        Assert.Contains("footer encrypted and authenticated, AAD prefix 'ads/7' stored", output, StringComparison.Ordinal);
        Assert.Contains("bid    double?  DOUBLE  key kb", output, StringComparison.Ordinal);
        Assert.Contains("price  decimal  FIXED_LEN_BYTE_ARRAY(3) DECIMAL(5,2)  key kf", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Refusals_are_exact_and_end_with_1()
    {
        WriteEncrypted("ads.parquet");
        (string Arguments, string Expected)[] refused =
        [
            ("parquet schema ads.parquet", "UnknownKey, key kf"),
            ($"parquet cat ads.parquet --footer-key {FooterKey}", "UnknownKey, row group 0, column bid, key kb"),
            ($"parquet cat ads.parquet --footer-key {FooterKey} --aad-prefix ads/8", "AadPrefixMismatch, stored ads/7, expected ads/8"),
            ($"parquet schema ads.parquet --footer-key {FooterKey[..30]}ff", "FooterAuthentication"),
            ($"parquet cat ads.parquet --columns bid --footer-key {FooterKey} --key kb={FooterKey}", "ModuleAuthentication, row group 0, column bid, module ColumnMetaData"),
        ];
        foreach ((string arguments, string expected) in refused)
        {
            Shell.Outcome outcome = _shell.Run(arguments);
            Assert.Equal((ExitCode.Refused, ""), (outcome.Code, outcome.Output));
            Assert.Contains(expected, outcome.Error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Verify_gives_a_verdict_on_each_column()
    {
        WriteEncrypted("ads.parquet");

        Shell.Outcome whole = _shell.Run($"parquet verify ads.parquet --footer-key {FooterKey} --key kb={BidKey}");
        Shell.Outcome part = _shell.Run($"parquet verify ads.parquet --footer-key {FooterKey}");

        Assert.Equal(ExitCode.Success, whole.Code);
        Assert.Contains("ok       bid", whole.Output, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Refused, part.Code);
        Assert.Contains("ok       user", part.Output, StringComparison.Ordinal);
        Assert.Contains("refused  bid: UnknownKey", part.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_that_is_none_is_a_matter_of_usage()
    {
        WriteEncrypted("ads.parquet");

        Assert.Equal(ExitCode.Usage, _shell.Run("parquet cat ads.parquet --footer-key 0011").Code);
        Assert.Equal(ExitCode.Usage, _shell.Run($"parquet cat ads.parquet --key {FooterKey}").Code);
        Assert.Equal(ExitCode.Usage, _shell.Run("parquet cat none.parquet").Code);
    }

    [Fact]
    public void An_owner_gets_its_data_back_with_its_own_keys()
    {
        WriteEncrypted("ads.parquet");
        string keys = $"--footer-key {FooterKey} --key kb={BidKey}";

        _shell.Do($"decrypt ads.parquet {keys} --out plain.parquet");
        _shell.Do($"decrypt ads.parquet {keys} --out plain.csv");

        Assert.Equal(_shell.Do($"parquet cat ads.parquet {keys}"), _shell.Do("parquet cat plain.parquet"));
        Assert.Equal(_shell.Do("parquet cat plain.parquet"), File.ReadAllText(_shell.At("plain.csv")));
    }

    [Fact]
    public void A_table_encrypted_with_ones_own_keys_comes_back_cell_by_cell()
    {
        const string Csv = "id,bid,note\n1,0.5,\n2,,\"\"\n3,-1.25,\"a, \"\"b\"\"\"\n";
        File.WriteAllText(_shell.At("ads.csv"), Csv);
        File.WriteAllText(_shell.At("bid.key"), BidKey + "\n");
        string keys = $"--footer-key {FooterKey} --key bid=@{_shell.At("bid.key")} --aad-prefix ads/7";

        _shell.Do($"encrypt ads.csv {keys} --out ads.parquet");
        _shell.Do($"decrypt ads.parquet {keys} --out back.csv");
        _shell.Do($"decrypt ads.parquet {keys} --out plain.parquet");
        _shell.Do($"encrypt plain.parquet {keys} --out again.parquet");

        Assert.Equal(Csv, File.ReadAllText(_shell.At("back.csv")));
        Assert.Equal(Csv, _shell.Do($"parquet cat again.parquet {keys}"));
        Assert.Contains("UnknownKey, row group 0, column bid, key bid", _shell.Run($"parquet cat ads.parquet --footer-key {FooterKey}").Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_table_that_cannot_be_encrypted_whole_leaves_nothing_behind()
    {
        File.WriteAllText(_shell.At("ads.csv"), "a,b\n1,2\n3\n");

        Shell.Outcome refused = _shell.Run($"encrypt ads.csv --footer-key {FooterKey} --out ads.parquet");

        Assert.Equal(ExitCode.Refused, refused.Code);
        Assert.Contains("line 3: another number of fields", refused.Error, StringComparison.Ordinal);
        Assert.Equal(["ads.csv"], Directory.GetFiles(_shell.Folder).Select(Path.GetFileName));
        Assert.Equal(ExitCode.Usage, _shell.Run($"encrypt ads.csv --footer-key {FooterKey} --out ads.csv").Code);
        Assert.Equal(ExitCode.Usage, _shell.Run("encrypt ads.csv --out folder").Code);
        Assert.Equal(ExitCode.Usage, _shell.Run($"encrypt ads.csv --footer-key {FooterKey} --version 1 --out a.parquet").Code);
        File.WriteAllText(_shell.At("ads.csv"), "a,b\n1,2\n");
        Assert.Equal(ExitCode.Usage, _shell.Run($"encrypt ads.csv --footer-key {FooterKey} --key c={BidKey} --out a.parquet").Code);
    }

    [Fact]
    public void A_master_key_opens_a_file_whose_key_material_lies_beside_it()
    {
        using SecretKey data = new(Convert.FromHexString(BidKey));
        using LocalKeyManagement service = new();
        service.Add("kek", new SecretKey(Convert.FromHexString(FooterKey)));
        FileEncryption encryption = new() { FooterKey = data, FooterKeyMetadata = new KeyMaterial { KeyReference = "footerKey" }.Write(), AadPrefix = default };
        using (FileStream stream = File.Create(_shell.At("t.parquet")))
        {
            ParquetWriter.Write(stream, new Table(new Int32Column("a", [7])), new ParquetWriterOptions { Encryption = encryption });
        }

        Assert.Contains("UnknownKey", _shell.Run($"parquet cat t.parquet --key kek={FooterKey}").Error, StringComparison.Ordinal);
        ExternalKeyMaterial beside = new(new Dictionary<string, KeyMaterial> { ["footerKey"] = KeyMaterial.WrapOnce(service, "kek", data, isFooterKey: true) });
        File.WriteAllBytes(_shell.At(ExternalKeyMaterial.FileNameFor("t.parquet")), beside.Write());
        Assert.Equal("a\n7\n", _shell.Do($"parquet cat t.parquet --key kek={FooterKey}"));
    }

    [Fact]
    public void A_refused_file_leaves_nothing_behind()
    {
        WriteEncrypted("ads.parquet");

        Assert.Equal(ExitCode.Refused, _shell.Run($"decrypt ads.parquet --footer-key {FooterKey} --out plain.csv").Code);

        Assert.Equal(["ads.parquet"], Directory.GetFiles(_shell.Folder).Select(Path.GetFileName));
    }

    [Fact]
    public void Times_and_lists_of_a_file_of_others_are_printed_as_what_they_are()
    {
        string path = SharedData.Require("vectors", "parquet", "encrypt_columns_and_footer.parquet.encrypted");

        string output = _shell.Do($"parquet cat {path} --columns int32_field,int64_field,ba_field --key kf=30313233343536373839303132333435");

        Assert.StartsWith("int32_field,int64_field,ba_field\n00:00:00.000,\"[0,1000000000000]\",0x70617271756574303030\n", output, StringComparison.Ordinal);
    }
}
