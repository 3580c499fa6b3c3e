"""Reads where a paper was accepted out of its journal reference and comment."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from digest.model import Paper

# Conferences by the short form people write without saying "accepted"; others need that word.
_CONFERENCES = """
AAAI IJCAI NeurIPS NIPS ICML ICLR AISTATS UAI COLT ALT ACML ECML-PKDD ECML MLSys CoLLAs CPAL AutoML ACL EMNLP NAACL EACL AACL IJCNLP COLING
LREC-COLING LREC CoNLL COLM SemEval INLG SIGDIAL WMT IWSLT BEA BioNLP CVPR ICCV ECCV WACV BMVC ACCV 3DV ICPR ICIP MICCAI ISBI MIDL IPMI ICDAR
ICRA IROS CoRL RSS HRI ICAR Humanoids ITSC ACC CDC ECC L4DC KDD WWW WSDM CIKM SIGIR ECIR RecSys ICTIR CHIIR JCDL SIGMOD VLDB PVLDB ICDE EDBT ICDM
SDM PAKDD DASFAA ICSE FSE ESEC/FSE ISSTA MSR ICSME SANER ICPC EASE MODELS SEAMS ICST OOPSLA PLDI POPL ICFP ESOP ECOOP CAV TACAS LICS VMCAI CONCUR
STOC FOCS SODA ICALP ITCS STACS SoCG PODC DISC SPAA MFCS CCS NDSS EuroS&P ACSAC AsiaCCS CRYPTO EUROCRYPT ASIACRYPT TCC PETS PoPETs SOUPS DSN OSDI
SOSP NSDI EuroSys ASPLOS ISCA MICRO HPCA DAC ICCAD FCCM FPL ISSCC PPoPP HPDC IPDPS Middleware SIGCOMM IMC INFOCOM MobiCom MobiSys SenSys MobiHoc ICC
GLOBECOM VTC WCNC PIMRC SPAWC ISIT CHI CSCW UIST IUI TEI EuroVis PacificVis ISMAR UbiComp ASSETS FAccT AIES UMAP GECCO CEC PPSN AAMAS ICAPS ECAI
ICASSP INTERSPEECH Interspeech ASRU ISMIR DCASE WASPAA EUSIPCO ICMR ICME SIGGRAPH Eurographics MLHC CHIL ML4H IJCNN ICANN ESANN QCE AIED EDM LAK
ITiCSE SIGCSE ISCAS
""".split()  # noqa: SIM905 - eighty quoted names read worse
_TRANSACTIONS = {
    "pattern analysis and machine intelligence": "IEEE TPAMI",
    "robotics and automation letters": "IEEE RA-L",
    "machine learning research": "TMLR",
}
_YEAR = r"[\s,(]*['’]?(?P<year>20\d\d|(?<=['’])\d\d|(?<=[A-Z])\d\d)(?!\d)"
_NAMED = re.compile(
    r"(?<![\w./-])(?:the\s)?(?P<before>(?:Findings of (?:the )?|[Ww]orkshops? (?:at|of|in|@)\s?(?:the )?)?)(?:(?:IEEE|ACM|IEEE/CVF|IEEE/RSJ|ACM/IEEE)\s)?"
    rf"(?P<name>{'|'.join(re.escape(name) for name in sorted(_CONFERENCES, key=len, reverse=True))})(?![a-z])"
    rf"(?P<middle>[\s-]*(?:\(?(?:Findings|findings|Main|main|Workshops?|workshops?|Conference|conference|Industry|Demo)\)?\s?)*){_YEAR}?(?P<after>[^.;\n]*)"
)
_ACCEPTED = re.compile(
    r"\b(?:accepted|to appear|published|forthcoming|in press|appears?|presented|appeared|camera[- ]ready)\b"
    r"(?:\s(?:and|as|an?|full|short|long|regular|poster|oral|spotlight|paper|papers|publication|publications|presentation|be|presented|presentation"
    r"|inclusion|will|journal|research|track|peer-reviewed|conference|article|demo|main|published))*"
    r"\s*(?:at|to|in|by|for|with|,|:)\s+(?:(?:at|to|in|by|for|publication|presentation|inclusion|the|proceedings of|proceedings|of|journal)\s)*(?P<where>[^;\n]{2,160})",
    re.IGNORECASE,
)
_NOT_YET = re.compile(
    r"submitted|submission|under (?:peer[- ]?)?(?:review|consideration|revision)|reject|preprint of|extended version|extension of|extends|not accepted|in review|being reviewed"
    r"|withdrawn|intended for|prepared for|targeting|planned|conference version|earlier version|preliminary version|previous version|arxiv version of",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"(?<=[a-z)\d])[.;]\s+(?=[A-Z\d\[(h])|[;\n|]|\.$")
_PLACE = re.compile(
    r"(?:(?:IEEE|ACM)(?:/[A-Z]+)?\s(?:Trans(?:actions|\.)|Journal|Access|Letters|Open)|Journal|Transactions|Nature|Science|Physical|Annals|Proceedings"
    r"|International|European|[A-Z][\w&/-]*)(?:[\s-](?:[A-Z&][\w&/()'’-]*|on|of|and|in|for|the|20\d\d))*"
)
_MOST = 90


def venue(paper: Paper) -> str | None:
    """Where it was accepted or published, short, or None; being submitted or under review is no venue."""
    if paper.journal_ref.strip():
        return _journal(" ".join(paper.journal_ref.split()))
    for sentence in _SENTENCE.split(" ".join(paper.comment.split())):
        if not sentence or _NOT_YET.search(sentence):
            continue
        found = _conference(sentence) or _elsewhere(sentence)
        if found:
            return found
    return None


def _journal(reference: str) -> str | None:
    return _conference(reference) or _shortened(re.split(r",|\s\(?\d|;", reference, maxsplit=1)[0]) or None


def _conference(sentence: str) -> str | None:
    for match in _NAMED.finditer(sentence):
        accepted = _ACCEPTED.search(sentence[: match.end()])
        if not match["year"] and not accepted:
            continue
        year = match["year"] and (match["year"] if len(match["year"]) > 2 else f"20{match['year']}")  # noqa: PLR2004
        return " ".join(filter(None, (match["name"], year, _part(match))))
    return None


def _part(match: re.Match[str]) -> str | None:
    around = (match["before"] + match["middle"] + match["after"]).casefold()
    return "workshop" if "workshop" in around else "Findings" if "findings" in around else None


def _elsewhere(sentence: str) -> str | None:
    accepted = _ACCEPTED.search(sentence)
    if not accepted:
        return None
    place = _PLACE.match(accepted["where"].strip("\"“”'‘’ "))
    return _shortened(place[0]) if place else None


def _shortened(name: str) -> str | None:
    name = name.strip(" .,:()")
    low = name.casefold()
    for words, short in _TRANSACTIONS.items():
        if words in low:
            return short
    return name if 2 < len(name) <= _MOST else None  # noqa: PLR2004
