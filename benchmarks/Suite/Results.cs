using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using ScottPlot;

namespace LoopJournal.Suite;

/// <summary>The table of a run: printed row by row, and written as a page with a plot.</summary>
internal sealed class Results : IDisposable
{
    private const string PlotName = "growth.svg";

    private readonly List<string> _rows = [];
    private readonly List<string> _growths = [];
    private readonly Plot _plot = new();

    public void Dispose() => _plot.Dispose();

    /// <summary>Adds a comparison.</summary>
    public void Add(Row row, Comparison found, double? memory)
    {
        var value = row.IsFactor ? 1 / found.Ratio : found.Ratio;
        var holds = row.IsFactor ? value >= row.Bar : value <= row.Bar * Math.Max(found.Control, 1);
        var memoryText = memory is { } most ? string.Create(CultureInfo.InvariantCulture, $"{most:0} MB of {row.Memory!.Value.Bar:0}") : "";
        var isSmall = memory is null || memory <= row.Memory!.Value.Bar;
        Add(_rows, string.Create(CultureInfo.InvariantCulture,
            $"| {row.What} | {row.Peer} | {value:0.###} | {found.Control:0.###} | {row.Bar:0.###} | {(holds && isSmall ? "yes" : "**no**")} "
            + $"| {FormatSeconds(found.Seconds)} / {FormatSeconds(found.PeerSeconds)} | {memoryText} | {found.Rounds} |"));
    }

    /// <summary>Adds a row whose peer is not on this machine.</summary>
    public void AddMissing(Row row) => Add(_rows, $"| {row.What} | {row.Peer}, which this machine lacks | | | {row.Bar} | | | | |");

    /// <summary>Adds work at several sizes.</summary>
    public void Add(Growth growth, List<(double Size, double Value)> points)
    {
        // the start of a process hides the growth of small sizes
        var exponent = Pairs.FitExponent([.. points.TakeLast(2)]);
        var values = string.Join(", ", points.Select(point =>
            $"{Workloads.Format(point.Size)}: {point.Value.ToString("0.###", CultureInfo.InvariantCulture)}"));
        Add(_growths, string.Create(CultureInfo.InvariantCulture,
            $"| {growth.What} | {exponent:0.00} | {growth.Bar} | {(exponent <= growth.Bar ? "yes" : "**no**")} | {growth.Unit}: {values} |"));
        var line = _plot.Add.Scatter(
            points.Select(point => Math.Log10(point.Size)).ToArray(), points.Select(point => Math.Log10(point.Value)).ToArray());
        line.LegendText = growth.What.Replace("`", "", StringComparison.Ordinal);
    }

    /// <summary>Writes RESULTS.md and the plot.</summary>
    public void Write(string folder)
    {
        _plot.XLabel("size, power of ten");
        _plot.YLabel("seconds or MB, power of ten");
        _plot.ShowLegend(Alignment.UpperLeft);
        _plot.SaveSvg(Path.Combine(folder, PlotName), 900, 500);
        File.WriteAllText(Path.Combine(folder, "RESULTS.md"), $"""
            # Results

            `dotnet run -c Release --project benchmarks/Suite` wrote this page. A figure is a median of ratios of rounds in which both run in
            turn; the control is the peer against itself. A bar holds where the figure is at most the bar times the control (at least 1).

            {DescribeMachine()}

            | what | compared with | figure | control | bar | holds | seconds: ours / peer | memory | rounds |
            |---|---|---|---|---|---|---|---|---|
            {string.Join('\n', _rows)}

            ## Growth

            The exponent is the slope between the two largest sizes: the start of a process hides the growth of the small ones.

            | what | exponent | bar | holds | values: seconds, or MB |
            |---|---|---|---|---|
            {string.Join('\n', _growths)}

            ![Growth over sizes, both as powers of ten]({PlotName})

            """.Replace("\r", "", StringComparison.Ordinal), new UTF8Encoding(false));
    }

    private static void Add(List<string> rows, string row)
    {
        rows.Add(row);
        Console.WriteLine(row);
    }

    private static string FormatSeconds(double seconds) => seconds.ToString(seconds < 0.1 ? "0.0000" : "0.00", CultureInfo.InvariantCulture);

    private static string DescribeMachine()
    {
        var processor = File.Exists("/proc/cpuinfo")
            ? File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(": ")[^1] : null;
        return $"{Environment.ProcessorCount} processors{(processor is null ? "" : $" ({processor})")}, {RuntimeInformation.OSDescription}, "
            + $"{RuntimeInformation.FrameworkDescription}, {DateTime.UtcNow:yyyy-MM-dd}.";
    }
}
