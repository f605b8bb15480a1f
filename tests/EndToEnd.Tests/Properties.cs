using System.Runtime.Versioning;

// The services run on Linux, and so do their tests; Windows is served through WSL2.
[assembly: SupportedOSPlatform("linux")]
