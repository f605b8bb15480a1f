using System.Runtime.Versioning;

// Key files are protected by Unix permissions; Windows is served through WSL2.
[assembly: SupportedOSPlatform("linux")]
[assembly: SupportedOSPlatform("macos")]
