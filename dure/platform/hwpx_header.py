"""The parts of an HWPX file that are the same for every paper: versions, settings, fonts, looks of letters, paragraphs and borders."""

from collections.abc import Iterable

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_SPACES = {
    "ha": "http://www.hancom.co.kr/hwpml/2011/app",
    "hp": "http://www.hancom.co.kr/hwpml/2011/paragraph",
    "hp10": "http://www.hancom.co.kr/hwpml/2016/paragraph",
    "hs": "http://www.hancom.co.kr/hwpml/2011/section",
    "hc": "http://www.hancom.co.kr/hwpml/2011/core",
    "hh": "http://www.hancom.co.kr/hwpml/2011/head",
    "hhs": "http://www.hancom.co.kr/hwpml/2011/history",
    "hm": "http://www.hancom.co.kr/hwpml/2011/master-page",
    "hpf": "http://www.hancom.co.kr/schema/2011/hpf",
    "dc": "http://purl.org/dc/elements/1.1/",
    "opf": "http://www.idpf.org/2007/opf/",
    "ooxmlchart": "http://www.hancom.co.kr/hwpml/2016/ooxmlchart",
    "hwpunitchar": "http://www.hancom.co.kr/hwpml/2016/HwpUnitChar",
    "epub": "http://www.idpf.org/2007/ops",
    "config": "urn:oasis:names:tc:opendocument:xmlns:config:1.0",
}
NAMESPACES = " ".join(f'xmlns:{name}="{address}"' for name, address in _SPACES.items())
TEXT, BOLD, HEADING, TITLE = range(4)
ALIGNS = ("left", "center", "right")
PLAIN, LINED, SHADED = 1, 2, 3

VERSION = (
    f'{_HEAD}<hv:HCFVersion xmlns:hv="http://www.hancom.co.kr/hwpml/2011/version" tagetApplication="WORDPROCESSOR" major="5" minor="1"'
    ' micro="0" buildNumber="1" os="1" xmlVersion="1.4" application="Dure" appVersion="1, 0, 0, 0"/>'
)
SETTINGS = (
    f'{_HEAD}<ha:HWPApplicationSetting xmlns:ha="{_SPACES["ha"]}"><ha:CaretPosition listIDRef="0" paraIDRef="0" pos="0"/>'
    "</ha:HWPApplicationSetting>"
)
CONTAINER = (
    f'{_HEAD}<ocf:container xmlns:ocf="urn:oasis:names:tc:opendocument:xmlns:container" xmlns:hpf="{_SPACES["hpf"]}"><ocf:rootfiles>'
    '<ocf:rootfile full-path="Contents/content.hpf" media-type="application/hwpml-package+xml"/>'
    '<ocf:rootfile full-path="Preview/PrvText.txt" media-type="text/plain"/></ocf:rootfiles></ocf:container>'
)
MANIFEST = f'{_HEAD}<odf:manifest xmlns:odf="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
SECTION = (
    '<hp:secPr id="" textDirection="HORIZONTAL" spaceColumns="1134" tabStop="8000" tabStopVal="4000" tabStopUnit="HWPUNIT"'
    ' outlineShapeIDRef="1" memoShapeIDRef="0" textVerticalWidthHead="0" masterPageCnt="0">'
    '<hp:grid lineGrid="0" charGrid="0" wonggojiFormat="0"/><hp:startNum pageStartsOn="BOTH" page="0" pic="0" tbl="0" equation="0"/>'
    '<hp:visibility hideFirstHeader="0" hideFirstFooter="0" hideFirstMasterPage="0" border="SHOW_ALL" fill="SHOW_ALL"'
    ' hideFirstPageNum="0" hideFirstEmptyLine="0" showLineNumber="0"/>'
    '<hp:lineNumberShape restartType="0" countBy="0" distance="0" startNumber="0"/>{page}'
    '<hp:footNotePr><hp:autoNumFormat type="DIGIT" userChar="" prefixChar="" suffixChar=")" supscript="0"/>'
    '<hp:noteLine length="-1" type="SOLID" width="0.12 mm" color="#000000"/>'
    '<hp:noteSpacing betweenNotes="283" belowLine="567" aboveLine="850"/><hp:numbering type="CONTINUOUS" newNum="1"/>'
    '<hp:placement place="EACH_COLUMN" beneathText="0"/></hp:footNotePr>'
    '<hp:endNotePr><hp:autoNumFormat type="DIGIT" userChar="" prefixChar="" suffixChar=")" supscript="0"/>'
    '<hp:noteLine length="-1" type="SOLID" width="0.12 mm" color="#000000"/>'
    '<hp:noteSpacing betweenNotes="0" belowLine="567" aboveLine="850"/><hp:numbering type="CONTINUOUS" newNum="1"/>'
    '<hp:placement place="END_OF_DOCUMENT" beneathText="0"/></hp:endNotePr></hp:secPr>'
)
_LANGUAGES = ("hangul", "latin", "hanja", "japanese", "other", "symbol", "user")
_FONTS = ("함초롬돋움", "함초롬바탕")
_LOOKS = ((1000, 1, False), (1000, 1, True), (1200, 0, True), (1800, 0, True))
"""Height in hundredths of a point, font, bold: for text, bold text, headings, the title."""


def head() -> str:
    """Contents/header.xml."""
    return (
        f'{_HEAD}<hh:head {NAMESPACES} version="1.4" secCnt="1"><hh:beginNum page="1" footnote="1" endnote="1" pic="1" tbl="1" equation="1"/>'
        f"<hh:refList>{_fonts()}{_listed('borderFills', _borders())}{_listed('charProperties', _letters())}{_TABS}"
        f"{_listed('paraProperties', _paragraphs())}{_STYLES}</hh:refList>"
        '<hh:compatibleDocument targetProgram="HWP201X"><hh:layoutCompatibility/></hh:compatibleDocument>'
        '<hh:docOption><hh:linkinfo path="" pageInherit="0" footnoteInherit="0"/></hh:docOption><hh:trackchageConfig flags="56"/></hh:head>'
    )


_TABS = '<hh:tabProperties itemCnt="1"><hh:tabPr id="0" autoTabLeft="0" autoTabRight="0"/></hh:tabProperties>'
_STYLES = (
    '<hh:styles itemCnt="1"><hh:style id="0" type="PARA" name="바탕글" engName="Normal" paraPrIDRef="0" charPrIDRef="0"'
    ' nextStyleIDRef="0" langID="1042" lockForm="0"/></hh:styles>'
)


def _listed(name: str, items: Iterable[str]) -> str:
    kept = list(items)
    return f'<hh:{name} itemCnt="{len(kept)}">{"".join(kept)}</hh:{name}>'


def _fonts() -> str:
    fonts = "".join(f'<hh:font id="{number}" face="{face}" type="TTF" isEmbedded="0"/>' for number, face in enumerate(_FONTS))
    return _listed(
        "fontfaces", (f'<hh:fontface lang="{name.upper()}" fontCnt="{len(_FONTS)}">{fonts}</hh:fontface>' for name in _LANGUAGES)
    )


def _borders() -> Iterable[str]:
    """Nothing around; lines around; lines around on gray."""
    gray = '<hc:fillBrush><hc:winBrush faceColor="#EEEEEE" hatchColor="#999999" alpha="0"/></hc:fillBrush>'
    for number, line, fill in ((PLAIN, "NONE", ""), (LINED, "SOLID", ""), (SHADED, "SOLID", gray)):
        sides = "".join(f'<hh:{side}Border type="{line}" width="0.12 mm" color="#000000"/>' for side in ("left", "right", "top", "bottom"))
        yield (
            f'<hh:borderFill id="{number}" threeD="0" shadow="0" centerLine="NONE" breakCellSeparateLine="0">'
            '<hh:slash type="NONE" Crooked="0" isCounter="0"/><hh:backSlash type="NONE" Crooked="0" isCounter="0"/>'
            f'{sides}<hh:diagonal type="NONE" width="0.1 mm" color="#000000"/>{fill}</hh:borderFill>'
        )


def _letters() -> Iterable[str]:
    for number, (height, font, bold) in enumerate(_LOOKS):
        every = {
            "fontRef": font,
            "ratio": 100,
            "spacing": 0,
            "relSz": 100,
            "offset": 0,
        }
        sets = "".join(f"<hh:{name} " + " ".join(f'{one}="{value}"' for one in _LANGUAGES) + "/>" for name, value in every.items())
        yield (
            f'<hh:charPr id="{number}" height="{height}" textColor="#000000" shadeColor="none" useFontSpace="0" useKerning="0"'
            f' symMark="NONE" borderFillIDRef="{PLAIN}">{sets}{"<hh:bold/>" if bold else ""}'
            '<hh:underline type="NONE" shape="SOLID" color="#000000"/><hh:strikeout shape="NONE" color="#000000"/>'
            '<hh:outline type="NONE"/><hh:shadow type="NONE" color="#C0C0C0" offsetX="10" offsetY="10"/></hh:charPr>'
        )


def _paragraphs() -> Iterable[str]:
    for number, align in enumerate(ALIGNS):
        margins = "".join(f'<hc:{side} value="0" unit="HWPUNIT"/>' for side in ("intent", "left", "right"))
        yield (
            f'<hh:paraPr id="{number}" tabPrIDRef="0" condense="0" fontLineHeight="0" snapToGrid="1" suppressLineNumbers="0" checked="0">'
            f'<hh:align horizontal="{align.upper()}" vertical="BASELINE"/><hh:heading type="NONE" idRef="0" level="0"/>'
            '<hh:breakSetting breakLatinWord="KEEP_WORD" breakNonLatinWord="KEEP_WORD" widowOrphan="0" keepWithNext="0" keepLines="0"'
            ' pageBreakBefore="0" lineWrap="BREAK"/><hh:autoSpacing eAsianEng="0" eAsianNum="0"/>'
            f'<hh:margin>{margins}<hc:prev value="0" unit="HWPUNIT"/><hc:next value="200" unit="HWPUNIT"/></hh:margin>'
            '<hh:lineSpacing type="PERCENT" value="160" unit="HWPUNIT"/>'
            f'<hh:border borderFillIDRef="{PLAIN}" offsetLeft="0" offsetRight="0" offsetTop="0" offsetBottom="0" connect="0"'
            ' ignoreMargin="0"/></hh:paraPr>'
        )
