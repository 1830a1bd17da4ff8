"""The closed lists of the registry, and the words IPIS writes for them (in French, as published)."""

from types import MappingProxyType

MINERALS = (
    "amethyst",
    "arsenopyrite",
    "bauxite",
    "cassiterite",
    "coal",
    "cobalt",
    "coltan",
    "copper",
    "diamond",
    "digenite",
    "galena",
    "gold",
    "iron",
    "lead",
    "manganese",
    "monazite",
    "niobium",
    "pyrochlore",
    "quartz",
    "sapphire",
    "silver",
    "titanium",
    "tourmaline",
    "wolframite",
    "zircon",
)
MINERAL_WORDS = MappingProxyType(
    {
        "améthyste": "amethyst",
        "argent": "silver",
        "arsénopyrite": "arsenopyrite",
        "bauxite": "bauxite",
        "cassitérite": "cassiterite",
        "charbon": "coal",
        "cobalt": "cobalt",
        "coltan": "coltan",
        "cuivre": "copper",
        "diamant": "diamond",
        "digénite": "digenite",
        "fer": "iron",
        "galene": "galena",
        "galène": "galena",
        "manganèse": "manganese",
        "monazite": "monazite",
        "niobium": "niobium",
        "or": "gold",
        "plomb": "lead",
        "pyrochlore": "pyrochlore",
        "quartz": "quartz",
        "saphir": "sapphire",
        "titanium": "titanium",
        "titane": "titanium",
        "tourmaline": "tourmaline",
        "wolframite": "wolframite",
        "zircon": "zircon",
    }
)
MIXED_MINERALS = MappingProxyType({"minerais mixtes (cassitérite/coltan)": ("cassiterite", "coltan")})
UNKNOWN_MINERAL = "inconnu"

QUALIFICATIONS = MappingProxyType(
    {
        "vert": "green",
        "jaune": "yellow",
        "rouge": "red",
        "bleu": "blue",
        "not class": "not_classified",
        "no class": "not_classified",
    }
)
MECHANISATION = MappingProxyType({"bas": "low", "moyen": "medium", "haut": "high"})
ACCESS = MappingProxyType(
    {
        "less2h": "less_than_2_hours",
        "more2h": "more_than_2_hours",
        "carmoto": "car_or_motorcycle",
    }
)
TRACEABILITY = MappingProxyType(
    {
        "itsci": "itsci",
        "itsci (not visited by ipis)": "itsci",
        "better mining (bsp)": "better_mining",
        "itoa": "itoa",
    }
)
# SAESSCAM became SAEMAPE: one service under two names.
STATE_SERVICES = MappingProxyType(
    {
        "saesscam": "saemape",
        "saemape": "saemape",
        "itsci (via saesscam)": "itsci_via_saemape",
        "itsci (via saemape)": "itsci_via_saemape",
        "division des mines": "mines_division",
        "police des mines": "mines_police",
        "pmh": "mines_police",
        "chefferie": "chieftaincy",
        "anti-fraude": "anti_fraud",
    }
)
ARMED_TYPES = MappingProxyType(
    {
        "aucun": "none",
        "groupe armé local": "local_group",
        "groupe armé étranger": "foreign_group",
        "fardc - éléments indisciplinés": "army_interfering",
        "fardc - pas d'ingérence constatée": "army_not_interfering",
        "fardc - pas de données sur les ingérences": "army_no_data",
        "pmh - éléments indisciplinés": "mines_police_interfering",
        "pmh - pas d'ingérence constatée": "mines_police_not_interfering",
        "pnc - éléments indisciplinés": "police_interfering",
        "pnc - pas d'ingérence constatée": "police_not_interfering",
    }
)
WORK = MappingProxyType(
    {
        "creuser": "digging",
        "creuser sous terre": "digging_underground",
        "lavage": "washing",
        "laver": "washing",
        "laver l'or": "washing",
        "traiter les déchets": "treating_waste",
        "transport des minerais": "carrying",
        "transporter": "carrying",
        "concassage": "crushing",
        "usage du mercure": "using_mercury",
        "vendre": "selling",
        "commerce de minerais": "selling",
        "vente de l'or": "selling",
        "restauration": "cooking",
        "boutique": "shop",
    }
)
UNKNOWN_WORK = "je ne sais pas"
COLLECTORS = MappingProxyType(
    {
        "IPIS": "ipis",
        "IPIS - Ministère des Mines": "ipis-ministry-of-mines",
        "BGR": "ipis-bgr",
        "Third-party": "ipis-third-party",
    }
)
ORIGINS = (
    ("village", "village"),
    ("gps (approximation)", "gps_approximate"),
    ("gps (4 km", "gps_approximate"),
    ("gps", "gps"),
    ("approximation", "approximation"),
    ("landsat", "digitised"),
    ("numérisation", "digitised"),
    ("ancienne base", "approximation"),
)


def fold(text: str) -> str:
    """Lower case with straight apostrophes and single blanks: how words are looked up in these lists."""
    return " ".join(text.replace("’", "'").replace("‘", "'").lower().split())


def read_origin(text: str) -> str:
    """How a position became known, as a key; `unknown` for words not on the list."""
    folded = fold(text)
    return next((key for word, key in ORIGINS if word in folded), "unknown")
