"""Presses as callback data and back: a public format of at most 64 bytes, pinned and versioned.

`1|tag|field|field`. A tag never changes its meaning. A press that is retired keeps its tag here as `None`: it is
answered politely for ever, since old buttons stay on phones.
"""

from __future__ import annotations

import re
import typing
from collections.abc import Callable
from datetime import date
from functools import lru_cache

from bot.domain import events as e
from bot.domain.events import Event, Press, Unreadable

VERSION = "1"
LIMIT = 64

TAGS: dict[str, type[Press] | None] = {
    "h": e.Here,
    "p": e.Page,
    "cl": e.CopyLine,
    "qb": e.QuizBegin,
    "qa": e.QuizAgain,
    "qc": e.Chose,
    "qs": e.QuizSkip,
    "qk": e.QuizBack,
    "qp": e.QuizPause,
    "qr": e.QuizResume,
    "qh": e.Honest,
    "qm": e.QuizMore,
    "qw": e.QuizWho,
    "rs": e.ShowResult,
    "rl": e.Leans,
    "co": e.CardOpen,
    "cs": e.CardStyle,
    "cn": e.CardNext,
    "cw": e.CardWrite,
    "cd": e.CardDesign,
    "cx": e.CardDraw,
    "ck": e.CardLook,
    "ct": e.CardTheme,
    "cz": e.CardSize,
    "cm": e.CardMonth,
    "cf": e.CardSave,
    "sb": e.PathBegin,
    "sc": e.ClockIs,
    "sm": e.MoreClocks,
    "sz": e.CityIs,
    "sh": e.HoursAre,
    "sa": e.HoursAsk,
    "si": e.HourIs,
    "sq": e.ZoneAsk,
    "dy": e.StepYes,
    "dl": e.StepLater,
    "dd": e.Did,
    "dw": e.Watching,
    "ds": e.SkipDay,
    "dt": e.LaterToday,
    "df": e.ShowDay,
    "do": e.OpenNext,
    "dc": e.FillCrack,
    "et": e.Tried,
    "ef": e.Felt,
    "em": e.Mood,
    "en": e.NoteAsk,
    "eo": e.EveningOpen,
    "rf": e.RestFor,
    "re": e.RestEnd,
    "jp": e.JournalPage,
    "jo": e.NoteOpen,
    "je": e.NoteEdit,
    "jd": e.NoteDrop,
    "ju": e.NoteUndo,
    "jn": e.PutNote,
    "tl": e.LangIs,
    "tp": e.PlainIs,
    "fa": e.ForgetAsk,
    "fy": e.ForgetYes,
    "kc": e.CrisisCountry,
    "kp": e.CrisisCountries,
    "ks": e.CrisisSafe,
    "ki": e.CrisisMeant,
    "km": e.CrisisMore,
    "kb": e.CrisisBack,
    "kh": e.HelpNow,
    "jx": e.NoteDropYes,
    "lb": e.LogBegin,
    "lp": e.LogPick,
    "lo": e.LogOwn,
    "ll": e.LogLevel,
    "lk": e.LogBack,
    "ls": e.LogStop,
    "lw": e.LogShow,
    "lu": e.LogUndo,
    "lm": e.LogMap,
    "aa": e.AfterAsk,
    "af": e.AfterPick,
    "al": e.AfterLine,
    "as": e.AfterShow,
    "ad": e.AfterDone,
    "nb": e.NowBegin,
    "np": e.NowPick,
    "nx": e.NowNext,
    "nl": e.NowLevel,
    "ns": e.NowStop,
    "hb": e.HoldBegin,
    "ha": e.HoldAgree,
    "hg": e.HoldGive,
    "hs": e.HoldStep,
    "hl": e.HoldLet,
    "hm": e.HoldAside,
    "hi": e.HoldAsIs,
    "hq": e.HoldAsk,
    "hp": e.HoldPick,
    "ht": e.HoldTone,
    "hv": e.HoldShow,
    "hd": e.HoldDone,
    "hk": e.HoldKeep,
    "hc": e.HoldCopy,
    "ub": e.StayBegin,
    "uc": e.StayIf,
    "ul": e.StayLeave,
    "ut": e.StayBack,
    "ue": e.StayEnd,
    "uy": e.StayCopy,
    "vb": e.SheetBegin,
    "vc": e.SheetChose,
    "vs": e.SheetSkip,
    "vk": e.SheetBack,
    "vp": e.SheetPause,
    "vr": e.SheetResume,
    "va": e.SheetAgain,
    "vl": e.MovesLoop,
    "vn": e.MovesPage,
    "xr": e.RetestBegin,
    "xb": e.BoosterDid,
    "xl": e.AgainList,
    "xd": e.AgainDay,
    "xa": e.AgainDid,
    "yo": e.ScanOpen,
    "yp": e.ScanPick,
    "yf": e.ScanForm,
    "yl": e.ScanLevel,
    "yw": e.ScanWord,
    "ya": e.ScanAct,
    "ca": e.Care,
    "bo": e.BreathOpen,
    "bf": e.BreathForm,
    "ba": e.BreathAct,
    "ib": e.SensesBegin,
    "is": e.SensesStep,
    "ia": e.SensesAfter,
    "zb": e.ExBegin,
    "zn": e.ExNew,
    "zs": e.ExShow,
    "zp": e.ExPick,
    "zo": e.ExOwn,
    "zk": e.ExSkip,
    "zc": e.ExBack,
    "zu": e.ExUnsay,
    "zl": e.ExLeave,
    "zy": e.ExKeep,
    "zd": e.ExUndo,
    "zx": e.ExCopy,
    "wo": e.TryOpen,
    "wp": e.TryPick,
    "ww": e.TryOwn,
    "wb": e.TryBack,
    "wu": e.TryUnsay,
    "wd": e.TryDo,
    "gd": e.StoryDepth,
    "gc": e.StoryCheck,
    "gp": e.StoryPick,
    "gm": e.StoryMinutes,
    "gb": e.StoryBegin,
    "gk": e.StorySkip,
    "gu": e.StoryUnsay,
    "ge": e.StoryMore,
    "gf": e.StoryDone,
    "gl": e.StoryLeave,
    "gt": e.StoryTick,
    "gv": e.StoryLevel,
    "gr": e.StoryRead,
    "gs": e.StoryParts,
    "gx": e.StoryTake,
    "gz": e.StoryDrop,
    "gy": e.StoryDropYes,
    "fo": e.ReportOpen,
    "fp": e.ReportPage,
    "fd": e.ReportDoubt,
    "fl": e.ReportLeave,
    "ft": e.ReportTone,
    "ff": e.ReportFile,
    "fs": e.SummaryOpen,
    "fi": e.SummaryItem,
    "fq": e.SummaryAsk,
    "fm": e.SummaryFile,
    "oa": e.ReadPage,
    "os": e.ReadSources,
    "ol": e.LinesAt,
    "of": e.WhereFrom,
    "2o": e.TwoOpen,
    "2g": e.TwoGate,
    "2n": e.TwoNone,
    "2f": e.TwoFits,
    "2a": e.TwoAccept,
    "2d": e.TwoDecline,
    "2c": e.TwoConfirm,
    "2r": e.TwoRefuse,
    "2x": e.TwoDrop,
    "2y": e.TwoYes,
    "2s": e.TwoSettings,
    "2w": e.TwoSwitch,
    "2p": e.TwoPause,
    "2l": e.TwoLeave,
    "2z": e.TwoLeaveYes,
    "2u": e.TwoGold,
    "3i": e.TwoItems,
    "3o": e.TwoItem,
    "3n": e.ItemLines,
    "3p": e.ItemPick,
    "3w": e.ItemWrite,
    "3y": e.ItemProof,
    "3v": e.ItemPreview,
    "3s": e.ItemShare,
    "3t": e.ItemTakeBack,
    "3r": e.ItemsRead,
    "3l": e.ItemRead,
    "4a": e.TwoAsks,
    "4q": e.TwoQuestion,
    "4w": e.TwoAnswer,
    "4l": e.ReplyLine,
    "4s": e.ReplyShare,
    "4m": e.ReplyMine,
    "4n": e.ReplyRethink,
    "4t": e.ReplyTakeBack,
    "4r": e.ReplyRead,
    "4o": e.GuessOpen,
    "4p": e.GuessPick,
    "4h": e.GuessThink,
    "5s": e.TwoSafe,
    "5m": e.TwoMark,
    "5w": e.TwoWeek,
    "5c": e.TwoCard,
    "6g": e.TwoGroup,
    "6p": e.TwoPost,
}

_ID = re.compile(r"[A-Za-z0-9_./+-]{0,48}\Z", re.ASCII)
_WHOLE = re.compile(r"-?[0-9]{1,12}\Z", re.ASCII)


def _whole(text: str) -> int:
    if not _WHOLE.match(text):
        raise ValueError(text)
    return int(text)


def _id(text: str) -> str:
    if not _ID.match(text):
        raise ValueError(text)
    return text


_READERS: dict[type, Callable[[str], object]] = {int: _whole, str: _id, date: date.fromisoformat}
_TAG_OF = {kind: tag for tag, kind in TAGS.items() if kind is not None}
_FIELDS: dict[type[Press], tuple[Callable[[str], object], ...]] = {
    kind: tuple(_READERS[hint] for name, hint in typing.get_type_hints(kind).items() if name in kind.__struct_fields__)
    for kind in _TAG_OF
}


@lru_cache(maxsize=4096)
def write(press: Press) -> str:
    """Callback data for a press. Raises ValueError when an id holds a strange sign or it is over 64 bytes."""
    kind = type(press)
    parts = [VERSION, _TAG_OF[kind]]
    for name in kind.__struct_fields__:
        value = getattr(press, name)
        parts.append(_id(value) if isinstance(value, str) else str(value))
    data = "|".join(parts)
    if len(data) > LIMIT:
        raise ValueError(f"a button of {len(data)} bytes: {data}")
    return data


def read(data: str) -> Event:
    """The press that callback data stands for, or `Unreadable`; never raises."""
    version, _, rest = data.partition("|")
    tag, *fields = rest.split("|")
    kind = TAGS.get(tag)
    if version != VERSION or kind is None or len(fields) != len(_FIELDS[kind]):
        return Unreadable()
    try:
        return kind(*(reader(field) for reader, field in zip(_FIELDS[kind], fields, strict=True)))
    except ValueError:
        return Unreadable()
