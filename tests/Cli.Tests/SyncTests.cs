using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using LoopJournal.Capture;
using LoopJournal.Git;
using LoopJournal.Sharing;

namespace LoopJournal.Tests;

/// <summary>Clones share their rows by references of a git remote.</summary>
[TestClass]
public sealed class SyncTests
{
    [TestMethod]
    [Timeout(120_000)]
    public void A_clone_learns_what_another_one_tried_and_gets_its_solution()
    {
        using var clones = new Clones();
        var (first, second) = (clones.First, clones.Add());
        Clones.Fail(first, "raise the timeout");
        Assert.MatchesRegex("^synced with \"origin\" as [0-9a-f]{12}: 1 rows sent, 0 rows of 0 other writers received$", Sync(first));
        Clones.Fail(second, "guess");
        Assert.EndsWith(": 1 rows sent, 1 rows of 1 other writer received", Sync(second));
        var before = second.Run("stall").Output;

        Assert.Contains("  tried by another stream under this failure: \"raise the timeout\"", second.Run("resume").Lines);
        first.Write("cart.txt", "good");
        first.Run("record", "--gate", "pass", "--action", "mend the cart");
        Assert.EndsWith(": 1 rows and 2 snapshots sent, 1 rows of 1 other writer received", Sync(first, "--snapshots"));
        Assert.EndsWith(": 0 rows sent, 2 rows of 1 other writer received", Sync(second));

        var resume = second.Run("resume").Output;
        Assert.MatchesRegex("  solved by \"mend the cart\" in \"run\" of loop \"l\" by clone [0-9a-f]{12}, commit ", resume);
        var trees = Regex.Match(resume, "loop-journal diff ([0-9a-f]{40}) ([0-9a-f]{40})").Groups;
        Assert.Contains("\n-bad\n", second.Run("diff", trees[1].Value, trees[2].Value).Output);
        Assert.AreEqual(0, second.Run("restore", trees[2].Value).ExitCode);
        Assert.AreEqual("good", File.ReadAllText(Path.Combine(second.Folder, "cart.txt")));
        Assert.AreEqual(before, second.Run("stall").Output, "no verdict counts the rows of others");
    }

    [TestMethod]
    [TestCategory("Full")]
    [Timeout(120_000)]
    public void Nothing_is_done_twice_and_the_user_s_repository_stays_as_it_is()
    {
        using var clones = new Clones();
        var (first, second) = (clones.First, clones.Add());
        Clones.Fail(first, "one");
        var users = Clones.Git(first.Folder, "for-each-ref");
        Assert.StartsWith("would send 1 rows to \"origin\" as refs/loop-journal/", first.Run("sync", "--dry-run").FirstLine);
        Assert.IsEmpty(clones.ListRefs());

        Sync(first);
        var refs = clones.ListRefs();
        Sync(first);
        Sync(second);
        Assert.EndsWith(": 0 rows sent, 0 rows of 0 other writers received", Sync(first));
        CollectionAssert.AreEquivalent(refs, clones.ListRefs());
        Assert.AreEqual(users, Clones.Git(first.Folder, "for-each-ref"));
        Assert.IsEmpty(Clones.Git(first.Folder, "status", "--short"));

        Clones.Fail(first, "two");
        Assert.Contains(": 1 rows sent", Sync(first));
        Directory.Delete(Path.Combine(first.Folder, ".git", "loop-journal", "sent"), recursive: true);
        Directory.Delete(Path.Combine(first.Folder, ".git", "loop-journal", "sync"), recursive: true);
        Assert.Contains(": 0 rows sent", Sync(first));
        Assert.EndsWith("2 rows of 1 other writer received", Sync(second));
    }

    [TestMethod]
    [TestCategory("Full")]
    [Timeout(120_000)]
    public void A_copied_clone_gets_an_id_of_its_own_and_no_row_is_lost()
    {
        using var clones = new Clones();
        var (first, second, third) = (clones.First, clones.Add(), clones.Add());
        Clones.Fail(first, "one");
        Sync(first);
        CopyFolder(Path.Combine(first.Folder, ".git", "loop-journal"), Path.Combine(second.Folder, ".git", "loop-journal"));
        Clones.Fail(second, "two");
        Sync(second);
        Assert.HasCount(2, clones.ListRefs());

        Clones.Fail(first, "three");
        Sync(first);
        Assert.HasCount(2, clones.ListRefs());
        Assert.EndsWith("3 rows of 2 other writers received", Sync(third));
    }

    [TestMethod]
    [TestCategory("Full")]
    [Timeout(120_000)]
    public void Where_another_clone_writes_under_the_same_id_this_one_takes_a_new_one()
    {
        using var clones = new Clones();
        var (first, second) = (clones.First, clones.Add());
        Clones.Fail(first, "one");
        Clones.Fail(second, "two");
        first.Variables["LoopJournalWriter"] = "ci";
        second.Variables["LoopJournalWriter"] = "ci";

        // the other one sends while this one does
        string Race(string name) => Synchronize(first, clones.Remote, name, stage =>
        {
            if (stage.StartsWith("sending", StringComparison.Ordinal) && !clones.ListRefs().ContainsKey(Month("ci")))
            {
                Sync(second);
            }
        });

        Assert.ThrowsExactly<GitException>(() => Race("ci"), "the user's own choice is not replaced");
        Assert.HasCount(1, clones.ListRefs());
        Assert.EndsWith(": 1 rows sent, 0 rows of 0 other writers received", Sync(first));

        var third = clones.Add();
        Clones.Fail(third, "three");
        var id = Synchronize(third, clones.Remote, "", stage =>
        {
            if (stage.StartsWith("sending", StringComparison.Ordinal) && clones.ListRefs().Count == 1)
            {
                second.Variables["LoopJournalWriter"] = File.ReadLines(Path.Combine(third.Folder, ".git", "loop-journal", "writer")).First();
                Clones.Fail(second, "two again");
                Sync(second);
            }
        });
        Assert.HasCount(3, clones.ListRefs());
        Assert.Contains(Month(id), clones.ListRefs().Keys);
    }

    [TestMethod]
    [TestCategory("Full")]
    [Timeout(120_000)]
    public void Only_own_months_are_pruned_unless_the_user_asks_for_those_of_every_writer()
    {
        using var clones = new Clones();
        var (first, second) = (clones.First, clones.Add());
        foreach (var (tool, time) in new[] { (first, "2020-01-31T10:00:00Z"), (second, "2020-02-01T10:00:00Z") })
        {
            Clones.Fail(tool, "new");
            File.AppendAllText(tool.Journal, $$"""{"iteration":9,"action":"old","gate":"fail","fingerprint":"aaaaaaaaaaa1","ts":"{{time}}"}""" + "\n");
            Sync(tool);
        }

        Assert.HasCount(4, clones.ListRefs());
        Assert.AreEqual("deleted 1 months from \"origin\"", Sync(first, "--prune"));
        Assert.DoesNotContain(name => name.EndsWith("/202001", StringComparison.Ordinal), clones.ListRefs().Keys);
        Assert.Contains(": 0 rows sent", Sync(first));
        Assert.AreEqual("deleted 1 months from \"origin\"", Sync(first, "--prune-older", "90d"));
        Assert.HasCount(2, clones.ListRefs());
        Assert.AreEqual(2, first.Run("sync", "--prune-older", "soon").ExitCode);
    }

    [TestMethod]
    [Timeout(120_000)]
    public void Hostile_references_write_nothing_elsewhere_and_the_rest_is_read()
    {
        using var clones = new Clones();
        var (first, second) = (clones.First, clones.Add());
        Clones.Fail(first, "guess");
        var own = File.ReadAllText(first.Journal);
        Clones.Fail(second, "honest");
        Sync(second);

        var forged = own.Replace("\"guess\"", "\"forged\"", StringComparison.Ordinal) // the id of an own row
            + own.Replace("\"guess\"", "\"\\u001b[31mrm -rf /\"", StringComparison.Ordinal).Replace("\"id\":\"", "\"id\":\"x", StringComparison.Ordinal);
        string Blob(string text) => Clones.GitWith(text, clones.Remote, "hash-object", "-w", "--stdin");
        var (rows, link, large) = (Blob(forged), Blob("/etc/passwd"), Blob(new string('x', 33 << 20)));
        var tree = Clones.GitWith(
            string.Join('\n',
                $"100644 blob {rows}\t01.jsonl", $"120000 blob {link}\t02.jsonl", $"100644 blob {large}\t03.jsonl", $"100644 blob {rows}\t..",
                $"100644 blob {rows}\t.git", $"100644 blob {rows}\t04.JSONL", $"100644 blob {rows}\t99.jsonl") + "\n",
            clones.Remote, "mktree");
        var commit = Clones.Git(clones.Remote, "commit-tree", "-m", "x", tree);
        foreach (var name in new[] { "evil/202611", "EVIL/202611", "-x/202611", "evil/2026", "a/b/c/202611", "plain" })
        {
            Clones.Git(clones.Remote, "update-ref", "refs/loop-journal/" + name, commit);
        }

        Clones.Git(clones.Remote, "update-ref", "refs/loop-journal/blob/202611", rows);
        var refs = clones.ListRefs();

        var answer = first.Run("sync");

        Assert.AreEqual(0, answer.ExitCode, answer.Error);
        answer.AssertIsInert();
        Assert.Contains("3 rows of ", answer.FirstLine, "two of the first file, and the honest one");
        var resume = first.Run("resume");
        resume.AssertIsInert();
        Assert.Contains("\"honest\"", resume.Output);
        Assert.DoesNotContain("forged", resume.Output, "an own row's id is not told as another's");
        foreach (var (name, id) in refs)
        {
            Assert.AreEqual(id, clones.ListRefs()[name]);
        }

        Assert.AreEqual(own, File.ReadAllText(first.Journal));
        Assert.IsEmpty(Clones.Git(first.Folder, "status", "--short"));
    }

    [TestMethod]
    [TestCategory("Full")]
    [Timeout(120_000)]
    public void Trees_with_a_hostile_path_are_not_restored()
    {
        using var clones = new Clones();
        var (first, second) = (clones.First, clones.Add());
        Clones.Fail(first, "guess");
        Sync(first);
        var blob = Clones.GitWith("echo evil", first.Folder, "hash-object", "-w", "--stdin");
        var hooks = Clones.GitWith($"100755 blob {blob}\tpost-checkout\n", first.Folder, "mktree");
        var git = Clones.GitWith($"040000 tree {hooks}\thooks\n", first.Folder, "mktree");
        var tree = Clones.GitWith($"040000 tree {git}\t.git\n100644 blob {blob}\tcart.txt\n", first.Folder, "mktree");
        File.AppendAllText(
            first.Journal,
            $$"""{"iteration":2,"action":"mend","gate":"pass","fingerprint":"","loop":"l","tree":"{{tree}}","ts":"{{DateTime.UtcNow:yyyy-MM-ddTHH:mm:ssZ}}"}""" + "\n");
        Sync(first, "--snapshots");
        Sync(second);

        Assert.AreEqual(1, second.Run("restore", tree).ExitCode);
        Assert.IsFalse(File.Exists(Path.Combine(second.Folder, ".git", "hooks", "post-checkout")));
        Assert.AreEqual("bad", File.ReadAllText(Path.Combine(second.Folder, "cart.txt")));
    }

    [TestMethod]
    [TestCategory("Full")]
    [Timeout(120_000)]
    public void Snapshots_with_a_secret_looking_file_stay_here_until_the_remote_has_that_file()
    {
        using var clones = new Clones();
        var first = clones.First;
        first.Write("server.key", "private");
        Clones.Git(first.Folder, "add", "-f", "server.key");
        Clones.Fail(first, "guess");

        var answer = first.Run("sync", "--snapshots");
        Assert.Contains("1 rows and 0 snapshots sent", answer.FirstLine);
        Assert.AreEqual("snapshots with files that look like secrets were not sent: \"server.key\"", answer.Lines[1]);

        Clones.Git(first.Folder, "commit", "-q", "-m", "k");
        using var elsewhere = new TemporaryFolder();
        Clones.Git(elsewhere.Path, "init", "-q", "--bare");
        Clones.Git(first.Folder, "remote", "add", "private", elsewhere.Path);
        Clones.Git(first.Folder, "push", "-q", "private", "HEAD:main");
        Assert.Contains("0 rows and 0 snapshots sent", Sync(first, "--snapshots"), "another remote has it");
        Clones.Git(first.Folder, "push", "-q", "origin", "HEAD:main");
        Assert.Contains("0 rows and 1 snapshots sent", Sync(first, "--snapshots"));
    }

    [TestMethod]
    [Timeout(120_000)]
    public void A_remote_that_cannot_be_used_is_said_and_no_row_is_lost()
    {
        using var clones = new Clones();
        var first = clones.First;
        Clones.Fail(first, "guess");
        using var silent = new TcpListener(IPAddress.Loopback, 0); // it accepts and never answers
        silent.Start();
        var port = ((IPEndPoint)silent.LocalEndpoint).Port;

        Assert.Contains("does not appear to be a git repository", Refuse("sync", "/nowhere/at/all"));
        Assert.Contains("there is no remote 'nope'", Refuse("sync", "nope"));
        Assert.Contains("not allowed", Refuse("sync", "ext::sh -c id"));
        Assert.Contains("the remote did not answer within 1 s", Refuse("sync", $"git://127.0.0.1:{port}/x", "--timeout", "1s"));
        Assert.DoesNotContain("hunter2", Refuse("sync", $"http://user:hunter2@127.0.0.1:{port}/x", "--timeout", "1s"));
        var hook = Path.Combine(clones.Remote, "hooks", "pre-receive");
        File.WriteAllText(hook, "#!/bin/sh\nexit 1\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(hook, UnixFileMode.UserRead | UnixFileMode.UserExecute);
            Assert.Contains("pre-receive hook declined", Refuse("sync"));
        }

        Clones.Git(first.Folder, "remote", "remove", "origin");
        Assert.Contains("the repository has no remote", Refuse("sync"));
        first.Variables["LoopJournalWriter"] = "No Name";
        Assert.AreEqual(2, first.Run("sync").ExitCode);
        first.Variables.Remove("LoopJournalWriter");
        File.Delete(hook);
        Assert.Contains(": 1 rows sent", Sync(first, clones.Remote));

        string Refuse(params string[] arguments)
        {
            var answer = first.Run(arguments);
            Assert.AreEqual(1, answer.ExitCode, answer.Output);
            Assert.StartsWith("not synced: ", answer.Error);
            Assert.EndsWith("The rows stay in the journal.\n", answer.Error);
            return answer.Error;
        }
    }

    [TestMethod]
    public void Rows_of_another_clone_change_no_verdict()
    {
        for (var seed = 0; seed < 40; seed++)
        {
            var random = new Random(seed);
            using var tool = new Tool();
            var own = Enumerable.Range(1, 12).Select(_ => MakeRow(random)).ToList();
            tool.WriteJournal(own);
            var before = Judge(tool);

            for (var writer = 0; writer < 3; writer++)
            {
                // the same streams, failures and ids as own rows, in any order
                var rows = Enumerable.Range(1, 12).Select(_ => random.Next(3) == 0 ? own[random.Next(own.Count)] : MakeRow(random))
                    .Select(row => row.Insert(row.Length - 1, $",\"worktree\":\"writer{writer}/\""));
                tool.Write($".git/loop-journal/others/202611-writer{writer}-0123456789abcdef.jsonl", string.Join('\n', rows) + "\n");
            }

            Assert.AreEqual(before, Judge(tool), $"seed {seed}");
        }

        static string MakeRow(Random random)
        {
            var gate = random.Next(4) == 0 ? "pass" : "fail";
            var fingerprint = gate == "pass" ? "" : $"aaaaaaaaaaa{random.Next(2)}";
            return $$"""{"iteration":{{random.Next(9)}},"action":"try","gate":"{{gate}}","fingerprint":"{{fingerprint}}","id":"i{{random.Next(60)}}","loop":"l","command":"{{(random.Next(2) == 0 ? "test" : "run")}}","ts":"2026-11-29T10:00:00Z"}""";
        }

        static string Judge(Tool tool)
        {
            tool.Variables["LoopId"] = "l";
            var json = tool.Run("stall", "--json").Json.EnumerateObject().Where(member => member.Name != "others");
            var status = tool.Run("status").Lines.TakeWhile(line => !line.StartsWith("other clones", StringComparison.Ordinal));
            return string.Join('\n', [.. json.Select(member => $"{member}"), .. status, tool.Run("stall", "--exit-code").ExitCode.ToString()]);
        }
    }

    private static string Month(string writer) => $"refs/loop-journal/{writer}/{DateTime.UtcNow:yyyyMM}";

    /// <summary>Synchronizes, with work at each stage; gives the writer's id.</summary>
    private static string Synchronize(Tool tool, string url, string name, Action<string> onStage)
    {
        var shared = new JournalFolder(Path.Combine(tool.Folder, ".git", "loop-journal"), tool.Folder);
        var user = Repository.Find(tool.Folder, CancellationToken.None)!;
        return new Synchronizer(shared, user, tool.Journal, new(url, url), name) { OnStage = onStage }.Run(withSnapshots: false).Writer;
    }

    private static string Sync(Tool tool, params string[] arguments)
    {
        var answer = tool.Run(["sync", .. arguments]);
        Assert.AreEqual(0, answer.ExitCode, answer.Error);
        return answer.FirstLine;
    }

    private static void CopyFolder(string from, string to)
    {
        foreach (var file in Directory.GetFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }
}
