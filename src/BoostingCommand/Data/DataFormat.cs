namespace EnclaveCleanRoom.BoostingCommand.Data;

/// <summary>The forms of data files.</summary>
internal enum DataFormat
{
    /// <summary>Fields separated by tabs.</summary>
    TabSeparated,

    /// <summary>Fields separated by commas.</summary>
    CommaSeparated,

    /// <summary>A label and then <c>index:value</c> pairs; values that are not named are 0.</summary>
    Sparse,
}
