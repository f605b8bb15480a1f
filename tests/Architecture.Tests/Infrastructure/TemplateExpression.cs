using System.Globalization;
using System.Text.Json.Nodes;

namespace EnclaveCleanRoom.Architecture.Tests.Infrastructure;

/// <summary>
/// Works out the expressions of a template as far as they follow from it: parameters, variables and formats. What only Azure knows, such as the identifier of a
/// resource, stays as it is written, with its arguments worked out.
/// </summary>
internal sealed class TemplateExpression
{
    private readonly string _text;
    private readonly Func<string, string, JsonNode> _look;
    private int _at;

    private TemplateExpression(string text, Func<string, string, JsonNode> look) => (_text, _look) = (text, look);

    /// <summary>The value of a text of the template; a text that is no expression is its own.</summary>
    /// <param name="text">As it stands in the template.</param>
    /// <param name="look">Gives a parameter or a variable, worked out.</param>
    internal static JsonNode Evaluate(string text, Func<string, string, JsonNode> look)
    {
        if (!text.StartsWith('[') || !text.EndsWith(']'))
        {
            return text;
        }

        TemplateExpression expression = new(text[1..^1], look);
        JsonNode value = expression.Value();
        return expression._at == expression._text.Length ? value : throw new FormatException($"'{text}' goes on at {expression._at}.");
    }

    private JsonNode Value()
    {
        Skip();
        if (_text[_at] == '\'')
        {
            int end = _text.IndexOf('\'', _at + 1);
            (string literal, _at) = (_text[(_at + 1)..end], end + 1);
            return literal;
        }

        string name = Take(char.IsAsciiLetterOrDigit);
        if (name.Length == 0 || _at == _text.Length || _text[_at] != '(')
        {
            return name.Length > 0 && name.All(char.IsAsciiDigit) ? name : throw new FormatException($"'{_text}' at {_at}: a function is wanted.");
        }

        List<JsonNode> arguments = [];
        for (_at++, Skip(); _text[_at] != ')'; Skip())
        {
            arguments.Add(Value());
            Skip();
            _at += _text[_at] == ',' ? 1 : 0;
        }

        _at++;
        string members = Take(c => c is '.' or '[' or ']' || char.IsAsciiLetterOrDigit(c));
        return name switch
        {
            "parameters" or "variables" when members.Length == 0 => _look(name, arguments[0].GetValue<string>()),
            "format" when members.Length == 0 => string.Format(CultureInfo.InvariantCulture, Plain(arguments[0]), [.. arguments.Skip(1).Select(Plain)]),
            _ => $"{name}({string.Join(", ", arguments.Select(Plain))}){members}",
        };
    }

    private static string Plain(JsonNode value) => value is JsonValue single && single.TryGetValue(out string? text) ? text : value.ToJsonString();

    private string Take(Func<char, bool> belongs)
    {
        int start = _at;
        while (_at < _text.Length && belongs(_text[_at]))
        {
            _at++;
        }

        return _text[start.._at];
    }

    private void Skip() => Take(char.IsWhiteSpace);
}
