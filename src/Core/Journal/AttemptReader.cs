using System.Globalization;
using System.Text;
using System.Text.Unicode;
using LoopJournal.Model;

namespace LoopJournal.Journal;

/// <summary>
/// Reads rows, one after another. A text that equals the one before it in the same field is shared with it: the rows of a stream differ
/// in little, and many of them stay small in memory.
/// </summary>
internal sealed class AttemptReader
{
    private static readonly byte[][] Names = Utf8Of(
        "iteration", "action", "hypothesis", "gate", "fingerprint", "note", "commit", "ts", "id", "loop", "project", "framework", "command",
        "stage", "algorithm", "detail", "tests", "failures", "failuresOmitted", "tree", "changed", "durationMs");

    private static readonly byte[][] TestNames = Utf8Of("total", "passed", "failed", "skipped");
    private static readonly byte[][] FailureNames = Utf8Of("id", "type", "message", "site", "fingerprint");

    private readonly string[] _texts = Array.ConvertAll(Names, _ => "");
    private StreamKey _stream = StreamKey.Seed;
    private readonly string[] _failure = Array.ConvertAll(FailureNames, _ => "");

    private enum Field
    {
        Iteration, Action, Hypothesis, Gate, Fingerprint, Note, Commit, Timestamp, Id, Loop, Project, Framework, Command,
        Stage, Algorithm, Detail, Tests, Failures, FailuresOmitted, Tree, Changed, Duration,
    }

    /// <inheritdoc cref="AttemptJson.Read"/>
    public Attempt? Read(ReadOnlySpan<byte> line)
    {
        if (line.Length > AttemptJson.LongestLine || !Utf8.IsValid(line))
        {
            return null;
        }

        try
        {
            var json = new JsonScanner(line);
            json.Read();
            var attempt = ReadAttempt(ref json);
            return json.Read() ? null : attempt;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private Attempt ReadAttempt(ref JsonScanner json)
    {
        long? iteration = null, omitted = null, duration = null;
        TestCounts? tests = null;
        IReadOnlyList<RecordedFailure> failures = [];
        List<string>? changed = null;
        var fields = new ObjectFields(ref json, Names);
        while (fields.Next(ref json) is >= 0 and var field)
        {
            switch ((Field)field)
            {
                case Field.Iteration: iteration = Number(ref json); break;
                case Field.Tests: tests = ReadTests(ref json); break;
                case Field.Failures: failures = ReadFailures(ref json) ?? []; break;
                case Field.FailuresOmitted: omitted = Number(ref json); break;
                case Field.Changed: changed = ReadTexts(ref json); break;
                case Field.Duration: duration = Number(ref json); break;
                default: _texts[field] = Text(ref json, _texts[field]); break;
            }
        }

        string Of(Field field) => fields.Has((int)field) ? _texts[(int)field] : "";
        return new()
        {
            Iteration = iteration ?? 0,
            Action = Of(Field.Action),
            Hypothesis = Of(Field.Hypothesis),
            Gate = Of(Field.Gate),
            Fingerprint = Of(Field.Fingerprint),
            Note = Of(Field.Note),
            Commit = Of(Field.Commit),
            Timestamp = Of(Field.Timestamp),
            Id = Of(Field.Id),
            Stream = ReadStream(Of(Field.Loop), Of(Field.Project), Of(Field.Framework), Of(Field.Command)),
            Stage = Of(Field.Stage),
            Algorithm = Of(Field.Algorithm),
            Detail = Of(Field.Detail),
            Tests = tests,
            Failures = failures,
            FailuresOmitted = Count(omitted ?? 0),
            Tree = Of(Field.Tree),
            Changed = changed,
            Duration = duration is { } ms ? TimeSpan.FromMilliseconds(Math.Min(ms, (long)TimeSpan.MaxValue.TotalMilliseconds - 1)) : null,
        };
    }

    private StreamKey ReadStream(string loop, string project, string framework, string command)
    {
        if (_stream.Loop != loop || _stream.Project != project || _stream.Framework != framework || _stream.Command != command)
        {
            _stream = new(loop, project, framework, command);
        }

        return _stream;
    }

    /// <summary>The counts; null where one of them is not known.</summary>
    private static TestCounts? ReadTests(ref JsonScanner json)
    {
        if (json.Token is JsonToken.Null)
        {
            return null;
        }

        Span<long> counts = stackalloc long[TestNames.Length];
        var known = 0;
        var fields = new ObjectFields(ref json, TestNames);
        while (fields.Next(ref json) is >= 0 and var field)
        {
            if (Number(ref json) is { } count)
            {
                counts[field] = count;
                known++;
            }
        }

        return known == counts.Length ? new(Count(counts[0]), Count(counts[1]), Count(counts[2]), Count(counts[3])) : null;
    }

    private List<RecordedFailure>? ReadFailures(ref JsonScanner json)
    {
        if (!StartsArray(ref json))
        {
            return null;
        }

        var failures = new List<RecordedFailure>();
        while (json.Read() && json.Token is not JsonToken.ArrayEnd)
        {
            var fields = new ObjectFields(ref json, FailureNames);
            while (fields.Next(ref json) is >= 0 and var field)
            {
                _failure[field] = Text(ref json, _failure[field]);
            }

            string Of(int field) => fields.Has(field) ? _failure[field] : "";
            failures.Add(new(Of(0), Of(1), Of(2), Of(3), Of(4)));
        }

        return failures;
    }

    private static List<string>? ReadTexts(ref JsonScanner json)
    {
        if (!StartsArray(ref json))
        {
            return null;
        }

        var texts = new List<string>();
        while (json.Read() && json.Token is not JsonToken.ArrayEnd)
        {
            texts.Add(Text(ref json, ""));
        }

        return texts;
    }

    private static bool StartsArray(ref JsonScanner json) => json.Token switch
    {
        JsonToken.ArrayStart => true,
        JsonToken.Null => false,
        _ => throw new FormatException(),
    };

    private static string Text(ref JsonScanner json, string before) => json.Token switch
    {
        JsonToken.Text => json.Is(before) ? before : json.Text(),
        JsonToken.Null => "",
        JsonToken.True => "", // what the original script writes for an option that was given without its value
        _ => throw new FormatException(),
    };

    /// <summary>A number of zero or more: every count, and the iteration, which is a label and may be anything in foreign rows.</summary>
    private static long? Number(ref JsonScanner json)
    {
        if (json.Token is JsonToken.Null)
        {
            return null;
        }

        if (json.Token is JsonToken.Number && json.Int64() is { } whole)
        {
            return Math.Max(whole, 0);
        }

        var text = json.Token switch
        {
            JsonToken.Number => Encoding.ASCII.GetString(json.Value),
            JsonToken.Text => json.Text(),
            _ => null,
        };
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && !double.IsNaN(number)
            ? (long)Math.Clamp(number, 0, long.MaxValue)
            : throw new FormatException();
    }

    private static byte[][] Utf8Of(params string[] names) => Array.ConvertAll(names, Encoding.UTF8.GetBytes);

    private static int Count(long number) => (int)Math.Min(number, int.MaxValue);

    /// <summary>Goes through the fields of a JSON object that have a name here, in any order.</summary>
    private struct ObjectFields
    {
        private readonly byte[][] _names;
        private uint _seen;
        private int _last = -1;

        public ObjectFields(ref JsonScanner json, byte[][] names) =>
            _names = json.Token is JsonToken.ObjectStart ? names : throw new FormatException();

        public readonly bool Has(int field) => (_seen & (1u << field)) != 0;

        /// <summary>Moves to the value of the next field and returns the name's index; -1 at the end of the object.</summary>
        public int Next(ref JsonScanner json)
        {
            while (json.Read() && json.Token is JsonToken.Name)
            {
                // the writer keeps an order: the next name is most often the next in line
                var field = _last;
                for (var i = 0; i < _names.Length; i++)
                {
                    field = field + 1 < _names.Length ? field + 1 : 0;
                    if (json.Is(_names[field]))
                    {
                        if (Has(field))
                        {
                            throw new FormatException(); // the last would win, and hide the first
                        }

                        _seen |= 1u << field;
                        _last = field;
                        json.Read();
                        return field;
                    }
                }

                json.SkipValue();
            }

            return -1;
        }
    }
}
