"""DOIs of the sources of the advice, by authors and year as `why` names them."""

from collections.abc import Mapping

DOIS: Mapping[str, str] = {
    "ACOG 2020": "10.1097/AOG.0000000000003772",
    "ACSM 2009": "10.1249/MSS.0b013e3181915670",
    "Abad et al. 2011": "10.1519/JSC.0b013e3181e8611b",
    "Balban et al. 2023": "10.1016/j.xcrm.2022.100895",
    "Buszard et al. 2017": "10.3389/fpsyg.2017.01350",
    "Calatayud et al. 2016": "10.1007/s00421-015-3305-7",
    "Calatayud et al. 2017": "10.1007/s00421-017-3637-6",
    "Calatayud et al. 2018": "10.1080/02640414.2017.1363403",
    "Fischer et al. 2017": "10.3389/fnhum.2017.00452",
    "Fradkin et al. 2010": "10.1519/JSC.0b013e3181c643a0",
    "Grgic and Mikulic 2022": "10.3390/ijerph19010089",
    "Grgic et al. 2018": "10.1007/s40279-017-0788-x",
    "Grgic et al. 2021": "10.3390/sports9110153",
    "Holgado et al. 2020": "10.5334/joc.126",
    "Jasien et al. 2015": "10.1371/journal.pone.0144505",
    "Kerr et al. 2010": "10.1177/0363546509351560",
    "Lebon et al. 2010": "10.1519/JSC.0b013e3181d8e936",
    "Marchant et al. 2009": "10.1519/JSC.0b013e3181b8d1e5",
    "Paoli et al. 2019": "10.4081/ejtm.2019.8250",
    "Paravlic et al. 2018": "10.1007/s40279-018-0874-8",
    "Parr et al. 2017": "10.1136/bmjsem-2017-000245",
    "Reiser et al. 2011": "10.3389/fpsyg.2011.00194",
    "Salame and Baddeley 1989": "10.1080/14640748908402355",
    "Schoenfeld and Contreras 2016": "10.1519/SSC.0000000000000190",
    "Schoenfeld et al. 2015": "10.1007/s40279-015-0304-0",
    "Schoenfeld et al. 2018": "10.1080/17461391.2018.1447020",
    "Schuecker et al. 2009": "10.1080/02640410903150467",
    "Schuster et al. 2011": "10.1186/1741-7015-9-75",
    "Simao et al. 2012": "10.2165/11597240-000000000-00000",
    "Snyder and Fry 2012": "10.1519/JSC.0b013e31823f8d11",
    "Vaghefi et al. 2021": "10.1136/bmjophth-2021-000723",
    "Van Cutsem et al. 2017": "10.1007/s40279-016-0672-0",
    "Vigotsky et al. 2022": "10.1007/s40279-021-01619-2",
    "Wulf et al. 2002": "10.1080/00222890209601939",
}


def with_doi(source: str, between: str = " ") -> str:
    """A source with its DOI at the end, where that is known.

    Args:
        source: authors, year and journal.
        between: what stands before the DOI.
    """
    doi = DOIS.get(source.partition(",")[0])
    return f"{source},{between}doi:{doi}" if doi else source
