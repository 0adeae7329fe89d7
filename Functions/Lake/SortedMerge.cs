namespace Beejan.Functions.Lake;

/// <summary>Compares two listings of any length that come in one order, each read once and neither held.</summary>
internal static class SortedMerge
{
    /// <summary>What is expected and not present.</summary>
    /// <param name="expected">In the order of their keys, of which several may be equal.</param>
    /// <param name="key">Of one that is expected.</param>
    /// <param name="present">Keys in the same order.</param>
    /// <param name="compare">The order.</param>
    /// <param name="what">What the keys are, as a sentence begins with it.</param>
    /// <exception cref="InvalidOperationException">One of the two came in another order, by which everything would look missing.</exception>
    public static async IAsyncEnumerable<T> MissingAsync<T>(IAsyncEnumerable<T> expected, Func<T, string> key, IAsyncEnumerable<string> present, Comparison<string> compare, string what)
    {
        await using var keys = present.GetAsyncEnumerator();
        var current = await keys.MoveNextAsync() ? keys.Current : null;
        var last = "";
        await foreach (var one in expected)
        {
            last = InOrder(last, key(one));
            while (current is not null && compare(current, last) < 0)
            {
                current = await keys.MoveNextAsync() ? InOrder(current, keys.Current) : null;
            }

            if (current is null || compare(current, last) > 0)
            {
                yield return one;
            }
        }

        while (current is not null)
        {
            current = await keys.MoveNextAsync() ? InOrder(current, keys.Current) : null; // to the end, because only then is the order known
        }

        string InOrder(string before, string next)
            => compare(before, next) <= 0 ? next : throw new InvalidOperationException($"{what} came in another order than that of their bytes: nothing was compared.");
    }
}
