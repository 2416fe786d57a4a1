namespace Canbao.LoadTests.Load;

/// <summary>Calls to make, one after the other.</summary>
internal interface ICallSource
{
    /// <summary>Makes the call with a number, counted from 0; tells what is wrong with its answer, null if nothing is.</summary>
    Task<string?> AskAsync(long number, CancellationToken stop);
}
