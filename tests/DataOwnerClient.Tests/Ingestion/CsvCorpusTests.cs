using System.Text;
using EnclaveCleanRoom.Agreements.Identity;
using EnclaveCleanRoom.DataOwnerClient.Ingestion;
using EnclaveCleanRoom.DataOwnerClient.Ingestion.Inference;
using Ingestible = EnclaveCleanRoom.Agreements.ColumnType;
using Roles = EnclaveCleanRoom.Agreements.ColumnRole;

namespace EnclaveCleanRoom.DataOwnerClient.Tests.Ingestion;

/// <summary>
/// Damaged CSV files, each with the outcome that it must have: the refusal of the file, or which rows were left out and
/// why. Nothing throws, and every row is accounted for.
/// </summary>
public sealed class CsvCorpusTests
{
    private const int PerFile = 120;

    private static readonly string s_path = Repository.PathTo("tests", "DataOwnerClient.Tests", "Ingestion", "mutated-csv.txt");

    private static readonly IngestionPlan s_plan = new()
    {
        Columns =
        [
            Csv.Column("user_id", Ingestible.String, Roles.Id),
            Csv.Column("seen_at", Ingestible.Timestamp, Roles.Timestamp),
            Csv.Column("price", Ingestible.Double, Roles.Numeric),
            Csv.Column("clicks", Ingestible.Int64, Roles.Numeric),
            Csv.Column("tags", Ingestible.String, Roles.MultiValued),
            Csv.Column("consent", Ingestible.Boolean, Roles.Consent),
        ],
        IdNormalisation = new IdNormalisation(new TrimRule(), EmailRule.Common),
        MaximumBadShare = 0.25,
    };

    [Fact]
    public void Each_damaged_file_has_the_outcome_recorded()
    {
        string[] lines = System.IO.File.ReadAllLines(s_path);
        Assert.True(lines.Length >= 200);
        foreach (string line in lines)
        {
            string[] fields = line.Split(' ');
            Assert.Equal(fields[0], Outcome(Convert.FromHexString(fields[1])));
        }

        Assert.True(lines.Select(line => line.Split(' ')[0]).Distinct().Count() > 20, "the corpus is not varied");
        Assert.True(lines.Count(line => !line.StartsWith("kept:", StringComparison.Ordinal)) > 50, "hardly a file is refused");
    }

    /// <summary>The corpus is written when <c>WRITE_VECTORS</c> is set; otherwise it must be what the seed gives.</summary>
    [Fact]
    public void The_committed_corpus_is_that_of_the_seed()
    {
        string generated = Generate();
        if (Environment.GetEnvironmentVariable("WRITE_VECTORS") is not null)
        {
            System.IO.File.WriteAllText(s_path, generated);
        }

        Assert.Equal(generated, System.IO.File.ReadAllText(s_path));
    }

    [Fact]
    public void Inference_refuses_or_proposes_one_role_a_column_whatever_the_damage()
    {
        foreach (string line in System.IO.File.ReadLines(s_path))
        {
            using MemoryStream stream = new(Convert.FromHexString(line.Split(' ')[1]));
            if (SchemaInference.TryInfer(stream, [], null, null, out SchemaProposal? proposal, out IngestionRefusal? refusal))
            {
                Assert.Single(proposal.Columns, column => column.Plan.Role == Roles.Id);
            }
            else
            {
                Assert.NotEqual(IngestionFailure.None, refusal.Failure);
            }
        }
    }

    private static string Generate()
    {
        string[] seeds =
        [
            "user_id,seen_at,price,clicks,tags,consent\n"
            + "a@example.org,2026-11-22T10:00:00Z,1.25,1,x^y,yes\n"
            + "B.C+d@gmail.com,2026-11-22 11:00,-3e2,0,,yes\n"
            + "c@example.org,2026-11-23,,2,\"a,b\",no\n"
            + ",2026-11-23,0.5,3,z,yes\n"
            + "d@example.org,2026-11-24T00:00:00.5+01:00,7,4,\"say \"\"hi\"\"\",1\n",
            "\uFEFFconsent;tags;clicks;price;seen_at;user_id\r\n"
            + "true;é^ü;10;0.1;2026-01-01;e@example.org\r\n"
            + "true;\"two\r\nlines\";11;0.2;2026-01-02; f@example.org \r\n"
            + "false;;;;;\r\n"
            + "true;;12;NULL;;g@example.org\r\n",
            "user_id\tseen_at\tprice\tclicks\ttags\tconsent\textra\n"
            + "h@example.org\t\t1\t1\tx\t1\t?\n"
            + "i@example.org\t\t2\t2\ty\t1\t?\n"
            + "j@example.org\t\t3\t3\tz\t1\t?\n",
        ];
        SeededMutator mutator = new(20_261_123);
        StringBuilder text = new();
        foreach (string seed in seeds)
        {
            for (int i = 0; i < PerFile; i++)
            {
                byte[] damaged = mutator.Mutate(Encoding.UTF8.GetBytes(seed), out _);
                text.Append(Outcome(damaged)).Append(' ').Append(Convert.ToHexStringLower(damaged)).Append('\n');
            }
        }

        return text.ToString();
    }

    private static string Outcome(byte[] bytes)
    {
        IngestionOutcome outcome = Csv.Ingest(bytes, s_plan);
        if (outcome.Report is { } report)
        {
            Assert.Equal(report.RowsRead, report.RowsKept + report.BadRows + report.NullIds + report.WithdrawnByConsent);
            Assert.Equal(report.BadRows > s_plan.MaximumBadShare * report.RowsRead, outcome.Refusal?.Failure == IngestionFailure.TooManyBadRows);
        }

        if (!outcome.IsAccepted)
        {
            return outcome.Refusal.Failure.ToString();
        }

        Assert.Equal(outcome.Report.RowsKept, outcome.Table.RowCount);
        Assert.Equal(s_plan.Columns.Count, outcome.Table.Columns.Count);
        string bad = string.Join('+', outcome.Report.FirstBadRows.Select(row => $"{row.Reason}@{row.Line}"));
        return $"kept:{outcome.Report.RowsKept},null:{outcome.Report.NullIds},withdrawn:{outcome.Report.WithdrawnByConsent},bad:{(bad.Length > 0 ? bad : "none")}";
    }
}
