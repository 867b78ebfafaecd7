"""What can happen: presses (a button is an event waiting to happen), words, things sent, and the clock's tick."""

from __future__ import annotations

from datetime import date

from msgspec import Struct


class Event(Struct, frozen=True, tag=True):
    """Anything that a conversation may answer."""


class Press(Event, frozen=True):
    """An event that a button carries. Its fields are ids, whole numbers and dates: `bot/buttons.py` writes them
    into at most 64 bytes, and every one names the thing that it was drawn at."""


# ---------------------------------------------------------------- from the phone, not by a button
class Started(Event, frozen=True):
    payload: str = ""


class Called(Event, frozen=True):
    """A command from the menu or typed, without its slash."""

    command: str
    rest: str = ""


class Wrote(Event, frozen=True):
    """Words, or a voice note (`voice` is the channel's own reference to its sound). `ref` names the message."""

    text: str
    ref: str = ""
    voice: str = ""


class Amended(Event, frozen=True):
    """A message that its writer changed on the phone."""

    text: str
    ref: str


class Sent(Event, frozen=True):
    """A thing that is no words: a sticker, a photo, a file. One album has one id."""

    kind: str
    album: str = ""


class Located(Event, frozen=True):
    """A shared place, as the IANA name of its zone ("" where there is none): the desk keeps no degrees."""

    zone: str


class Blocked(Event, frozen=True):
    """The person closed the door (my_chat_member: kicked)."""


class Unblocked(Event, frozen=True):
    """The door is open again."""


class Ticked(Event, frozen=True):
    """The clock came to `next_at`; what is due is for the agenda to say."""


class Unreadable(Event, frozen=True):
    """A button that nobody can read any more, or that was forged."""


# ---------------------------------------------------------------- everywhere
class Here(Press, frozen=True):
    """Lead back to whatever is open now."""


class Page(Press, frozen=True):
    """A page without a state of its own: help, privacy, menu, …"""

    name: str


class CopyLine(Press, frozen=True):
    """Say a line to copy as a message of its own (where the phone has no copy button)."""

    key: str


# ---------------------------------------------------------------- the questionnaire
class QuizBegin(Press, frozen=True):
    """Begin, being 18 or older and agreeing: the button itself says so."""


class QuizAgain(Press, frozen=True):
    """Begin a new run."""

    run: int


class Chose(Press, frozen=True):
    run: int
    item: str
    option: int


class QuizSkip(Press, frozen=True):
    run: int
    item: str


class QuizBack(Press, frozen=True):
    run: int
    item: str


class QuizPause(Press, frozen=True):
    run: int
    item: str


class QuizResume(Press, frozen=True):
    run: int


class Honest(Press, frozen=True):
    """The one question at the end: did you answer as you are? yes, mostly, no."""

    run: int
    answer: str


class QuizMore(Press, frozen=True):
    """Go on from the short form to the full one."""

    run: int


class ShowResult(Press, frozen=True):
    run: int


class Leans(Press, frozen=True):
    """Near a border: which of the two descriptions fits better."""

    run: int
    leaning: str


# ---------------------------------------------------------------- the card
class CardOpen(Press, frozen=True):
    run: int


class CardStyle(Press, frozen=True):
    """kind (no result) or leaning (the style words)."""

    style: str


class CardNext(Press, frozen=True):
    """Another of our lines for one part: strength, helps, edge."""

    part: str
    number: int


class CardWrite(Press, frozen=True):
    """Words of one's own for one part."""

    part: str


class CardDesign(Press, frozen=True):
    design: str


class CardDraw(Press, frozen=True):
    """Draw it."""


# ---------------------------------------------------------------- the beginning of the path
class PathBegin(Press, frozen=True):
    pass


class ClockIs(Press, frozen=True):
    """What time it is for the person now, as whole minutes ahead of UTC."""

    offset: int


class MoreClocks(Press, frozen=True):
    page: int


class CityIs(Press, frozen=True):
    """A city by its IANA name; "" when it is not among those offered."""

    zone: str


class HoursAre(Press, frozen=True):
    """Hours of the morning and evening messages, in minutes after midnight."""

    morning: int
    evening: int


class HoursAsk(Press, frozen=True):
    which: str


class HourIs(Press, frozen=True):
    which: str
    minute: int


class ZoneAsk(Press, frozen=True):
    pass


# ---------------------------------------------------------------- the day
class StepYes(Press, frozen=True):
    step: str


class StepLater(Press, frozen=True):
    step: str


class Did(Press, frozen=True):
    """A day, and how: done, partly, gentle."""

    day: str
    how: str


class Watching(Press, frozen=True):
    """I'll watch for it: asked again in the evening."""

    day: str


class SkipDay(Press, frozen=True):
    day: str


class LaterToday(Press, frozen=True):
    day: str


class ShowDay(Press, frozen=True):
    """A face of the day: main, gentle, why, undo."""

    day: str
    face: str


class OpenNext(Press, frozen=True):
    """One more day by hand, from the day that was open."""

    day: str


class FillCrack(Press, frozen=True):
    """Go back to a skipped day."""

    day: str


# ---------------------------------------------------------------- the evening
class Tried(Press, frozen=True):
    on: date
    how: str


class Felt(Press, frozen=True):
    on: date
    level: int


class Mood(Press, frozen=True):
    on: date
    level: int


class NoteAsk(Press, frozen=True):
    on: date


class EveningOpen(Press, frozen=True):
    on: date


# ---------------------------------------------------------------- rest
class RestFor(Press, frozen=True):
    """Rest for so many days; 0 is as long as you like."""

    days: int


class RestEnd(Press, frozen=True):
    pass


# ---------------------------------------------------------------- the journal and typed words
class JournalPage(Press, frozen=True):
    """Entries older than the entry `before`; 0 is the newest."""

    before: int


class NoteOpen(Press, frozen=True):
    number: int


class NoteEdit(Press, frozen=True):
    number: int


class NoteDrop(Press, frozen=True):
    number: int


class NoteUndo(Press, frozen=True):
    """Take back the entry just made."""

    number: int


class PutNote(Press, frozen=True):
    """Put typed words somewhere: journal, nowhere."""

    number: int
    place: str


# ---------------------------------------------------------------- settings, privacy
class LangIs(Press, frozen=True):
    lang: str


class PlainIs(Press, frozen=True):
    on: int


class ForgetAsk(Press, frozen=True):
    pass


class ForgetYes(Press, frozen=True):
    """The second tap. It names the turn at which it was drawn, so that an old one does nothing."""

    turn: int


# ---------------------------------------------------------------- words of crisis
class CrisisCountry(Press, frozen=True):
    country: str


class CrisisCountries(Press, frozen=True):
    page: int


class CrisisSafe(Press, frozen=True):
    """Answer to the one plain question: yes, no."""

    answer: str


class CrisisMeant(Press, frozen=True):
    """I meant something else."""


class CrisisMore(Press, frozen=True):
    """More lines; a message to someone close."""

    what: str


class CrisisBack(Press, frozen=True):
    """Back to the exact place."""


class HelpNow(Press, frozen=True):
    """The help button, at any hour."""


# ---------------------------------------------------------------- appended later
class NoteDropYes(Press, frozen=True):
    """The second tap: this entry goes for good."""

    number: int


# ---------------------------------------------------------------- the log of moments
class LogBegin(Press, frozen=True):
    """Log a moment, or go on with the one that is open."""


class LogPick(Press, frozen=True):
    """A quick pick for one part: situation, body, thought."""

    run: int
    part: str
    pick: str


class LogOwn(Press, frozen=True):
    """Words of one's own for one part, or a line at the end."""

    run: int
    part: str


class LogLevel(Press, frozen=True):
    """How strong it was, 0 to 10."""

    run: int
    level: int


class LogBack(Press, frozen=True):
    """One part back."""

    run: int
    part: str


class LogShow(Press, frozen=True):
    """The log as it stands: out of the words that were asked for."""

    run: int


class LogStop(Press, frozen=True):
    run: int


class LogUndo(Press, frozen=True):
    run: int


class LogMap(Press, frozen=True):
    """What the last seven dates have in common."""


# ---------------------------------------------------------------- after-notes
class AfterAsk(Press, frozen=True):
    """How was it? About a day, or about another thing that was tried."""

    about: str


class AfterPick(Press, frozen=True):
    """A feeling, in or out again."""

    run: int
    feeling: str


class AfterLine(Press, frozen=True):
    run: int


class AfterShow(Press, frozen=True):
    """Back from the words that were asked for."""

    run: int


class AfterDone(Press, frozen=True):
    run: int


# ---------------------------------------------------------------- it is happening now
class NowBegin(Press, frozen=True):
    """Sixty seconds: "" to choose a way, or a way to begin with at once."""

    way: str


class NowPick(Press, frozen=True):
    """A way, or another one in the middle: breath, room, feet."""

    run: int
    way: str


class NowNext(Press, frozen=True):
    run: int
    step: int


class NowLevel(Press, frozen=True):
    """How it is now, 0 to 10."""

    run: int
    level: int


class NowStop(Press, frozen=True):
    run: int


# ---------------------------------------------------------------- hold it for me, and one more minute
class HoldBegin(Press, frozen=True):
    """Hold a message for me; shows the one that is held, where there is one."""


class HoldAgree(Press, frozen=True):
    """Somebody who came by a shared link agrees, being 18 or older, and goes on to `door`: hold, stay."""

    door: str


class HoldGive(Press, frozen=True):
    """Give it back now."""

    number: int


class HoldStep(Press, frozen=True):
    """Another small step while it is held."""

    number: int
    step: int


class HoldLet(Press, frozen=True):
    """Let it go."""

    number: int


class HoldAside(Press, frozen=True):
    """The menu below, while the message stays held above."""

    number: int


class HoldAsIs(Press, frozen=True):
    """Copy it as it is."""

    number: int


class HoldAsk(Press, frozen=True):
    """One part of the rewrite: feeling, need, ask, or the whole line."""

    number: int
    part: str


class HoldPick(Press, frozen=True):
    number: int
    part: str
    pick: int


class HoldTone(Press, frozen=True):
    """Say the line in another tone."""

    number: int
    tone: int


class HoldShow(Press, frozen=True):
    """What was given, and what can be done with it."""

    number: int


class HoldDone(Press, frozen=True):
    """This is my line."""

    number: int


class HoldKeep(Press, frozen=True):
    """Keep the words in the journal."""

    number: int


class HoldCopy(Press, frozen=True):
    """Say the words, or the line, as a message of its own (where the phone has no copy button)."""

    number: int
    what: str


class StayBegin(Press, frozen=True):
    """One more minute before leaving."""


class StayIf(Press, frozen=True):
    """Whether it is calm enough and the door is free: yes, no."""

    number: int
    answer: str


class StayLeave(Press, frozen=True):
    """Leave before the minute is over."""

    number: int


class StayBack(Press, frozen=True):
    """A pause with a time of return, in minutes; 0 is tonight, -1 tomorrow morning."""

    number: int
    minutes: int


class StayEnd(Press, frozen=True):
    """Stayed, or back already: nothing more is needed."""

    number: int


class StayCopy(Press, frozen=True):
    number: int
    minutes: int


# ---------------------------------------------------------------- sheets: own moves, the short look
class SheetBegin(Press, frozen=True):
    """Begin a sheet of statements (moves, pulse), go on with it, or show what it came to; `day` may have brought it."""

    sheet: str
    day: str


class SheetChose(Press, frozen=True):
    sheet: str
    run: int
    item: str
    option: int


class SheetSkip(Press, frozen=True):
    sheet: str
    run: int
    item: str


class SheetBack(Press, frozen=True):
    sheet: str
    run: int
    item: str


class SheetPause(Press, frozen=True):
    sheet: str
    run: int
    item: str


class SheetResume(Press, frozen=True):
    sheet: str
    run: int


class SheetAgain(Press, frozen=True):
    """A new run. It names the run that it ends."""

    sheet: str
    run: int


class MovesLoop(Press, frozen=True):
    """Who starts, who goes quiet: an answer, or "" for a skip."""

    run: int
    question: str
    answer: str


class MovesPage(Press, frozen=True):
    """A page of the result: short, long."""

    run: int
    page: str


# ---------------------------------------------------------------- after the fifty days
class RetestBegin(Press, frozen=True):
    """The whole questionnaire again, for day 50, 80 or 140."""

    day: int


class BoosterDid(Press, frozen=True):
    """The small thing of a booster (57, 80, 110)."""

    day: int


class AgainList(Press, frozen=True):
    """Days to walk a second time: those of a step, or ("") the steps."""

    step: str


class AgainDay(Press, frozen=True):
    day: str


class AgainDid(Press, frozen=True):
    """A day walked again; `on` is the date at which the button was drawn."""

    day: str
    on: date


# ---------------------------------------------------------------- guided practice: scan, slow breath, five senses
class ScanOpen(Press, frozen=True):
    """A body scan; `form` is the one that a day asks for, or ""."""

    form: str


class ScanPick(Press, frozen=True):
    """Around a scan: none, fits, buzz, quiet, walk, walked, unreal."""

    run: int
    what: str


class ScanForm(Press, frozen=True):
    run: int
    form: str


class ScanLevel(Press, frozen=True):
    """Settled 0 to 10, before or after (`when`); -1 is no answer."""

    run: int
    when: str
    level: int


class ScanWord(Press, frozen=True):
    """One of our words, or none."""

    run: int
    word: str


class ScanAct(Press, frozen=True):
    """While it goes: pause, go, skip, hands, stop; drawn at a part."""

    run: int
    part: str
    act: str


class BreathOpen(Press, frozen=True):
    pass


class BreathForm(Press, frozen=True):
    run: int
    form: str


class BreathAct(Press, frozen=True):
    """While it goes: pause, go, skip, dizzy, stop; drawn at a part."""

    run: int
    part: str
    act: str


class SensesBegin(Press, frozen=True):
    """Five senses: a look around the room."""


class SensesStep(Press, frozen=True):
    """found, skip, stop."""

    run: int
    step: str
    how: str


class SensesAfter(Press, frozen=True):
    """How near the room is then: back, same, far."""

    run: int
    how: str


# ---------------------------------------------------------------- short exercises
class ExBegin(Press, frozen=True):
    """Begin, or go on with one that was left in the middle."""

    exercise: str


class ExNew(Press, frozen=True):
    """Begin anew, whatever was made or left before."""

    exercise: str


class ExShow(Press, frozen=True):
    """What was made in one, to look at again."""

    exercise: str


class ExPick(Press, frozen=True):
    """A choice at a part; "" is on to the next."""

    run: int
    part: str
    pick: str


class ExOwn(Press, frozen=True):
    """Words of one's own for a part."""

    run: int
    part: str


class ExSkip(Press, frozen=True):
    run: int
    part: str


class ExBack(Press, frozen=True):
    run: int
    part: str


class ExUnsay(Press, frozen=True):
    """Take back the words just written for a part, and ask it again."""

    run: int
    part: str


class ExLeave(Press, frozen=True):
    run: int
    part: str


class ExKeep(Press, frozen=True):
    """The preview is right: finish."""

    run: int


class ExUndo(Press, frozen=True):
    run: int


class ExCopy(Press, frozen=True):
    """What was made, as a message of its own."""

    exercise: str
    run: int


# ---------------------------------------------------------------- experiments
class TryOpen(Press, frozen=True):
    """The experiment that is planned or being planned, or a new one; from a day, or "" from the menu."""

    day: str


class TryPick(Press, frozen=True):
    """A choice at a part: kind, safe, cue, then, expect, likely, size, when, hour, happened."""

    run: int
    part: str
    pick: str


class TryOwn(Press, frozen=True):
    run: int
    part: str


class TryBack(Press, frozen=True):
    run: int
    part: str


class TryUnsay(Press, frozen=True):
    run: int
    part: str


class TryDo(Press, frozen=True):
    """Something to do at a stage: keep, start, tried, partly, later, smaller, bigger, other, drop, stop, undo."""

    run: int
    stage: str
    what: str


# ---------------------------------------------------------------- the story
class StoryDepth(Press, frozen=True):
    """How deep: first the gentle checks, then the choice."""


class StoryCheck(Press, frozen=True):
    """none, fits, danger: said once, and not kept."""

    run: int
    how: str


class StoryPick(Press, frozen=True):
    run: int
    depth: str


class StoryMinutes(Press, frozen=True):
    run: int
    minutes: int


class StoryBegin(Press, frozen=True):
    """A chapter by its day; goes on with it where it is open."""

    chapter: str


class StorySkip(Press, frozen=True):
    """Nothing for this part."""

    run: int
    part: str


class StoryUnsay(Press, frozen=True):
    """Take back the entry just written."""

    run: int
    number: int


class StoryMore(Press, frozen=True):
    """Some more minutes after the time was over."""

    run: int


class StoryDone(Press, frozen=True):
    run: int


class StoryLeave(Press, frozen=True):
    run: int


class StoryTick(Press, frozen=True):
    """One of the four looks at a chapter: yes, later."""

    run: int
    check: str
    how: str


class StoryLevel(Press, frozen=True):
    """How stirred up, 0 to 10; -1 is not said, -2 that it all feels unreal."""

    run: int
    level: int


class StoryRead(Press, frozen=True):
    """The whole story, a page."""

    page: int


class StoryParts(Press, frozen=True):
    """What stands in a section, to change or delete; "" lists the sections."""

    section: str


class StoryTake(Press, frozen=True):
    """The whole story as a file."""


class StoryDrop(Press, frozen=True):
    """The first of two taps; the second names the newest entry that is meant."""

    section: str


class StoryDropYes(Press, frozen=True):
    section: str
    newest: int


# ---------------------------------------------------------------- the deeper report
class ReportOpen(Press, frozen=True):
    """The contents of a result's report; run 0 is the newest."""

    run: int


class ReportPage(Press, frozen=True):
    run: int
    section: str


class ReportDoubt(Press, frozen=True):
    """This does not sound like me (1), or it does after all (0)."""

    run: int
    section: str
    on: int


class ReportLeave(Press, frozen=True):
    """Leave a section out of the file (1), or put it back (0)."""

    run: int
    section: str
    out: int


class ReportTone(Press, frozen=True):
    run: int
    tone: str


class ReportFile(Press, frozen=True):
    run: int


class SummaryOpen(Press, frozen=True):
    """The page for a counselor, item by item."""

    run: int


class SummaryItem(Press, frozen=True):
    run: int
    item: str
    on: int


class SummaryAsk(Press, frozen=True):
    """Room for what one would like to ask there."""

    run: int


class SummaryFile(Press, frozen=True):
    run: int


# ---------------------------------------------------------------- the library
class ReadPage(Press, frozen=True):
    """A page of an article, counted from 0."""

    article: str
    page: int


class ReadSources(Press, frozen=True):
    """What the facts of a page rest on."""

    article: str
    page: int


class LinesAt(Press, frozen=True):
    """Lines to copy at a moment, in a tone ("" the first); without a moment, all moments."""

    situation: str
    tone: str
