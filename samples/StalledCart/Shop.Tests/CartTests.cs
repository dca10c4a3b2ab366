using Microsoft.VisualStudio.TestTools.UnitTesting;

[assembly: DoNotParallelize]

namespace Shop.Tests;

[TestClass]
public sealed class CartTests
{
    private static readonly Dictionary<string, decimal> Prices = new() { ["tea"] = 4m, ["cup"] = 6m, ["pot"] = 20m };

    private readonly Cart _cart = new(item => Prices[item]);

    [TestMethod]
    public void Two_items_have_no_discount()
    {
        _cart.Add("tea");
        _cart.Add("cup");

        Assert.AreEqual(10m, _cart.Total());
    }

    [TestMethod]
    public void Three_items_have_a_tenth_off()
    {
        _cart.Add("tea");
        _cart.Add("cup");
        _cart.Add("pot");

        Assert.AreEqual(27m, _cart.Total());
    }
}
