namespace Shop;

public sealed class Cart(Func<string, decimal> askPrice)
{
    private readonly List<string> _items = [];

    public void Add(string item) => _items.Add(item);

    /// <summary>The sum of all prices, with a tenth off from three items on.</summary>
    public decimal Total()
    {
        var sum = 0m;
        foreach (var item in _items)
        {
            sum += Fetch(item);
        }

        return _items.Count > 3 ? sum * 0.9m : sum;
    }

    private decimal Fetch(string item)
    {
        return askPrice(item);
    }
}
