"""A form of the small framework, written by hand, and instances of it."""

from datetime import UTC, datetime
from hashlib import md5, sha256
from xml.sax.saxutils import escape

from ladder.field.models import FieldForm

GROUPS = {"R-1": "p1/r_r_1", "R-2": "p1/r_r_2", "R-3": "stops/r_r_3", "R-4": "p2/r_r_4"}
QUESTIONS = [
    *({"group": path.split("/")[1], "requirement": key} for key, path in GROUPS.items()),
    {"group": "c_underground", "condition": "underground"},
]
STATES = {
    "met": ("Met", "Conforme"),
    "partly": ("Partly", "En partie"),
    "not_met": ("Not met", "Non conforme"),
    "not_applicable": ("Does not apply", "Sans objet"),
    "not_assessed": ("Not looked at", "Pas regardé"),
}
METHODS = {"d": ("Documents", "Documents"), "i": ("Interviews", "Entretiens"), "o": ("Observation", "Observation")}
MADE_AT = datetime(2026, 1, 2, tzinfo=UTC)


def make_small_form(version, kind=FieldForm.Kind.VISIT, form_id="small", form_version="1"):
    """The row of a form whose XForm is just large enough to be read."""
    xml = small_xform(form_id, form_version).encode()
    return FieldForm.objects.create(
        kind=kind, form_id=f"{form_id}_{kind}", form_version=form_version, version=version, target_level=2,
        titles={"en": "Small visit", "fr": "Petite visite"}, questions=QUESTIONS if kind == "visit" else [], xlsform=b"",
        xml=xml.replace(f'id="{form_id}"'.encode(), f'id="{form_id}_{kind}"'.encode()),
        xml_md5=md5(xml, usedforsecurity=False).hexdigest(), xml_sha256=sha256(xml).hexdigest(), maker="hand/1",
        created_at=MADE_AT,
    )  # fmt: skip


def small_xform(form_id, form_version):
    """An XForm as pyxform writes them: groups with words, lists of answers beside the form."""
    asked, binds, body, texts = [], [], [], {"en": [], "fr": []}

    def say(ref, english, french):
        for code, words in (("en", english), ("fr", french)):
            texts[code].append(f'<text id="{ref}"><value>{escape(words)}</value></text>')

    def label(path):
        return f"<label ref=\"jr:itext('{path}:label')\"/>"

    def choose(tag, path, name):
        items = f'<itemset nodeset="instance(\'{name}\')/root/item"><value ref="name"/><label ref="jr:itext(itextId)"/></itemset>'
        return f'<{tag} ref="{path}">{label(path)}{items}</{tag}>'

    for key, path in GROUPS.items():
        at = f"/data/{path}"
        section, group = path.split("/")
        asked.append((section, f"<{group}><state/><reason/><methods/><photo/><people_asked/></{group}>"))
        binds += [f'<bind nodeset="{at}/photo" type="binary"/>', f'<bind nodeset="{at}/state" type="string"/>']
        body.append(
            f'<group ref="{at}">{label(at)}{choose("select1", f"{at}/state", "states")}'
            f'<input ref="{at}/reason">{label(f"{at}/reason")}</input>{choose("select", f"{at}/methods", "methods")}'
            f'<upload ref="{at}/photo" mediatype="image/*">{label(f"{at}/photo")}</upload>'
            f'<input ref="{at}/people_asked">{label(f"{at}/people_asked")}</input></group>'
        )
        say(f"{at}:label", f"Requirement {key}", f"Exigence {key}")
        for name, english, french in (
            ("state", "How does it stand?", "Qu'en est-il ?"), ("reason", "Why?", "Pourquoi ?"), ("photo", "Photo", "Photo"),
            ("methods", "How did you look?", "Comment ?"), ("people_asked", "How many people?", "Combien ?"),
        ):  # fmt: skip
            say(f"{at}/{name}:label", english, french)
    for name, choices in (("states", STATES), ("methods", METHODS)):
        for key, words in choices.items():
            say(f"{name}-{key}", *words)
    for path, words in (("/data/visit", "Visit"), ("/data/visit/site", "Site"), ("/data/visit/place", "Place")):
        say(f"{path}:label", words, words)
    sections = "".join(
        f"<{name}>{''.join(x for s, x in asked if s == name)}</{name}>" for name in dict.fromkeys(s for s, _ in asked)
    )
    lists = "".join(
        f'<instance id="{name}"><root>'
        + "".join(f"<item><itextId>{name}-{key}</itextId><name>{key}</name></item>" for key in choices)
        + "</root></instance>"
        for name, choices in (("states", STATES), ("methods", METHODS))
    )
    itext = "".join(
        f'<translation lang="{lang}">{"".join(texts[code])}</translation>'
        for code, lang in (("en", "English (en)"), ("fr", "Français (fr)"))
    )
    return (
        '<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml" xmlns:jr="http://openrosa.org/javarosa"'
        ' xmlns:orx="http://openrosa.org/xforms"><h:head><h:title>Small</h:title><model>'
        f'<itext>{itext}</itext><instance><data id="{form_id}" version="{form_version}"><start/><end/><today/>'
        "<visit><site/><place/></visit><conditions><c_underground/><c_underground_seen/></conditions>"
        f"{sections}<orx:meta><orx:instanceID/></orx:meta></data></instance>{lists}"
        '<bind nodeset="/data/visit/place" type="geopoint"/>' + "".join(binds) + "</model></h:head>"
        f'<h:body><input ref="/data/visit/site">{label("/data/visit/site")}</input>'
        f'<input ref="/data/visit/place">{label("/data/visit/place")}</input>{"".join(body)}</h:body></h:html>'
    )  # fmt: skip


def visit_xml(form, instance, site, answers, *, corrects="", day="2026-03-01", place="", conditions=None):
    """A filled-in form, as a phone writes it."""
    values = {"start": f"{day}T08:00:00+02:00", "end": f"{day}T12:00:00+02:00", "today": day, "visit/site": site}
    values |= {"visit/place": place} if place else {}
    for key, said in (conditions or {}).items():
        values |= {f"conditions/c_{key}": said, f"conditions/c_{key}_seen": "seen by the assessor"}
    for key, said in answers.items():
        given = said if isinstance(said, dict) else {"state": said}
        values |= {f"{GROUPS[key]}/{name}": text for name, text in given.items()}
    return instance_xml(form, instance, values, corrects)


def instance_xml(form, instance, values, corrects=""):
    """Paths and texts as a document."""
    tree: dict = {}
    for path, text in values.items():
        *groups, name = path.split("/")
        place = tree
        for group in groups:
            place = place.setdefault(group, {})
        place[name] = text
    deprecated = f"<deprecatedID>{corrects}</deprecatedID>" if corrects else ""
    return (
        f'<data xmlns:orx="http://openrosa.org/xforms" id="{form.form_id}" version="{form.form_version}">{as_xml(tree)}'
        f"<meta><instanceID>{instance}</instanceID>{deprecated}</meta></data>"
    ).encode()


def as_xml(tree):
    return "".join(
        f"<{name}>{as_xml(inner) if isinstance(inner, dict) else escape(str(inner))}</{name}>"
        for name, inner in tree.items()
    )
