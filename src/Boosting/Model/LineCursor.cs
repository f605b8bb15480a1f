using System.Globalization;
using System.Numerics;

namespace EnclaveCleanRoom.Boosting.Model;

/// <summary>Reads a model file's lines in order. The first failure stays; every later read fails too, so callers may check once.</summary>
internal ref struct LineCursor
{
    private readonly ReadOnlySpan<char> _text;

    public LineCursor(ReadOnlySpan<char> text) => _text = text;

    /// <summary>Where the next line starts.</summary>
    public int Position { get; private set; }

    public ModelFailure Failure { get; private set; }

    public readonly bool HasFailed => Failure != ModelFailure.None;

    public readonly bool IsAtEnd => Position >= _text.Length;

    /// <summary>What is left to read.</summary>
    public readonly ReadOnlySpan<char> Rest => _text[Position..];

    public void Fail(ModelFailure failure)
    {
        if (!HasFailed)
        {
            Failure = failure;
        }
    }

    /// <summary>The next line without taking it; a text that ends inside a line is truncated.</summary>
    public ReadOnlySpan<char> Peek()
    {
        if (HasFailed)
        {
            return default;
        }

        int length = Rest.IndexOf('\n');
        if (length < 0)
        {
            Fail(ModelFailure.Truncated);
            return default;
        }

        return Rest[..length];
    }

    public ReadOnlySpan<char> Take()
    {
        ReadOnlySpan<char> line = Peek();
        if (!HasFailed)
        {
            Position += line.Length + 1;
        }

        return line;
    }

    /// <summary>Takes a line that must be this one.</summary>
    public void Expect(string line, ModelFailure otherwise)
    {
        if (!Take().SequenceEqual(line))
        {
            Fail(otherwise);
        }
    }

    /// <summary>Takes the line <c>name=value</c> that must come next.</summary>
    public ReadOnlySpan<char> Field(string name)
    {
        ReadOnlySpan<char> line = Take();
        if (HasFailed)
        {
            return default;
        }

        int equals = line.IndexOf('=');
        if (equals == name.Length && line.StartsWith(name))
        {
            return line[(equals + 1)..];
        }

        Fail(equals > 0 && ModelFields.IsKnown(line[..equals]) ? ModelFailure.MissingField : ModelFailure.UnknownField);
        return default;
    }

    /// <summary>Whether the next line is a field of this name.</summary>
    public bool IsField(string name)
    {
        ReadOnlySpan<char> line = Peek();
        return line.Length > name.Length && line.StartsWith(name) && line[name.Length] == '=';
    }

    /// <summary>A whole number between two bounds, both allowed.</summary>
    public int Integer(string name, int least, int most)
    {
        ReadOnlySpan<char> value = Field(name);
        if (HasFailed)
        {
            return least;
        }

        if (!int.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number))
        {
            Fail(ModelFailure.MalformedValue);
            return least;
        }

        if (number < least || number > most)
        {
            Fail(ModelFailure.OutOfRange);
            return least;
        }

        return number;
    }

    /// <summary>A list of numbers with one space between two.</summary>
    /// <param name="name">The field's name.</param>
    /// <param name="length">How many there must be.</param>
    /// <param name="allowsInfinity">Whether <c>inf</c> is a number: a threshold that sets all values apart from missing ones.</param>
    public T[] List<T>(string name, int length, bool allowsInfinity = false)
        where T : struct, INumber<T>
    {
        ReadOnlySpan<char> value = Field(name);
        if (HasFailed)
        {
            return [];
        }

        int found = value.IsEmpty ? 0 : value.Count(' ') + 1;
        if (found != length)
        {
            Fail(ModelFailure.WrongLength);
            return [];
        }

        T[] numbers = new T[length];
        int index = 0;
        foreach (Range word in value.Split(' '))
        {
            if (index < length && !TryReadNumber(value[word], allowsInfinity, out numbers[index++]))
            {
                Fail(ModelFailure.MalformedValue);
                return [];
            }
        }

        return numbers;
    }

    private static bool TryReadNumber<T>(ReadOnlySpan<char> word, bool allowsInfinity, out T number)
        where T : struct, INumber<T>
    {
        if (allowsInfinity && word.SequenceEqual("inf"))
        {
            number = T.CreateChecked(double.PositiveInfinity);
            return true;
        }

        const NumberStyles Real = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        NumberStyles style = typeof(T) == typeof(double) ? Real : NumberStyles.AllowLeadingSign;
        return T.TryParse(word, style, CultureInfo.InvariantCulture, out number) && T.IsFinite(number);
    }
}
