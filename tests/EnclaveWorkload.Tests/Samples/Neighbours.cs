namespace EnclaveCleanRoom.EnclaveWorkload.Tests.Samples;

/// <summary>Rows of two tables, and the same without one person in each non-empty subset of them.</summary>
internal sealed record Neighbours<TPrimary, TPartner>(IReadOnlyList<TPrimary> Primary, IReadOnlyList<TPartner> Partner)
    where TPrimary : IHasPerson
    where TPartner : IHasPerson
{
    public IEnumerable<string> People => Primary.Select(row => row.Id).Concat(Partner.Select(row => row.Id)).OfType<string>().Distinct();

    /// <summary>A test that fixes the secret must keep everybody else's number, so the person who leaves is numbered last.</summary>
    public Neighbours<TPrimary, TPartner> WithLast(string person) => new([.. Primary.OrderBy(row => row.Id == person)], [.. Partner.OrderBy(row => row.Id == person)]);

    public IEnumerable<Neighbours<TPrimary, TPartner>> Without(string person)
    {
        TPrimary[] primary = [.. Primary.Where(row => row.Id != person)];
        TPartner[] partner = [.. Partner.Where(row => row.Id != person)];
        yield return this with { Primary = primary };
        yield return this with { Partner = partner };
        yield return new Neighbours<TPrimary, TPartner>(primary, partner);
    }

    public Neighbours<TPrimary, TPartner> Reversed() => new([.. Primary.Reverse()], [.. Partner.Reverse()]);
}
