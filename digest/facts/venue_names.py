"""The conferences and journals that people write in short, and the long forms of the usual ones."""

from __future__ import annotations

CONFERENCES = frozenset(
    """
    AAAI IJCAI NeurIPS NIPS ICML ICLR AISTATS UAI COLT ALT ACML ECML-PKDD ECML MLSys CoLLAs CPAL AutoML ACL EMNLP NAACL
    EACL AACL IJCNLP COLING LREC-COLING LREC CoNLL COLM SemEval INLG SIGDIAL WMT IWSLT BEA BioNLP CVPR ICCV ECCV WACV
    BMVC ACCV 3DV ICPR ICIP MICCAI ISBI MIDL IPMI ICDAR ICRA IROS CoRL RSS HRI ICAR Humanoids ITSC ACC CDC ECC L4DC KDD
    WWW WSDM CIKM SIGIR ECIR RecSys ICTIR CHIIR JCDL SIGMOD VLDB PVLDB ICDE EDBT ICDM SDM PAKDD DASFAA ICSE FSE ESEC/FSE
    ISSTA MSR ICSME SANER ICPC EASE MODELS SEAMS ICST OOPSLA PLDI POPL ICFP ESOP ECOOP CAV TACAS LICS VMCAI CONCUR STOC
    FOCS SODA ICALP ITCS STACS SoCG PODC DISC SPAA MFCS CCS NDSS EuroS&P ACSAC AsiaCCS ESORICS CRYPTO EUROCRYPT
    ASIACRYPT TCC PETS PoPETs SOUPS DSN OSDI SOSP NSDI EuroSys ASPLOS ISCA MICRO HPCA DAC ICCAD FCCM FPL ISSCC PPoPP
    HPDC IPDPS Middleware SIGCOMM IMC INFOCOM MobiCom MobiSys SenSys MobiHoc ICC GLOBECOM VTC WCNC PIMRC SPAWC ISIT CHI
    CSCW UIST IUI TEI EuroVis PacificVis ISMAR UbiComp ASSETS FAccT AIES UMAP GECCO CEC PPSN AAMAS ICAPS ECAI ICASSP
    INTERSPEECH Interspeech ASRU ISMIR DCASE WASPAA EUSIPCO ICMR ICME SIGGRAPH Eurographics MLHC CHIL ML4H IJCNN ICANN
    ESANN QCE AIED EDM LAK ITiCSE SIGCSE ISCAS CogSci KR
    """.split()
)

# By the words that tell them apart; the conference ones stand for what is around them too.
LONG_FORMS = {
    "Computer Vision and Pattern Recognition": "CVPR",
    "International Conference on Learning Representations": "ICLR",
    "International Conference on Machine Learning": "ICML",
    "Neural Information Processing Systems": "NeurIPS",
    "Annual Meeting of the Association for Computational Linguistics": "ACL",
    "Findings of the Association for Computational Linguistics": "Findings of ACL",
    "Empirical Methods in Natural Language Processing": "EMNLP",
    "Research and Development in Information Retrieval": "SIGIR",
    "Robotics: Science and Systems": "RSS",
    "International Conference on Robotics and Automation": "ICRA",
    "International Conference on Intelligent Robots and Systems": "IROS",
    "Acoustics, Speech, and Signal Processing": "ICASSP",
    "Acoustics, Speech and Signal Processing": "ICASSP",
    "AAAI Conference on Artificial Intelligence": "AAAI",
    "International Joint Conference on Artificial Intelligence": "IJCAI",
    "Human Factors in Computing Systems": "CHI",
    "Fairness, Accountability, and Transparency": "FAccT",
    "Principles of Knowledge Representation and Reasoning": "KR",
    "Evaluation and Assessment in Software Engineering": "EASE",
    "Conference on Multimedia Retrieval": "ICMR",
    "Symposium on Information Theory": "ISIT",
}

JOURNALS = {
    "Transactions on Pattern Analysis and Machine Intelligence": "IEEE TPAMI",
    "TPAMI": "IEEE TPAMI",
    "Robotics and Automation Letters": "IEEE RA-L",
    "RA-L": "IEEE RA-L",
    "T-RO": "IEEE T-RO",
    "Transactions on Robotics": "IEEE T-RO",
    "Transactions on Machine Learning Research": "TMLR",
    "TMLR": "TMLR",
    "Journal of Machine Learning Research": "JMLR",
    "JMLR": "JMLR",
    "Transactions of the Association for Computational Linguistics": "TACL",
    "TACL": "TACL",
    "International Journal of Computer Vision": "IJCV",
    "IJCV": "IJCV",
    "IEEE Access": "IEEE Access",
}
