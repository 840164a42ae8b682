using InBeeld.Capabilities.People.ImportOpenData.Reading;

namespace InBeeld.Tests.People;

public sealed class OpenDataNamesTests
{
    [Theory]
    [InlineData("S GRAVENHAGE", "'s-Gravenhage")]
    [InlineData("'S-HERTOGENBOSCH", "'s-Hertogenbosch")]
    [InlineData("'S-HEER ARENDSKERKE", "'s-Heer Arendskerke")]
    [InlineData("'S GRAVENMOER", "'s Gravenmoer")]
    [InlineData("'T ZAND", "'t Zand")]
    [InlineData("TULL EN 'T WAAL", "Tull en 't Waal")]
    [InlineData("IJMUIDEN", "IJmuiden")]
    [InlineData("KRIMPEN AAN DEN IJSSEL", "Krimpen aan den IJssel")]
    [InlineData("NIEUWERKERK AD IJSSEL", "Nieuwerkerk aan den IJssel")]
    [InlineData("BERGEN OP ZOOM", "Bergen op Zoom")]
    [InlineData("DE BILT", "De Bilt")]
    [InlineData("OUD-BEIJERLAND", "Oud-Beijerland")]
    [InlineData("REUSEL-DE MIERDEN", "Reusel-De Mierden")]
    [InlineData("2E EXLOERMOND", "2e Exloermond")]
    [InlineData("HENGELO GLD", "Hengelo (Gld)")]
    [InlineData("ALTEVEER GEM DE WOLDEN", "Alteveer (gem. De Wolden)")]
    [InlineData("ST.-ANNAPAROCHIE", "St.-Annaparochie")]
    [InlineData("Noardeast-Fryslân", "Noardeast-Fryslân")]
    public void A_place_in_capitals_is_written_as_people_do(string published, string written) => Assert.Equal(written, ReadableName.Place(published));

    [Theory]
    [InlineData("OBS DE REGENBOOG", "OBS de Regenboog")]
    [InlineData("DE REGENBOOG", "De Regenboog")]
    [InlineData("PCBS IJSVOGEL", "PCBS IJsvogel")]
    [InlineData("SCHOOL MET DE BIJBEL 'T VELD", "School met de Bijbel 't Veld")]
    [InlineData("RKBS ST JOZEF II", "RKBS ST Jozef II")]
    [InlineData("RS 11", "RS 11")]
    [InlineData("IKC ZIEZO!", "IKC Ziezo!")]
    [InlineData("OBS de Regenboog", "OBS de Regenboog")]
    [InlineData("  Dalton   Kindcentrum  ", "Dalton Kindcentrum")]
    public void A_school_in_capitals_keeps_its_abbreviations(string published, string written) => Assert.Equal(written, ReadableName.School(published));

    [Theory]
    [InlineData("285", "0285")]
    [InlineData("0285", "0285")]
    [InlineData("GM0285", "0285")]
    [InlineData("5", "0005")]
    [InlineData("<5", null)]
    [InlineData("12345", null)]
    [InlineData("", null)]
    public void A_municipality_has_four_digits(string published, string? code) => Assert.Equal(code, Codes.Municipality(published));

    [Theory]
    [InlineData("7822HG", "7822 HG")]
    [InlineData("7822 hg", "7822 HG")]
    [InlineData("B-2000", "B-2000")]
    public void A_postcode_has_one_space(string published, string written) => Assert.Equal(written, Codes.Postcode(published));
}
