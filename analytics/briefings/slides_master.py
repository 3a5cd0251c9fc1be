"""The one slide master: 16:9, Arial, the Analysis Function's palette, and five layouts made of real placeholders."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from xml.sax.saxutils import escape

from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.opc.oxml import serialize_part_xml
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Emu, Inches

NAVY, BLUE, ORANGE, GREY, INK, RULE, PALE = "12436D", "2073BC", "F46A25", "BFBFBF", "1F1F1F", "D6D6D6", "ADD1F1"
FONT = "Arial"
WIDTH, HEIGHT = Inches(13.333), Inches(7.5)
LEFT, INNER = 0.6, 12.13
_NO_INSETS = " ".join(f'{side}Ins="0"' for side in "ltrb")


@dataclass(frozen=True)
class Holder:
    """One placeholder of a layout: kind and index as the format has them, place and size in inches, text size in points."""

    name: str
    kind: str
    index: int
    left: float
    top: float
    width: float
    height: float
    points: int
    colour: str = INK
    bold: bool = False
    anchor: str = "t"
    align: str = "l"


TITLE = Holder("Title", "title", 0, LEFT, 0.45, INNER, 0.95, 26, NAVY, bold=True, anchor="b")
SUBTITLE = Holder("Measure, place and period", "body", 13, LEFT, 1.48, INNER, 0.52, 14, "3D3D3D")
SOURCE = Holder("Source", "body", 15, LEFT, 6.52, INNER, 0.36, 11, "3D3D3D", anchor="b")
FOOTER = Holder("Footer", "ftr", 11, LEFT, 6.98, 9.6, 0.3, 10, "3D3D3D", anchor="ctr")
NUMBER = Holder("Slide number", "sldNum", 12, 11.73, 6.98, 1.0, 0.3, 10, "3D3D3D", anchor="ctr", align="r")
CHART = Holder("Chart", "chart", 14, LEFT, 2.05, INNER, 4.4, 12)
TABLE = Holder("Table", "tbl", 14, LEFT, 2.05, INNER, 4.4, 12)
TEXT = Holder("Text", "body", 14, LEFT, 2.05, INNER, 4.4, 16)
WIDE = Holder("Quotations", "body", 14, LEFT, 2.05, 8.3, 4.4, 16)
SIDE = Holder("Facts", "body", 16, 9.3, 2.05, 3.43, 4.4, 13, "3D3D3D")
OPENING = (
    Holder("Title", "ctrTitle", 0, LEFT, 1.75, 11.2, 1.5, 40, NAVY, bold=True, anchor="b"),
    Holder("Subtitle", "subTitle", 1, LEFT, 3.4, 11.2, 0.9, 20, "3D3D3D"),
    Holder("Provenance", "body", 13, LEFT, 4.75, 11.2, 1.7, 14, "3D3D3D", anchor="b"),
)

LAYOUTS: dict[str, tuple[Holder, ...]] = {
    "Title": OPENING,
    "Chart": (TITLE, SUBTITLE, CHART, SOURCE),
    "Table": (TITLE, SUBTITLE, TABLE, SOURCE),
    "Text": (TITLE, SUBTITLE, TEXT, SOURCE),
    "Quotations": (TITLE, SUBTITLE, WIDE, SIDE, SOURCE),
}


def blank_deck(marking: str) -> Any:
    """An empty presentation with this master. ``marking`` stands at the top of every slide; ``''`` for none."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = Emu(WIDTH), Emu(HEIGHT)
    _theme(deck.slide_master)
    _keep_layouts(deck, len(LAYOUTS))
    for layout, (name, holders) in zip(deck.slide_layouts, LAYOUTS.items(), strict=True):
        _redraw(layout, (*holders, FOOTER, NUMBER), "")
        layout._element.cSld.set("name", name)
        layout._element.attrib.pop("type", None)
    masters = tuple(_on_master(h) for h in (TITLE, TEXT, FOOTER, NUMBER))
    _redraw(deck.slide_master, masters, marking)
    _text_styles(deck.slide_master)
    _drop_leftovers(deck)
    return deck


def _on_master(holder: Holder) -> Holder:
    index = {"title": 0, "body": 1, "ftr": 3, "sldNum": 4}[holder.kind]
    return Holder(**{**holder.__dict__, "index": index})


def _keep_layouts(deck: Any, count: int) -> None:
    for layout in list(deck.slide_layouts)[count:]:
        deck.slide_layouts.remove(layout)


def _theme(master: Any) -> None:
    """Put our colours and font into the theme, so that whoever edits the deck is offered them first."""
    part = master.part.part_related_by(RT.THEME)
    tree = parse_xml(part.blob)
    colours = {"dk2": NAVY, "lt2": "F2F2F2", "accent1": NAVY, "accent2": BLUE, "accent3": ORANGE, "accent4": "28A197",
               "accent5": "801650", "accent6": GREY, "hlink": BLUE, "folHlink": "801650"}  # fmt: skip
    for name, value in colours.items():
        slot = tree.find(f".//{qn('a:clrScheme')}/{qn(f'a:{name}')}")
        slot.clear()
        slot.append(parse_xml(f'<a:srgbClr {nsdecls("a")} val="{value}"/>'))
    for latin in tree.findall(f".//{qn('a:fontScheme')}//{qn('a:latin')}"):
        latin.set("typeface", FONT)
    tree.find(f".//{qn('a:clrScheme')}").set("name", "Analysis Function")
    part._blob = serialize_part_xml(tree)


def _redraw(page: Any, holders: tuple[Holder, ...], marking: str) -> None:
    """Replace all shapes of a master or layout."""
    tree = page.shapes._spTree
    for shape in list(tree)[2:]:
        tree.remove(shape)
    for number, holder in enumerate(holders, start=2):
        tree.append(parse_xml(_placeholder(number, holder)))
    if page.__class__.__name__ == "SlideMaster":
        tree.append(parse_xml(_rule(50)))
        if marking:
            tree.append(parse_xml(_mark(51, marking)))


_PROMPTS = {"title": "Say the finding here", "ctrTitle": "Title", "ftr": "", "sldNum": "‹#›", "chart": "", "tbl": ""}


def _placeholder(number: int, h: Holder) -> str:
    index = f' idx="{h.index}"' if h.index else ""
    run = '<a:fld id="{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}" type="slidenum"><a:rPr lang="en-GB"/><a:t>‹#›</a:t></a:fld>'
    prompt = f'<a:r><a:rPr lang="en-GB"/><a:t>{escape(_PROMPTS.get(h.kind, h.name))}</a:t></a:r>'
    return f"""<p:sp {nsdecls("p", "a")}><p:nvSpPr><p:cNvPr id="{number}" name="{h.name}"/>
      <p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph type="{h.kind}"{index}/></p:nvPr></p:nvSpPr>
      <p:spPr>{_frame(h.left, h.top, h.width, h.height)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr>
      <p:txBody><a:bodyPr {_NO_INSETS} anchor="{h.anchor}"><a:normAutofit/></a:bodyPr>
      <a:lstStyle>{_levels(h)}</a:lstStyle><a:p>{run if h.kind == "sldNum" else prompt}</a:p></p:txBody></p:sp>"""


def _frame(left: float, top: float, width: float, height: float) -> str:
    x, y, w, h = (int(Inches(value)) for value in (left, top, width, height))
    return f'<a:xfrm><a:off x="{x}" y="{y}"/><a:ext cx="{w}" cy="{h}"/></a:xfrm>'


def _levels(h: Holder) -> str:
    bold = ' b="1"' if h.bold else ""
    space = '<a:spcAft><a:spcPts val="600"/></a:spcAft>' if h.kind == "body" and h.index in {14, 16} else ""
    look = (
        f'<a:defRPr lang="en-GB" sz="{h.points * 100}"{bold}><a:solidFill><a:srgbClr val="{h.colour}"/></a:solidFill></a:defRPr>'
    )
    before = '<a:spcBef><a:spcPts val="0"/></a:spcBef>'
    return f'<a:lvl1pPr marL="0" indent="0" algn="{h.align}">{before}{space}<a:buNone/>{look}</a:lvl1pPr>'


def _rule(number: int) -> str:
    """A thin line above the footer, marked as decoration for screen readers."""
    decorative = (
        '<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative '
        'xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext></a:extLst>'
    )
    return f"""<p:cxnSp {nsdecls("p", "a")}><p:nvCxnSpPr><p:cNvPr id="{number}" name="Rule">{decorative}</p:cNvPr>
      <p:cNvCxnSpPr/><p:nvPr userDrawn="1"/></p:nvCxnSpPr><p:spPr>{_frame(LEFT, 6.93, INNER, 0)}
      <a:prstGeom prst="line"><a:avLst/></a:prstGeom>
      <a:ln w="9525"><a:solidFill><a:srgbClr val="{RULE}"/></a:solidFill></a:ln></p:spPr></p:cxnSp>"""


def _mark(number: int, marking: str) -> str:
    return f"""<p:sp {nsdecls("p", "a")}><p:nvSpPr><p:cNvPr id="{number}" name="Handling marking"/>
      <p:cNvSpPr txBox="1"/><p:nvPr userDrawn="1"/></p:nvSpPr>
      <p:spPr>{_frame(LEFT, 0.14, INNER, 0.28)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/></p:spPr>
      <p:txBody><a:bodyPr {_NO_INSETS} anchor="ctr"/><a:lstStyle/><a:p><a:pPr algn="ctr"/>
      <a:r><a:rPr lang="en-GB" sz="1200" b="1"><a:solidFill><a:srgbClr val="{INK}"/></a:solidFill></a:rPr>
      <a:t>{escape(marking)}</a:t></a:r></a:p></p:txBody></p:sp>"""


def _text_styles(master: Any) -> None:
    """Left-aligned titles; the default template centres them."""
    style = master._element.find(qn("p:txStyles"))
    style.find(f"{qn('p:titleStyle')}/{qn('a:lvl1pPr')}").set("algn", "l")


def _drop_leftovers(deck: Any) -> None:
    """The default template's picture of itself and its printer's settings are not ours."""
    package, part = deck.part.package, deck.part
    for owner in (package, part):
        for key, rel in list(owner._rels.items()):
            if rel.reltype in {RT.THUMBNAIL, RT.PRINTER_SETTINGS}:
                owner._rels.pop(key)
