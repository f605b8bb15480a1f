namespace EnclaveCleanRoom.LocalCloud.Measurement;

/// <summary>Why the security processor does not measure who asks.</summary>
internal enum MeasurementFailure
{
    /// <summary>Nothing was wrong.</summary>
    None,

    /// <summary>The asking process belongs to another Unix user.</summary>
    OtherUser,

    /// <summary>The asking process is gone, or the kernel does not let it be looked at.</summary>
    ProcessUnreadable,

    /// <summary>While it was measured, or since it connected, the process ended, became another program, or its id went to another.</summary>
    ProcessChanged,

    /// <summary>The process sees another file system than the one that would be digested (mount namespace or root directory).</summary>
    OtherFileSystem,

    /// <summary>The executable was deleted or replaced after the start.</summary>
    ExecutableReplaced,

    /// <summary>The executable is a shared host (<c>dotnet X.dll</c>) or lies in a system directory: its folder is no publish directory.</summary>
    NoPublishDirectory,

    /// <summary>The publish directory holds something other than files and folders, such as a symbolic link.</summary>
    IrregularFile,

    /// <summary>A file to be digested cannot be read.</summary>
    FileUnreadable,

    /// <summary>There are more files than a workload could need.</summary>
    TooManyFiles,

    /// <summary><c>measurement.json</c> in the publish directory is not what SPEC.md says it is.</summary>
    RulesMalformed,

    /// <summary>A mapped executable file was deleted or replaced, or never had a name, and its content cannot be read any more.</summary>
    MappedFileGone,

    /// <summary>No policy document can state what was found: a variable is set twice, or a path is in no simple form.</summary>
    NotExpressible,

    /// <summary>The process runs no .NET runtime whose place is known.</summary>
    RuntimeNotFound,
}
