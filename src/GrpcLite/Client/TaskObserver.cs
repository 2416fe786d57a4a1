namespace GrpcLite.Client;

/// <summary>A caller may never look at one of the tasks of a call; its exception is not unobserved for that.</summary>
internal static class TaskObserver
{
    internal static void Observe(Task task) => task.ContinueWith(
        static faulted => _ = faulted.Exception,
        CancellationToken.None,
        TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously,
        TaskScheduler.Default);
}
