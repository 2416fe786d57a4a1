using Canbao.Engine;
using Canbao.Policies;
using Canbao.Policies.Model;

namespace Canbao.Cli.Generation;

/// <summary>An invented resident: no name, no number, only what a quote needs.</summary>
public readonly record struct GeneratedResident(Policy Policy, Profile Profile, ResidentDates Dates);
