using System.CommandLine;
using LoopJournal.Greens;

var suites = new Option<string>("--suites") { Required = true, Description = "the folder of the suites, each under its name" };
var product = new Option<string?>("--product") { Description = "the sources of the package (this repository)" };
var package = new Option<string?>("--package") { Description = "a packed LoopJournal.VERSION.nupkg, instead of packing the sources" };
var work = new Option<string?>("--work") { Description = "where the cases are made (a new temporary folder)" };
var only = new Option<string?>("--only") { Description = "names of suites, frameworks or framework/platform pairs, separated by commas" };
var batches = new Option<string?>("--batch") { Description = "only the runs with this name" };
var tampered = new Option<int>("--tampered") { DefaultValueFactory = _ => 300, Description = "how many tampered cases" };
var clean = new Option<int>("--clean") { DefaultValueFactory = _ => 300, Description = "how many clean cases" };

var root = new RootCommand("Makes greens from public suites, tampered and clean, and counts which of them the package tells.")
{
    suites, product, package, work, only, batches, tampered, clean,
};
root.SetAction(parsed => Corpus.Run(
    parsed.GetValue(suites)!, parsed.GetValue(product), parsed.GetValue(package), parsed.GetValue(work), parsed.GetValue(only),
    parsed.GetValue(batches), parsed.GetValue(tampered), parsed.GetValue(clean)));
return root.Parse(args).Invoke();
