using EnclaveCleanRoom.Agreements.Identity;

namespace EnclaveCleanRoom.Agreements.Tests.Identity;

public sealed class IdNormalisationTests
{
    private static readonly IdNormalisation s_email = new(new TrimRule(), EmailRule.Common);
    private static readonly IdNormalisation s_phone = new(new TrimRule(), new PhoneRule("44", "0"));

    [Theory]
    [InlineData("AbC ")]
    [InlineData("  12")]
    [InlineData("ß")]
    public void Without_rules_an_identifier_stays_as_it_is(string raw) => Assert.Equal(raw, Normalised(IdNormalisation.None, raw));

    [Theory]
    [InlineData("  Ab C\t", "ab c")]
    [InlineData("\uFEFFX1\u200B", "x1")]
    [InlineData("\u00A0ÀÉ\u3000", "àé")]
    [InlineData("ΣΑΣ", "σασ")]
    public void Trimming_and_lower_case_work_for_every_script(string raw, string expected) =>
        Assert.Equal(expected, Normalised(IdNormalisation.TrimmedLowerCase, raw));

    [Fact]
    public void Upper_case_is_the_other_choice() =>
        Assert.Equal("P-12", Normalised(new IdNormalisation(new CaseRule(LetterCase.Upper)), "p-12"));

    [Theory]
    [InlineData("Jane.Doe+ads@GMail.com", "janedoe@gmail.com")]
    [InlineData(" jane.doe@googlemail.com ", "janedoe@googlemail.com")]
    [InlineData("Jane.Doe+ads@Example.org", "jane.doe+ads@example.org")]
    [InlineData("O'Brien@mail.example.co.uk", "o'brien@mail.example.co.uk")]
    [InlineData("müller@bücher.example", "müller@bücher.example")]
    public void Dots_and_tags_are_dropped_only_where_the_rule_says_so(string raw, string expected) =>
        Assert.Equal(expected, Normalised(s_email, raw));

    [Fact]
    public void Every_domain_can_be_named_at_once()
    {
        IdNormalisation rules = new(new EmailRule { IgnoreTagsAt = [EmailRule.EveryDomain] });
        Assert.Equal("a.b@example.org", Normalised(rules, "A.b+c+d@example.org"));
    }

    [Theory]
    [InlineData("jane")]
    [InlineData("@example.org")]
    [InlineData("jane@")]
    [InlineData("jane@localhost")]
    [InlineData("jane@@example.org")]
    [InlineData("jane@exa mple.org")]
    [InlineData("ja ne@example.org")]
    [InlineData("jane@example..org")]
    [InlineData("jane@example.org.")]
    [InlineData("jane@example.org, joe@example.org")]
    [InlineData("+tag@gmail.com")]
    [InlineData("...@gmail.com")]
    public void What_is_no_email_address_is_rejected(string raw) => AssertRejected(IdRejection.NotAnEmailAddress, s_email, raw);

    [Theory]
    [InlineData("07700 900123", "+447700900123")]
    [InlineData("+44 7700 900123", "+447700900123")]
    [InlineData("0044-7700-900123", "+447700900123")]
    [InlineData("+44 (0)7700 900123", "+447700900123")]
    [InlineData("(07700) 900.123", "+447700900123")]
    [InlineData("tel:+447700900123", "+447700900123")]
    [InlineData("7700 900123", "+447700900123")]
    [InlineData("+1 202 555 0123", "+12025550123")]
    public void Phone_numbers_come_to_the_international_form(string raw, string expected) =>
        Assert.Equal(expected, Normalised(s_phone, raw));

    [Theory]
    [InlineData("202 555 0123", "+12025550123")]
    [InlineData("1 202 555 0123", "+12025550123")]
    [InlineData("+12025550123", "+12025550123")]
    public void A_trunk_prefix_that_equals_the_country_code_is_no_ambiguity(string raw, string expected) =>
        Assert.Equal(expected, Normalised(new IdNormalisation(new PhoneRule("1", "1")), raw));

    [Fact]
    public void Where_there_is_no_trunk_prefix_a_leading_zero_belongs_to_the_number() =>
        Assert.Equal("+390612345678", Normalised(new IdNormalisation(new PhoneRule("39", "")), "06 1234 5678"));

    [Theory]
    [InlineData("12345")]
    [InlineData("+")]
    [InlineData("0")]
    [InlineData("+0 7700 900123")]
    [InlineData("07700 900123 x4")]
    [InlineData("07700+900123")]
    [InlineData("+1234567890123456")]
    [InlineData("n/a")]
    public void What_is_no_phone_number_is_rejected(string raw) => AssertRejected(IdRejection.NotAPhoneNumber, s_phone, raw);

    [Fact]
    public void A_number_that_can_be_read_in_two_ways_is_rejected_rather_than_guessed() =>
        AssertRejected(IdRejection.AmbiguousPhoneNumber, s_phone, "447700900123");

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" \t\u00A0")]
    public void An_absent_identifier_is_empty_under_any_rules(string? raw)
    {
        AssertRejected(IdRejection.Empty, IdNormalisation.None, raw);
        AssertRejected(IdRejection.Empty, s_email, raw);
        AssertRejected(IdRejection.Empty, s_phone, raw);
    }

    [Fact]
    public void An_identifier_of_invisible_marks_alone_is_empty_after_trimming() =>
        AssertRejected(IdRejection.Empty, IdNormalisation.TrimmedLowerCase, "\u200B\uFEFF");

    [Theory]
    [InlineData("a\0b")]
    [InlineData("a\uFFFDb")]
    [InlineData("a\uD800")]
    [InlineData("\uDC00a")]
    [InlineData("\u0007x")]
    public void Characters_that_no_identifier_has_are_rejected(string raw) =>
        AssertRejected(IdRejection.UnusableCharacter, IdNormalisation.None, raw);

    [Fact]
    public void The_longest_identifier_passes_and_one_character_more_does_not()
    {
        Assert.Equal(new string('a', 256), Normalised(IdNormalisation.None, new string('a', 256)));
        AssertRejected(IdRejection.TooLong, IdNormalisation.None, new string('a', 257));
        AssertRejected(IdRejection.NotAPhoneNumber, s_phone, new string('1', 256));
    }

    [Fact]
    public void Normalising_twice_changes_nothing()
    {
        foreach (string raw in (string[])["Jane.Doe+x@GMAIL.com", "a@b.example"])
        {
            string once = Normalised(s_email, raw);
            Assert.Equal(once, Normalised(s_email, once));
        }

        foreach (string raw in (string[])["07700 900123", "+1 202 555 0123"])
        {
            string once = Normalised(s_phone, raw);
            Assert.Equal(once, Normalised(s_phone, once));
        }
    }

    [Fact]
    public void A_destination_that_is_too_small_is_the_callers_mistake() =>
        Assert.Throws<ArgumentException>(() => IdNormalisation.None.Normalise("a", new char[255], out _));

    [Fact]
    public void Contradictory_rules_are_the_callers_mistake() =>
        Assert.Throws<ArgumentException>(() => new IdNormalisation(EmailRule.Common, new PhoneRule("44", "0")));

    [Theory]
    [InlineData("", "0")]
    [InlineData("044", "0")]
    [InlineData("4444", "0")]
    [InlineData("4a", "0")]
    [InlineData("44", "0000")]
    [InlineData("44", "x")]
    public void An_impossible_dialling_plan_is_the_callers_mistake(string code, string trunk) =>
        Assert.Throws<ArgumentException>(() => new PhoneRule(code, trunk));

    private static string Normalised(IdNormalisation rules, string raw)
    {
        string? id = rules.Normalise(raw, out IdRejection rejection);
        Assert.Equal(IdRejection.None, rejection);
        return id!;
    }

    private static void AssertRejected(IdRejection expected, IdNormalisation rules, string? raw)
    {
        Assert.Null(rules.Normalise(raw, out IdRejection rejection));
        Assert.Equal(expected, rejection);
    }
}
