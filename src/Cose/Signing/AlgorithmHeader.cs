using EnclaveCleanRoom.Cose.Headers;
using EnclaveCleanRoom.Cose.Structure;

namespace EnclaveCleanRoom.Cose.Signing;

/// <summary>Takes the signature algorithm from a layer's protected header, and from nowhere else.</summary>
internal static class AlgorithmHeader
{
    public static CoseFailure Read(Layer layer, out CoseAlgorithm algorithm)
    {
        algorithm = layer.Protected.Algorithm ?? default;
        return layer.Protected.Algorithm is not null ? CoseFailure.None
            : layer.Protected.Map.Contains(HeaderLabel.Algorithm) ? CoseFailure.AlgorithmUnknown
            : layer.Unprotected.Map.Contains(HeaderLabel.Algorithm) ? CoseFailure.AlgorithmNotProtected
            : CoseFailure.AlgorithmMissing;
    }
}
