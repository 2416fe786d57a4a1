using GrpcLite.Server.Binding;
using Microsoft.Extensions.Logging;

namespace GrpcLite.Server.Calls;

/// <summary>What the handlers of one service have in common.</summary>
internal sealed record SharedHandlerState<TService>(
    ServiceActivator<TService> Activator, CallSettings Settings, ILogger Logger)
    where TService : class;
