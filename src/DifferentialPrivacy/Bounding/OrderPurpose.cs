namespace EnclaveCleanRoom.DifferentialPrivacy;

/// <summary>What a rank decides.</summary>
internal enum OrderPurpose
{
    GroupOfPerson = 1,
    RowOfGroup = 2,
    RowOfPerson = 3,
    SelectionDraw = 4,
    SelectionOrder = 5,
}
