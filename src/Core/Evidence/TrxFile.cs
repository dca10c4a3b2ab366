using System.Globalization;
using System.Xml;
using LoopJournal.Fingerprints;

namespace LoopJournal.Evidence;

/// <summary>Reads the TRX files of VSTest and Microsoft.Testing.Platform, as a stream: what is kept grows with the failures alone.</summary>
public static class TrxFile
{
    /// <summary>The failures of the run, or the one failure of its test host.</summary>
    /// <remarks>A file that stops in the middle gives what stands before that, and counts as aborted.</remarks>
    /// <param name="stream">The file.</param>
    /// <param name="repository">Tells the repository's own stack frames from others.</param>
    public static GateOutput Read(Stream stream, RepositoryPaths repository)
    {
        var run = new Run(repository);
        var isCut = false;
        try
        {
            // no DTD, so nothing can be expanded or fetched; a character that XML forbids is let through
            using var reader = XmlReader.Create(stream, new()
            {
                CheckCharacters = false,
                DtdProcessing = DtdProcessing.Prohibit,
                XmlResolver = null,
                IgnoreComments = true,
                IgnoreProcessingInstructions = true,
                IgnoreWhitespace = true,
            });
            run.Read(reader);
        }
        catch (XmlException)
        {
            isCut = true;
        }

        return run.Output(isCut);
    }

    private sealed class Run(RepositoryPaths repository)
    {
        // The last state of a test counts. Rows that cannot be told apart share a test id, so the name that is shown is part of the key.
        private readonly Dictionary<(string TestId, string DisplayName), Failure> _failures = [];
        private readonly Dictionary<string, string> _methods = new(StringComparer.Ordinal);
        private readonly HashSet<string> _wanted = new(StringComparer.Ordinal);
        private readonly List<Failure> _retried = [];
        private TestCounts? _tests;
        private string _abort = "";
        private string _error = "";
        private string _definition = "";
        private bool _isFailed;

        public void Read(XmlReader reader)
        {
            while (!reader.EOF)
            {
                if (reader.NodeType != XmlNodeType.Element)
                {
                    reader.Read();
                    continue;
                }

                switch (reader.LocalName)
                {
                    case "UnitTestResult":
                        ReadResult(reader);
                        break;
                    case "UnitTest":
                        _definition = reader.GetAttribute("id") ?? "";
                        reader.Read();
                        break;
                    case "TestMethod":
                        ReadMethod(reader);
                        reader.Read();
                        break;
                    case "ResultSummary":
                        _isFailed = reader.GetAttribute("outcome") is "Failed" or "Error" or "Aborted";
                        reader.Read();
                        break;
                    case "Counters":
                        ReadCounters(reader);
                        reader.Read();
                        break;
                    case "RunInfo":
                        ReadRunInfo(reader);
                        break;
                    default:
                        reader.Read();
                        break;
                }
            }
        }

        public GateOutput Output(bool isCut)
        {
            var failures = _failures.Select(pair => Identify(pair.Key, pair.Value)).ToList();
            if (_abort.Length > 0 || (failures.Count == 0 && _isFailed && _error.Length > 0))
            {
                return new(Algorithms.Failures, [HostFailure.From(_abort.Length > 0 ? _abort : _error, repository)], _tests, IsAborted: true);
            }

            // the run failed, and every test that failed passed afterwards under the same name: those were rows, not retries
            return new(Algorithms.Failures, failures.Count == 0 && _isFailed ? _retried : failures, _tests, isCut);
        }

        private Failure Identify((string TestId, string DisplayName) key, Failure failure) =>
            Identify(_methods.GetValueOrDefault(key.TestId, key.DisplayName), key.DisplayName, failure);

        private Failure Identify(string name, string displayName, Failure failure) => failure with
        {
            Id = TestIdentity.Of(name, displayName, repository),
            Name = TestIdentity.WithoutSecrets(name, displayName, repository),
        };

        private void ReadResult(XmlReader reader)
        {
            var key = (reader.GetAttribute("testId") ?? "", reader.GetAttribute("testName") ?? "");
            var outcome = reader.GetAttribute("outcome");
            if (outcome is not ("Failed" or "Error" or "Timeout" or "Aborted"))
            {
                if (outcome == "Passed" && _failures.Remove(key, out var earlier))
                {
                    _retried.Add(Identify(key.Item2, key.Item2, earlier));
                }

                reader.Read();
                return;
            }

            var depth = reader.Depth;
            var hasRows = false;
            string message = "", stack = "";
            if (!reader.IsEmptyElement)
            {
                reader.Read();
                while (!reader.EOF && reader.Depth > depth)
                {
                    if (reader.NodeType == XmlNodeType.Element && reader.LocalName == "UnitTestResult")
                    {
                        hasRows = true;
                        ReadResult(reader);
                    }
                    else if (reader.NodeType == XmlNodeType.Element && reader.LocalName == "Message")
                    {
                        message = reader.ReadElementContentAsString();
                    }
                    else if (reader.NodeType == XmlNodeType.Element && reader.LocalName == "StackTrace")
                    {
                        stack = reader.ReadElementContentAsString();
                    }
                    else
                    {
                        reader.Read();
                    }
                }
            }

            reader.Read();

            // a data-driven test says only that a row of it failed
            if (!hasRows)
            {
                _failures[key] = TestFailure.From(new("", "", "", message, stack), repository);
                _wanted.Add(key.Item1);
            }
        }

        private void ReadMethod(XmlReader reader)
        {
            if (!_wanted.Contains(_definition))
            {
                return;
            }

            // MSTest of the .NET Framework names the assembly as well: "Ns.Type, Assembly, Version=1.0.0.0"
            var type = (reader.GetAttribute("className") ?? "").Split(',')[0];
            var method = reader.GetAttribute("name") ?? "";
            _methods[_definition] = type.Length == 0 || method.StartsWith(type + ".", StringComparison.Ordinal) ? method : $"{type}.{method}";
        }

        private void ReadCounters(XmlReader reader)
        {
            int Count(string name) => int.TryParse(reader.GetAttribute(name), NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : 0;

            var total = Count("total");
            var passed = Count("passed");
            var failed = Count("failed") + Count("error") + Count("timeout") + Count("aborted");
            _tests = new(total, passed, failed, Math.Max(0, total - passed - failed));
        }

        private void ReadRunInfo(XmlReader reader)
        {
            var isError = reader.GetAttribute("outcome") is "Error" or "Failed" or "Aborted";
            var depth = reader.Depth;
            var isEmpty = reader.IsEmptyElement;
            reader.Read();
            while (!isEmpty && !reader.EOF && reader.Depth > depth)
            {
                if (reader.NodeType != XmlNodeType.Element || reader.LocalName != "Text")
                {
                    reader.Read();
                    continue;
                }

                var text = reader.ReadElementContentAsString();

                // xUnit reports every failing test here as well: "[xUnit.net 00:00:01.13]     Ns.Type.Method [FAIL]"
                if (isError && !text.StartsWith('['))
                {
                    _error = _error.Length == 0 ? text : _error;
                    _abort = _abort.Length == 0 && HostFailure.IsAbort(text) ? text : _abort;
                }
            }
        }
    }
}
