using System.Diagnostics;
using EnclaveCleanRoom.Agreements.Answers;
using EnclaveCleanRoom.EnclaveWorkload.Coding;

namespace EnclaveCleanRoom.EnclaveWorkload.ModelRelease.Coding;

/// <summary>Puts values into the public domain of a feature. Each value is looked at by itself: what others there are has no say.</summary>
internal static class DomainCodes
{
    /// <summary>The code of each text; NaN for one that the vocabulary does not have.</summary>
    internal static double[] Of(FeatureDomain domain, IReadOnlyList<string> texts)
    {
        switch (domain)
        {
            // Open: a text stands for itself until there is a vocabulary.
            case OpenCategoryDomain:
                return [.. texts.Select((_, code) => (double)code)];
            case HashedDomain hashed:
                return [.. texts.Select(text => (double)hashed.CodeOf(text))];
            case CategoryDomain vocabulary:
                Dictionary<string, int> places = new(StringComparer.Ordinal);
                for (int place = 0; place < vocabulary.Values.Count; place++)
                {
                    places.TryAdd(vocabulary.Values[place], place);
                }

                return [.. texts.Select(text => places.TryGetValue(text, out int place) ? place : double.NaN)];
            default:
                throw new UnreachableException("A number has no categories.");
        }
    }

    /// <summary>The same, with one more for cells that are absent.</summary>
    internal static double[] WithAbsent(FeatureDomain domain, IReadOnlyList<string> texts) => [.. Of(domain, texts), double.NaN];

    /// <summary>Numbers, clamped to the domain; what is no number stays missing, and all stay as they are while the domain is open.</summary>
    internal static CodedNumbers Clamp(FeatureDomain domain, CodedNumbers numbers) => numbers with { OfCode = Clamp(domain, numbers.OfCode) };

    /// <summary>The same of numbers alone.</summary>
    internal static double[] Clamp(FeatureDomain domain, double[] numbers) => domain switch
    {
        OpenNumberDomain => numbers,
        NumberDomain bounds => [.. numbers.Select(number => double.IsNaN(number) ? number : Math.Clamp(number, bounds.Low, bounds.High))],
        _ => throw new UnreachableException("A category is no number."),
    };
}
