"""DOIs of the sources of the advice, by authors and year as `why` names them."""

from collections.abc import Mapping

DOIS: Mapping[str, str] = {
    "Buszard et al. 2017": "10.3389/fpsyg.2017.01350",
    "Calatayud et al. 2016": "10.1007/s00421-015-3305-7",
    "Calatayud et al. 2017": "10.1007/s00421-017-3637-6",
    "Calatayud et al. 2018": "10.1080/02640414.2017.1363403",
    "Jasien et al. 2015": "10.1371/journal.pone.0144505",
    "Schoenfeld and Contreras 2016": "10.1519/SSC.0000000000000190",
    "Schoenfeld et al. 2015": "10.1007/s40279-015-0304-0",
    "Schoenfeld et al. 2018": "10.1080/17461391.2018.1447020",
    "Van Cutsem et al. 2017": "10.1007/s40279-016-0672-0",
}


def with_doi(source: str, between: str = " ") -> str:
    """A source with its DOI at the end, where that is known.

    Args:
        source: authors, year and journal.
        between: what stands before the DOI.
    """
    doi = DOIS.get(source.partition(",")[0])
    return f"{source},{between}doi:{doi}" if doi else source
