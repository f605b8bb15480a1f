using System.Runtime.Versioning;

// As the client: key files are protected by Unix permissions.
[assembly: SupportedOSPlatform("linux")]
[assembly: SupportedOSPlatform("macos")]
