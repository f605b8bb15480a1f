namespace EnclaveCleanRoom.DifferentialPrivacy.Accounting.Losses;

/// <summary>The Gauss-Legendre rule of four nodes, exact for polynomials of degree 7; used on panels so short that its error is below 1e-14 of the panel.</summary>
internal static class Panel
{
    private static readonly double[] s_places = [-0.8611363115940526, -0.3399810435848563, 0.3399810435848563, 0.8611363115940526];
    private static readonly double[] s_weights = [0.3478548451374538, 0.6521451548625461, 0.6521451548625461, 0.3478548451374538];

    public static int Nodes => s_places.Length;

    public static double Place(int node, double low, double high) => low + ((high - low) * 0.5 * (1 + s_places[node]));

    public static double Weight(int node, double low, double high) => (high - low) * 0.5 * s_weights[node];
}
