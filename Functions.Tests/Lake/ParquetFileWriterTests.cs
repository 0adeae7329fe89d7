using Beejan.Functions.Lake;
using Beejan.Functions.Lake.Columns;
using Beejan.Functions.Warehouse;
using DuckDB.NET.Data;
using NUnit.Framework;

namespace Beejan.Functions.Tests.Lake;

/// <summary>What is written, as DuckDB reads it.</summary>
public sealed class ParquetFileWriterTests
{
    private string _path = null!;

    [SetUp]
    public void NameTheFile() => _path = Path.Combine(TestContext.CurrentContext.WorkDirectory, $"{Guid.NewGuid():N}.parquet");

    [TearDown]
    public void DeleteTheFile() => File.Delete(_path);

    [Test]
    public async Task Each_row_group_is_read_back_with_what_was_derived_of_it()
    {
        var rows = new Rows();
        await using var file = new ParquetFileWriter(rows, new Dictionary<string, string>());
        rows.Add("same", null, "a");
        rows.Add("same", null, "bb");
        await file.WriteRowGroupAsync();
        rows.Add("other", 7, "a");
        rows.Add("", null, "");
        await file.WriteRowGroupAsync();
        await CopyAsync(file);

        Assert.That(file.Rows, Is.EqualTo(4));
        Assert.That(
            Query("SELECT concat_ws('|', coalesce(word, 'NULL'), coalesce(CAST(number AS VARCHAR), 'NULL'), coalesce(text, 'NULL'), length(hash)) FROM rows"),
            Is.EqualTo(new[] { "same|NULL|a|32", "same|NULL|bb|32", "other|7|a|32", "NULL|NULL|NULL|32" }));
        Assert.That(Query("SELECT CAST(count(DISTINCT hash) AS VARCHAR) FROM rows"), Is.EqualTo(new[] { "4" }));
    }

    [Test]
    public async Task What_is_the_same_in_all_rows_of_the_first_group_is_not_compressed_and_what_never_repeats_has_no_dictionary()
    {
        var rows = new Rows();
        await using var file = new ParquetFileWriter(rows, new Dictionary<string, string>());
        rows.Add("same", null, "a");
        rows.Add("same", null, "b");
        await file.WriteRowGroupAsync();
        await CopyAsync(file);
        var metadata = "SELECT path_in_schema || ' ' || compression || CASE WHEN dictionary_page_offset IS NULL THEN '' ELSE ' dictionary' END FROM parquet_metadata($path) ORDER BY column_id";
        Assert.That(Query(metadata), Is.EqualTo(new[] { "hash ZSTD", "word UNCOMPRESSED dictionary", "number UNCOMPRESSED dictionary", "text ZSTD" }));
    }

    [Test]
    public async Task A_file_without_rows_is_a_file()
    {
        await using var file = new ParquetFileWriter(new Rows(), new Dictionary<string, string>());
        await CopyAsync(file);
        Assert.That(Query("SELECT CAST(count(*) AS VARCHAR) FROM rows"), Is.EqualTo(new[] { "0" }));
        Assert.That(Query("SELECT column_name FROM (DESCRIBE FROM rows)"), Is.EqualTo(new[] { "hash", "word", "number", "text" }));
    }

    [Test]
    public async Task What_keeps_a_row_group_from_being_written_is_told()
    {
        var rows = new Rows { Fault = new InvalidDataException("no hash") };
        await using var file = new ParquetFileWriter(rows, new Dictionary<string, string>());
        rows.Add("word", 1, "a");
        await file.WriteRowGroupAsync();
        Assert.That(file.CompleteAsync, Throws.TypeOf<InvalidDataException>().With.Message.EqualTo("no hash"));
    }

    private async Task CopyAsync(ParquetFileWriter file)
    {
        var written = await file.CompleteAsync();
        written.Stream.Position = 0;
        await using var copy = File.Create(_path);
        await written.Stream.CopyToAsync(copy);
    }

    private string[] Query(string sql)
    {
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        connection.Execute($"CREATE VIEW rows AS FROM read_parquet('{_path}')", default);
        return [.. connection.Query(sql.Replace("$path", $"'{_path}'", StringComparison.Ordinal), row => row.GetString(0), default)];
    }

    private sealed class Rows : ColumnSet
    {
        private readonly TextColumn _hash;
        private readonly TextColumn _word;
        private readonly ValueColumn<int> _number;
        private readonly TextColumn _text;

        public Rows()
        {
            _hash = AddDerived(new TextColumn("hash", isRequired: true) { Repeats = false });
            _word = Add(new TextColumn("word"));
            _number = Add(new ValueColumn<int>("number"));
            _text = Add(new TextColumn("text") { Repeats = false });
        }

        public Exception? Fault { get; init; }

        public void Add(string word, int? number, string text)
        {
            _word.Append(word);
            _number.Append(number);
            _text.Append(text);
            EndRow();
        }

        public override void Derive()
        {
            if (Fault is not null)
            {
                throw Fault;
            }

            DeriveHashes([_word, _number, _text], _hash);
        }
    }
}
