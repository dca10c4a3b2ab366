using LoopJournal.Evidence;

namespace LoopJournal.Tests.Evidence;

[TestClass]
public sealed class TestRowTests
{
    [TestMethod]
    [DataRow("(a: 232, name: \"name59b24d89-9ca5-4111-8222-333344445555\", o: O { Name = "
        + "\"Name0f576e9d-9ca5-4111-8222-333344445555\", Q = 24 })",
        "(a: <n>, name: \"name<guid>\", o: O { Name = \"Name<guid>\", Q = <n> })", DisplayName = "AutoFixture")]
    [DataRow("(u: http://04c4b2aa-b2cf-4111-8222-333344445555/, n: 3)", "(u: <url> n: 3)")]
    [DataRow("(n: \"n59b24d89-9ca5-4111-8222-333344445555\", a: '\\\\', b: '\\u0001', c: '\\'', d: 0x7f)",
        "(n: \"n<guid>\", a: <n>, b: <n>, c: <n>, d: <n>)", DisplayName = "characters")]
    [DataRow("(u: http://localhost:5000/, n: 3)", "(u: http://localhost:5000/, n: 3)")]
    [DataRow("(3f2a9c1e-7b4d-4e55-9a10-5c6d7e8f9012,0)", "(<guid>,0)")]
    [DataRow("(id: 01RWMAZYZF9JRHHYRM7KMXYQ69, n: 3)", "(id: <n>, n: 3)")]
    [DataRow("(1.2,11/28/2026 22:45:45)", "(1.2,<time>)")]
    [DataRow("(5,2026-11-28T10:11:12)", "(5,<time>)")]
    [DataRow("(11/28/2026 12:45:45,9)", "(<time>,9)")]
    [DataRow("(\"#ff00ff00\", 1)", "(\"#ff00ff00\", 1)", DisplayName = "a colour that a person typed")]
    [DataRow("(hash: \"9f86d081884c7d65\", n: 1)", "(hash: \"<n>\", n: 1)")]
    [DataRow("(at: 12:45:45.1234567, n: 1)", "(at: <span>, n: 1)")]
    [DataRow("(after: 00:00:05, n: 1)", "(after: 00:00:05, n: 1)")]
    [DataRow("()", "()")]
    [DataRow("(port: 44532)", "(port: 44532)")]
    public void What_no_person_typed_is_masked(string row, string masked) => Assert.AreEqual(masked, TestRow.Mask(row));

    [TestMethod]
    [DataRow("(11/28/2026 12:55:10)")]
    [DataRow("(when: 2026-11-28T10:11:12, id: 3f2a9c1e-7b4d-4e55-9a10-5c6d7e8f9012)")]
    [DataRow("(1834927461)")]
    [DataRow("(n: -1834927461)")]
    [DataRow("(\"3f2a9c1e-7b4d-4e55-9a10-5c6d7e8f9012\", 920471183)")]
    public void A_row_without_anything_else_counts_as_its_method(string row) => Assert.AreEqual("", TestRow.Mask(row));

    [TestMethod]
    [DataRow("(2147483647)")]
    [DataRow("(-9223372036854775808)")]
    [DataRow("(1000000)")]
    [DataRow("(123456789)")]
    [DataRow("(99999999)")]
    [DataRow("(n: 3)")]
    [DataRow("(cart)")]
    public void A_number_that_a_person_would_type_identifies_the_row(string row) => Assert.AreEqual(row, TestRow.Mask(row));
}
