"""Rebuild the fonts that the pictures ship: `python tools/fonts.py` (needs pip, fontTools and the package registry).

The source fonts come from Python packages by name and pinned version. Each is cut down to one weight and to the
signs that we promise to draw, and written beside its licence into bot/pictures/fonts/. coverage.json says which
font has which sign and how wide it is, so that measuring a line at run time needs no font library.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from fontTools import subset  # type: ignore[import-untyped]
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]
from fontTools.varLib import instancer  # type: ignore[import-untyped]

TARGET = Path(__file__).parents[1] / "bot" / "pictures" / "fonts"


@dataclass(frozen=True, slots=True)
class Source:
    """A font inside a package: where it lies, the axes to fix, and what it becomes."""

    package: str
    path: str
    out: str
    family: str
    style: str
    scripts: tuple[str, ...]
    axes: tuple[tuple[str, float], ...] = ()


SOURCES = (
    Source(
        "fontpkg-eb-garamond==1.3",
        "fontpkg_eb_garamond/files/EBGaramond[wght].ttf",
        "EBGaramond-Medium.ttf",
        "EB Garamond",
        "normal",
        ("latin", "greek", "cyrillic"),
        (("wght", 500),),
    ),
    Source(
        "fontpkg-eb-garamond==1.3",
        "fontpkg_eb_garamond/files/EBGaramond-Italic[wght].ttf",
        "EBGaramond-MediumItalic.ttf",
        "EB Garamond",
        "italic",
        ("latin", "greek", "cyrillic"),
        (("wght", 500),),
    ),
    Source(
        "pylopdf-fonts-zh-cn==0.1.1",
        "pylopdf_fonts_zh_cn/NotoSerifSC-Regular.otf",
        "NotoSerifSC-Regular.otf",
        "Noto Serif SC",
        "normal",
        ("ascii", "chinese"),
    ),
    Source(
        "pylopdf-fonts-ar==0.1.1",
        "pylopdf_fonts_ar/NotoNaskhArabic-Variable.ttf",
        "NotoNaskhArabic-Medium.ttf",
        "Noto Naskh Arabic",
        "normal",
        ("arabic", "plain"),
        (("wght", 500),),
    ),
    Source(
        "pylopdf-fonts-he==0.1.1",
        "pylopdf_fonts_he/NotoSerifHebrew-Variable.ttf",
        "NotoSerifHebrew-Medium.ttf",
        "Noto Serif Hebrew",
        "normal",
        ("hebrew", "plain"),
        (("wght", 500), ("wdth", 100)),
    ),
)

RANGES: dict[str, tuple[tuple[int, int], ...]] = {
    "ascii": ((0x20, 0x7E), (0xA0, 0xFF)),
    "plain": ((0x20, 0x22), (0x27, 0x3F), (0xA0, 0xA0), (0x2019, 0x201D), (0x2026, 0x2026)),
    "latin": ((0x20, 0x7E), (0xA0, 0x24F), (0x300, 0x33F), (0x1E00, 0x1EFF), (0x2010, 0x2044), (0x20AC, 0x20AC)),
    "greek": ((0x370, 0x3FF),),
    "cyrillic": ((0x400, 0x52F),),
    "arabic": ((0x600, 0x6FF), (0x750, 0x77F)),
    "hebrew": ((0x591, 0x5F4),),
}


# Hanzi outside both sets that today's given names and surnames use.
NAMES = (
    "玥珺璟喆堃昇甯煊垚翀祎旸淏妤彧晞赟頔锜玙瑀琋珩琤瑄璠璇琰琬珣珝玘玠珏琮琯璘璐瓒璎瑢瑨瑭瑱瑷瑾珈珅玹玚琎琇琦琛琨"
    "晗昕晟昶昀昉晅晖晔晧晳暄暻曈曌曦旻旼昇昳晙暐媖婳婧媛嫣嫄嬅妘姝姮娅娴婵媞嫚嬛嬿妧姁沄沅沁泓泠泽洢洺浠淇淓渌湉湜"
    "溦滢漪潆潞澍澔澹濛瀛瀚炅炜炘炫烜烨焓焱煜煦熠熹燊燚爔钰钧铄铭锟锴镕鋆鑫钊铖锘锶镔镝骁骐骞骢骦骥骉翊翎翙翯翾羿"
    "芃芊芮芸苒苡苓茉荃荀荇荻莀莞莛菀菡萁萱葳蓁蔚蔺蕤薇薏蘅祺祯禛禔禧祐祜禹竑竣笙筠筱箐箬簌粲绮绾缇缜缦罡翥聿胤臻"
    "芾芔茗莯菂葭蕴藜蘅衍裎褚諠諴譞谌谊谧谞豫赪赫跞轲轶辂遥逯郅郗郦郯酆釉钇闫闵阚陆隽雩雯霁霂霏霖霭靖靓韫韬韵韶颀颉"
    "颋颖飏飔飒飖馝馥馨骅骊魏鲲鸢鹂鹓鹤麒麟黎黛齐龑龢亓仝佟侔俪倩倬偲僖俣儇兖冼冽凇勍勖卉厍叡吒呈咏哲唯喻嘏囡圳圻垣"
    "埕堇堉塬墨奂奕奭姒婕孜宓宥宸寰尧岑岚岱峤峥峻崟崧嵇嵘嵩嶷巍巽帷庠庾廙弈弘彤彬彭徵忻怿恂恺悦悠惇愔愫慜懿戬扆"
)


def chinese() -> set[int]:
    """GB 2312 (6,763 hanzi and its signs), Big5 level 1 (5,401 traditional hanzi), names, signs, full-width forms."""
    found = {*range(0x3000, 0x3030), *range(0xFF01, 0xFF5F), 0x25A1, 0x2014, 0x2015, 0x2026, 0x22EF, *map(ord, NAMES)}
    for lead in range(0xA1, 0xF8):
        found |= set(_decoded(lead, range(0xA1, 0xFF), "gb2312"))
    for lead in range(0xA4, 0xC7):
        found |= set(_decoded(lead, (*range(0x40, 0x7F), *range(0xA1, 0xFF)), "big5"))
    return found


def _decoded(lead: int, trails: Iterable[int], codec: str) -> Iterator[int]:
    for trail in trails:
        try:
            yield ord(bytes((lead, trail)).decode(codec))
        except UnicodeDecodeError:
            continue


def wanted(scripts: tuple[str, ...]) -> set[int]:
    signs = chinese() if "chinese" in scripts else set()
    for script in scripts:
        for first, last in RANGES.get(script, ()):
            signs |= set(range(first, last + 1))
    return signs


def cut(source: Source, raw: Path) -> TTFont:
    """One static weight with the wanted signs; the subsetter keeps kerning, marks and joining, drops hinting."""
    font = TTFont(raw, recalcTimestamp=False)
    if source.axes:
        font = instancer.instantiateVariableFont(font, dict(source.axes), updateFontNames=False)
    font.recalcTimestamp = False
    options = subset.Options(hinting=False, glyph_names=False, name_IDs=[0, 1, 2, 4, 6, 13, 14], notdef_outline=True)
    options.layout_features = ["ccmp", "locl", "kern", "mark", "mkmk", "init", "medi", "fina", "isol", "rlig", "calt"]
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=wanted(source.scripts))
    cutter.subset(font)
    rename(font, source)
    return font


def rename(font: TTFont, source: Source) -> None:
    """Family and style as the templates ask for them: an instance of a variable font keeps its default's names."""
    style = "Italic" if source.style == "italic" else "Regular"
    for record in font["name"].names:
        names = {1: source.family, 2: style, 4: f"{source.family} {style}", 6: source.out.rsplit(".", 1)[0]}
        if record.nameID in names:
            record.string = names[record.nameID]
    font["OS/2"].usWeightClass = 400


def runs(font: TTFont) -> list[list[int]]:
    """[first code point, how many in a row, advance in 1/1000 em], ascending."""
    scale = 1000 / font["head"].unitsPerEm
    found: list[list[int]] = []
    for code, name in sorted(font.getBestCmap().items()):
        advance = round(font["hmtx"][name][0] * scale)
        if found and found[-1][0] + found[-1][1] == code and found[-1][2] == advance:
            found[-1][1] += 1
        else:
            found.append([code, 1, advance])
    return found


def build(downloads: Path) -> None:
    """Write every font, its licence and the coverage file."""
    TARGET.mkdir(parents=True, exist_ok=True)
    faces = []
    for source in SOURCES:
        wheel = next(downloads.glob(source.package.split("==")[0].replace("-", "_") + "-*.whl"))
        raw = downloads / source.out
        with zipfile.ZipFile(wheel) as archive:
            raw.write_bytes(archive.read(source.path))
            licence = next(name for name in archive.namelist() if name.endswith("licenses/LICENSE"))
            (TARGET / f"{source.family.replace(' ', '')}-OFL.txt").write_bytes(archive.read(licence))
        font = cut(source, raw)
        out = TARGET / source.out
        font.save(out)
        faces.append(face(source, font, out))
        print(f"{out.name:32} {out.stat().st_size:9,} bytes {len(font.getBestCmap()):6,} signs")
    lines = ",\n".join(json.dumps(item, separators=(",", ":"), ensure_ascii=True) for item in faces)
    (TARGET / "coverage.json").write_text(f"[\n{lines}\n]\n", encoding="ascii")


def face(source: Source, font: TTFont, out: Path) -> dict[str, object]:
    scale = 1000 / font["head"].unitsPerEm
    return {
        "family": source.family,
        "style": source.style,
        "file": out.name,
        "sha256": hashlib.sha256(out.read_bytes()).hexdigest(),
        "ascent": round(font["hhea"].ascent * scale),
        "descent": round(-font["hhea"].descent * scale),
        "runs": runs(font),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--downloads", type=Path, help="a folder that already holds the packages' wheels")
    given: Path | None = parser.parse_args().downloads
    with tempfile.TemporaryDirectory() as scratch:
        downloads = given or Path(scratch)
        if given is None:
            packages = sorted({source.package for source in SOURCES})
            command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", scratch, *packages]
            subprocess.run(command, check=True)
        build(downloads)


if __name__ == "__main__":
    main()
