namespace Grpc.Net.Client.Configuration;

/// <summary>Names one method, with <see cref="Method"/> null all of a service, with both null all of all services.</summary>
public sealed class MethodName
{
    /// <summary>All methods of all services. Read only.</summary>
    public static readonly MethodName Default = new() { isReadOnly = true };

    private bool isReadOnly;
    private string? service;
    private string? method;

    /// <summary>With its package, as in the path of a call.</summary>
    public string? Service
    {
        get => service;
        set => service = Writable(value);
    }

    public string? Method
    {
        get => method;
        set => method = Writable(value);
    }

    private string? Writable(string? value) =>
        isReadOnly ? throw new NotSupportedException("MethodName.Default is read only.") : value;
}
