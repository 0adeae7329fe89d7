namespace Beejan.Functions.Warehouse;

/// <summary>A load lost or doubled a row. Nothing of it was kept.</summary>
public sealed class RowsDoNotBalanceException : Exception
{
    internal RowsDoNotBalanceException(CleanFile file, LoadResult found)
        : base($"{file.Name} does not balance: its clean stage counted {file.Rows} rows, {found.Rows} were read, and they came to "
            + $"{found.Inserted} inserted + {found.Updated} updated + {found.Unchanged} unchanged + {found.Older} older = {Sum(found)}. "
            + "Nothing of the file was kept. Clean it again from its raw file; if that does not help, the load has a fault.")
    {
        Rows = Math.Max(Math.Abs(file.Rows - found.Rows), Math.Abs(found.Rows - Sum(found)));
    }

    /// <summary>How many rows were lost or doubled.</summary>
    public long Rows { get; }

    internal static void ThrowUnlessBalanced(CleanFile file, LoadResult found)
    {
        if (found.Rows != file.Rows || found.Rows != Sum(found))
        {
            throw new RowsDoNotBalanceException(file, found);
        }
    }

    private static long Sum(LoadResult found) => found.Inserted + found.Updated + found.Unchanged + found.Older;
}
