using System.Runtime.Versioning;
using System.Text;
using LoopJournal.Capture;
using LoopJournal.Git;
using LoopJournal.Journal;
using LoopJournal.Model;
using LoopJournal.Recording;
using LoopJournal.Snapshots;
using LoopJournal.Text;

namespace LoopJournal.Tests;

/// <summary>A repository can carry links. None of them may lead a recorder to files that are not the journal's.</summary>
[TestClass]
public sealed class JournalFolderTests : IDisposable
{
    private readonly TestRepository _repository = new();
    private readonly TemporaryFolder _outside = new();

    private string Journal => _repository.At("loop");

    private AttemptRecorder Recorder => new(Journal, _repository.Root);

    public void Dispose()
    {
        _repository.Dispose();
        _outside.Dispose();
    }

    [TestMethod]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
    [DataRow("loop")]
    [DataRow("loop/journal.jsonl")]
    [DataRow("loop/journal.lock")]
    [DataRow("loop/captures")]
    [DataRow("loop/snapshots")]
    [DataRow("loop/snapshots/objects")]
    [DataRow("loop/snapshots/work")]
    [DataRow("loop/failing")]
    public void Nothing_is_written_or_deleted_behind_a_link_and_nothing_is_read(string link)
    {
        Link(link, _outside.Path);
        Put("journal.jsonl", AttemptJson.Write(Fail()) + "\n");
        Put($"{AttemptInputs.CreateId()}.jsonl",
            InputsJson.Write(new AttemptInputs { Id = AttemptInputs.CreateId(), Command = "test" }) + "\n");
        Put("work/0123456789abcdef0123456789abcdef/file", "x");
        Put("0123456789abcdef0123456789abcdef/file", "x");
        Put("objects/00/file", "x");
        var before = ReadContents();

        Record(Recorder);
        Record(Recorder);

        Assert.AreEqual(before, ReadContents());
    }

    [TestMethod]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
    public void Git_writes_no_object_behind_a_link()
    {
        for (var first = 0; first < 256; first++)
        {
            Link($"loop/snapshots/objects/{first:x2}", _outside.Path);
        }

        Assert.IsNull(Record(Recorder).Problem);

        Assert.AreEqual("", ReadContents());
    }

    [TestMethod]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
    public void A_link_to_the_repositorys_own_objects_costs_no_history()
    {
        Link("loop/snapshots", _repository.At(".git"));
        _repository.Git("commit", "-q", "--allow-empty", "-m", "history");

        Record(Recorder);
        new WorkingTree(_repository.Root, Journal).Trim([], max: 0);

        Assert.AreEqual("history", _repository.Git("log", "-1", "--format=%s").Trim());
    }

    [TestMethod]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
    [DataRow("loop/captures")]
    [DataRow("loop/anything")]
    [DataRow("loop")]
    public void The_message_names_the_link(string link)
    {
        Link(link, _outside.Path);

        var problem = Record(Recorder).Problem;

        Assert.Contains($"/{link} is a link", problem!);
    }

    [TestMethod]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
    public void A_marker_of_a_failing_project_is_not_written_through_a_link()
    {
        File.WriteAllText(_outside["profile"], "mine\n");
        Record(Recorder);
        var marker = Directory.GetFiles(_repository.At(Path.Combine("loop", "failing"))).Single();
        File.Delete(marker);
        File.CreateSymbolicLink(marker, _outside["profile"]);

        Record(Recorder);

        Assert.AreEqual("mine\n", File.ReadAllText(_outside["profile"]));
    }

    [TestMethod]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
    public void A_journal_behind_a_link_is_not_read()
    {
        File.WriteAllText(_outside["journal.jsonl"], AttemptJson.Write(Fail()) + "\n");
        Directory.CreateDirectory(Journal);
        File.CreateSymbolicLink(_repository.At(Path.Combine("loop", "journal.jsonl")), _outside["journal.jsonl"]);

        var refused = Assert.ThrowsExactly<JournalException>(
            () => new JournalReader(_repository.At(Path.Combine("loop", "journal.jsonl")), _repository.Root).FindNewest());

        Assert.Contains("is a link", refused.Message);
    }

    [TestMethod]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
    public void The_repository_itself_or_a_folder_outside_it_may_be_reached_by_a_link()
    {
        Directory.CreateSymbolicLink(_outside["alias"], _repository.Root);
        Directory.CreateDirectory(_outside["elsewhere"]);
        Directory.CreateSymbolicLink(_outside["named"], _outside["elsewhere"]);

        Assert.IsNull(Record(new AttemptRecorder(_outside["alias", "loop"], _outside["alias"])).Problem);
        Assert.IsNull(Record(new AttemptRecorder(_outside["named"], _repository.Root)).Problem);
        Assert.IsTrue(File.Exists(_outside["elsewhere", "journal.jsonl"]));
    }

    [TestMethod]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
    public void A_link_within_a_repository_does_not_make_another_repository_the_root()
    {
        Directory.CreateDirectory(_outside["loop", ".git"]);
        Link("linked", _outside.Path);

        Assert.AreEqual(_repository.Root, RepositoryRoot.FindForJournal(_repository.At("linked/loop")));
    }

    [TestMethod]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
    [UnsupportedOSPlatform("windows")]
    public void Only_the_owner_may_read_the_files_in_the_folder()
    {
        var capture = Path.Combine(Journal, "captures", AttemptInputs.CreateId() + ".jsonl");
        using (CaptureWriter.TryCreate(capture, _repository.Root, fallback: null, "{}"))
        {
            Record(Recorder);
        }

        const UnixFileMode file = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        foreach (var path in new[] { "journal.jsonl", "journal.lock", ".gitignore", Path.GetRelativePath(Journal, capture) })
        {
            Assert.AreEqual(file, File.GetUnixFileMode(Path.Combine(Journal, path)), path);
        }

        Assert.AreEqual(file, File.GetUnixFileMode(Directory.GetFiles(Path.Combine(Journal, "failing")).Single()));
        foreach (var folder in new[] { "", "captures", "failing", "snapshots", "snapshots/objects", "snapshots/work" })
        {
            Assert.AreEqual(file | UnixFileMode.UserExecute, File.GetUnixFileMode(Path.Combine(Journal, folder)), folder);
        }
    }

    [TestMethod]
    public void Only_folders_that_have_our_names_are_deleted()
    {
        Record(Recorder);
        var work = Path.Combine(Journal, "snapshots", "work");
        foreach (var name in new[] { "notes", "0123456789abcdef0123456789abcdef" })
        {
            Directory.CreateDirectory(Path.Combine(work, name));
            Directory.SetLastWriteTimeUtc(Path.Combine(work, name), DateTime.UtcNow.AddHours(-2));
        }

        Record(Recorder);

        Assert.AreSequenceEqual(["notes"], Directory.GetDirectories(work).Select(Path.GetFileName));
    }

    [TestMethod]
    public void A_capture_whose_name_is_not_an_id_is_not_claimed()
    {
        Record(Recorder);
        var planted = Path.Combine(Journal, "captures", "planted.jsonl");
        Directory.CreateDirectory(Path.GetDirectoryName(planted)!);
        File.WriteAllText(
            planted, InputsJson.Write(new AttemptInputs { Id = AttemptInputs.CreateId(), Project = "x", Command = "test" }) + "\n");

        var recorder = Recorder;
        recorder.Claim();

        Assert.IsEmpty(recorder.Claimed);
        Assert.IsTrue(File.Exists(planted));
    }

    private static RecordedAttempt Record(AttemptRecorder recorder)
    {
        var tree = recorder.StartSnapshotAsync().GetAwaiter().GetResult();
        var inputs = new AttemptInputs { Id = AttemptInputs.CreateId(), Project = "Shop.csproj", Command = "test", Tree = tree };
        return recorder.RecordOutputs(inputs, Gates.Fail, Stages.Command, 1, outputs: new([]));
    }

    private static Attempt Fail() => new() { Gate = Gates.Fail, Fingerprint = "7f3a91c2d4e5", Stream = new("", "Shop.csproj", "", "test") };

    private void Link(string path, string target)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_repository.At(path))!);
        File.CreateSymbolicLink(_repository.At(path), target);
    }

    private void Put(string path, string text)
    {
        var full = _outside[path];
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, text);
        for (var folder = Path.GetDirectoryName(full)!; folder != _outside.Path; folder = Path.GetDirectoryName(folder)!)
        {
            Directory.SetLastWriteTimeUtc(folder, DateTime.UtcNow.AddHours(-3));
        }
    }

    private string ReadContents()
    {
        var text = new StringBuilder();
        foreach (var entry in new DirectoryInfo(_outside.Path)
            .EnumerateFileSystemInfos("*", SearchOption.AllDirectories).OrderBy(entry => entry.FullName, StringComparer.Ordinal))
        {
            text.Append(entry.FullName).Append(' ').AppendLine(entry is FileInfo file ? File.ReadAllText(file.FullName) : "");
        }

        return text.ToString();
    }
}
