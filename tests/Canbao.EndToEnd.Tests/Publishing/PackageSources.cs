using System.Xml.Linq;

namespace Canbao.EndToEnd.Tests.Publishing;

/// <summary>Settings for restores that must find a package in one folder and nowhere else.</summary>
internal static class PackageSources
{
    internal static string Only(string feed) => Config(feed, []);

    /// <summary>Packages that the build of the repository has restored may be used from its folder.</summary>
    internal static string With(string feed, string restored) =>
        Config(feed, [new XElement("add", new XAttribute("key", "restored"), new XAttribute("value", restored))]);

    private static string Config(string feed, XElement[] fallbacks) => new XElement("configuration",
        new XElement("packageSources", new XElement("clear"),
            new XElement("add", new XAttribute("key", "published"), new XAttribute("value", feed))),
        new XElement("fallbackPackageFolders", new XElement("clear"), fallbacks)).ToString();
}
