namespace EnclaveCleanRoom.SyntheticData;

/// <summary>Two codes that never stand in one row, such as a husband who is female: public knowledge, which no synthetic row breaks.</summary>
/// <param name="FirstColumn">The index of a column.</param>
/// <param name="FirstCode">A code of it.</param>
/// <param name="SecondColumn">The index of another column.</param>
/// <param name="SecondCode">A code of that.</param>
public readonly record struct StructuralZero(int FirstColumn, int FirstCode, int SecondColumn, int SecondCode);
