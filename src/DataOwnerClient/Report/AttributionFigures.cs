namespace EnclaveCleanRoom.DataOwnerClient.Report;

/// <summary>Conversions credited to campaigns.</summary>
/// <param name="Conversions">The conversions' table.</param>
/// <param name="Window">How long before a conversion an exposure counts, in words.</param>
/// <param name="Values">The columns that are credited besides conversions.</param>
/// <param name="Models">The models.</param>
/// <param name="Total">All bounded conversions.</param>
internal sealed record AttributionFigures(string Conversions, string Window, IReadOnlyList<string> Values, IReadOnlyList<CreditedModel> Models, ReportFigure Total);
