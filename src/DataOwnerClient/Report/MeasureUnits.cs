using EnclaveCleanRoom.Agreements.Queries;

namespace EnclaveCleanRoom.DataOwnerClient.Report;

/// <summary>Tells how the figures of a question are written.</summary>
internal static class MeasureUnits
{
    internal static MeasureUnit Of(SegmentsQuery query, Measure measure) => measure switch
    {
        AmountMeasure => MeasureUnit.Amount,
        RatioMeasure ratio => query.FindMeasure(ratio.Of) is OutcomeMeasure && query.FindMeasure(ratio.Per) is RowsMeasure ? MeasureUnit.Share : MeasureUnit.Amount,
        _ => MeasureUnit.Count,
    };
}
