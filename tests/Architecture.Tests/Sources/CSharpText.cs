using System.Text.RegularExpressions;

namespace EnclaveCleanRoom.Architecture.Tests.Sources;

/// <summary>A C# file taken apart roughly: enough to tell code from comments and texts.</summary>
internal static partial class CSharpText
{
    /// <summary>The code alone: comments are gone and texts are empty.</summary>
    internal static string CodeOnly(string source) => Token().Replace(source, match => match.Value[0] == '/' ? " " : "\"\"");

    /// <summary>Code and texts, without comments.</summary>
    internal static string WithoutComments(string source) => Token().Replace(source, match => match.Value[0] == '/' ? " " : match.Value);

    [GeneratedRegex("""
        //[^\n]*|/\*.*?\*/|\$*@?"{3,}.*?"{3,}|\$?@\$?"(?:[^"]|"")*"|\$?"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])'
        """, RegexOptions.Singleline | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Token();
}
