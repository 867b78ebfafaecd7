"""What the words of danger find, cancel and lower, on sentences of our own."""

import ast
import copy
import sys
from collections.abc import Sequence
from pathlib import Path
from types import FrameType
from typing import Any

import pytest
import yaml

from bot.domain import patterns, phrases, safety
from bot.domain.folding import Word
from bot.domain.safety import Finding, Rules, rules_from
from bot.flows import watch
from bot.flows.watch import look

FOLDER = Path(__file__).parent.parent / "bot" / "content" / "safety"


def read(name: str) -> dict[str, Any]:
    data: dict[str, Any] = yaml.safe_load((FOLDER / name).read_text(encoding="utf-8"))
    return data


DATA = read("rules.yaml") | {"languages": {lang: read(f"rules-{lang}.yaml") for lang in ("en", "zh")}}


def each(sentences: str) -> list[str]:
    """Sentences that stand between bars or on lines of their own."""
    return [said.strip() for line in sentences.strip().split("\n        ") for said in line.split("|")]


def graded(sentences: str) -> list[tuple[str, int | None]]:
    """Sentences, each with its tier after “=”; 0 is nothing found."""
    pairs = (said.rsplit("=", 1) for said in each(sentences))
    return [(text.strip(), int(tier) or None) for text, tier in pairs]


@pytest.fixture(scope="module")
def rules() -> Rules:
    return rules_from(DATA)


def tier_of(text: str, rules: Rules) -> int | None:
    found = look(text, rules)
    return None if found is None else found.tier


ACUTE = [
    *(
        (text, "self")
        for text in each("""
        I am going to kill myself tonight | i just want to end it all | wrote my suicide note today
        I took all my pills an hour ago | goodbye forever | keep thinking I’ll cut my wrists
        I can't stay safe | 我想自杀 | 真的不想活了 | 我活不下去了 | 遗书已经写好 | 刚刚割腕了
        站在楼顶想跳楼
        """)
    ),
    *(
        (text, "abuse")
        for text in each("""
        he choked me again | She pulled a knife, I ran | he said he is going to kill me
        he locked me in the bathroom | 他掐我脖子 | 他说要杀了我 | 昨晚他把我锁在屋里 | 她拿刀对着我
        """)
    ),
]


@pytest.mark.parametrize(("text", "kind"), ACUTE)
def test_an_acute_phrase_is_tier_one(text: str, kind: str, rules: Rules) -> None:
    found = look(text, rules)
    assert found is not None
    assert (found.tier, found.kind, found.third_person) == (1, kind, False)


SERIOUS = [
    *(
        (text, "self")
        for text in each("""
        I want to die | they'd be better off without me | there is no reason to live
        I hurt myself again last night | i wish i was dead | 我想死 | 死了算了 | 觉得没有活着的意义
        我又自残了 | 只想从这里彻底解脱
        """)
    ),
    *(
        (text, "abuse")
        for text in each("""
        he hits me when he drinks | I am afraid of him | I'm scared of her when she shouts
        she won't let me leave | he tracks my phone | she forced me | 他喝了酒就打我 | 我怕他。
        她不让我出门 | 他天天查我手机 | 我被家暴了
        """)
    ),
]


@pytest.mark.parametrize(("text", "kind"), SERIOUS)
def test_a_serious_phrase_is_tier_two(text: str, kind: str, rules: Rules) -> None:
    found = look(text, rules)
    assert found is not None
    assert (found.tier, found.kind, found.third_person) == (2, kind, False)


@pytest.mark.parametrize(
    "text",
    each("""
        I feel hopeless | i can't go on | so worthless tonight | all numb | a panic attack on the bus
        flashbacks again | 很绝望 | 快撑不住了 | 我崩溃了 | 觉得我很没用 | 整个人麻木 | 又闪回了
        一切都不真实
        """),
)
def test_an_unclear_phrase_is_tier_three(text: str, rules: Rules) -> None:
    assert tier_of(text, rules) == 3


@pytest.mark.parametrize(
    "text",
    each("""
        dying to see you | we killed time at the station | I could kill for a coffee | dead tired today
        you are killing it | my phone died | I wanted to die of embarrassment | ran 10 kms before work
        it hit me that I miss her | hit me up when you land | cut myself some slack
        I’m a hopeless romantic | afraid of him leaving me | scared of her not writing back
        I don’t want to live apart anymore | the trip forced me to slow down | 想死你了 | 笑死我了 | 累死
        气死我了 | 爱死这首歌 | 手机又死机了 | 我死心了 | 记得打我电话 | 打我微信 | 买了一把紫砂壶
        跳楼价大促销 | 我怕他不回消息 | 恐怕他不来了 | 我不想活成别人期待的样子 | 电脑崩溃了 | 打死我也不去
        """),
)
def test_an_idiom_or_an_everyday_worry_finds_nothing(text: str, rules: Rules) -> None:
    assert look(text, rules) is None


@pytest.mark.parametrize("text", ["想死你了，真的好想死", "it hit me that he hits me", "我想死。你了解吗"])
def test_an_idiom_hides_only_what_lies_inside_it(text: str, rules: Rules) -> None:
    assert tier_of(text, rules) == 2


@pytest.mark.parametrize("idiom", ["kill myself laughing", "自杀小队"])
def test_no_idiom_cancels_tier_one(idiom: str) -> None:
    data = copy.deepcopy(DATA)
    data["languages"]["en"]["idioms"].append(idiom)
    assert tier_of(f"I saw it: {idiom}", rules_from(data)) == 1


@pytest.mark.parametrize(
    ("text", "tier"),
    graded("""
        I am not going to kill myself = 2 | I’m not suicidal = 3 | he never hit me = 3
        I don’t want to die = 3 | I do not feel hopeless = 0 | 我没有想自杀 = 2 | 不会自杀的 = 2
        我不想死 = 3 | 他从来没有打我 = 3 | 没有自残 = 3 | 并不绝望 = 0
        """),
)
def test_negation_lowers_by_one_tier_and_never_clears_tier_one(text: str, tier: int | None, rules: Rules) -> None:
    assert tier_of(text, rules) == tier


@pytest.mark.parametrize(
    ("text", "tier"),
    graded("""
        不想活了 = 1 | 忍不住想死 = 2 | 不知道为什么想死 = 2 | 没有人在乎，想死 = 2 | 不是不想死 = 2
        No. I want to die = 2 | not okay and I want to die = 2 | why not kill myself = 1
        I don’t know, I want to die = 2
        """),
)
def test_a_no_that_belongs_to_something_else_is_no_negation(text: str, tier: int, rules: Rules) -> None:
    assert tier_of(text, rules) == tier


@pytest.mark.parametrize(
    ("text", "tier"),
    graded("""
        I used to want to die = 3 | I wanted to die when I was a student = 3 | he used to hit me = 3
        last year I tried to kill myself = 1 | as a teenager I wanted to die = 3 | 以前想过自杀 = 2
        小时候想死 = 3 | 以前想死，现在也想死 = 2 | 曾经很绝望 = 0
        """),
)
def test_the_past_lowers_by_one_tier_within_its_window(text: str, tier: int | None, rules: Rules) -> None:
    assert tier_of(text, rules) == tier


@pytest.mark.parametrize(
    "text",
    each("""
        my brother said he wants to die | My friend tried to kill herself | she is suicidal
        my sister is afraid of him | he choked her | 我朋友想自杀 | 他不想活了 | 我妈最近总说不想活了
        弟弟昨天割腕了 | 邻居又说想自杀
        """),
)
def test_somebody_else_in_danger_is_third_person(text: str, rules: Rules) -> None:
    found = look(text, rules)
    assert found is not None
    assert found.third_person


@pytest.mark.parametrize(
    "text",
    each("""
        he makes me want to die | my friend left and I want to die | my ex threatened to kill me
        he has a gun | he hits me | 跟他吵完想死 | 和他分手后我想死 | 他打我 | 真他妈想死 | 没有他我不想活了
        他走了以后整个人想死
        """),
)
def test_the_writer_in_danger_is_not_taken_for_somebody_else(text: str, rules: Rules) -> None:
    found = look(text, rules)
    assert found is not None
    assert found.tier <= 2
    assert not found.third_person


@pytest.mark.parametrize(
    "text",
    each("""
        ＫＩＬＬ ＭＹＳＥＬＦ | k i l l  m y s e l f | k.i.l.l m-y-s-e-l-f | #killmyself
        ki\u200bll my\u200dself | k1ll mys3lf | kíll mýself | \u043aill myself | KILL\nMYSELF
        k\u0336i\u0336l\u0336l myself | I want to just fucking kill myself | 自 杀 | 自.杀 | 自🙂杀
        自\u200b杀 | 自殺 | 我想結束生命 | 想zs | 想ＺＳ | 想紫砂 | zi sha | 想 z s
        """),
)
def test_disguised_spelling_reads_as_plain(text: str, rules: Rules) -> None:
    assert tier_of(text, rules) == 1


@pytest.mark.parametrize(
    "text",
    each("""
          | \u200b | 🙂🙂 | 。。。 | 12345 | 今天很开心，我们一起做了饭 | We cooked together and laughed
        """),
)
def test_an_ordinary_or_empty_text_finds_nothing(text: str, rules: Rules) -> None:
    assert look(text, rules) is None


def test_the_gravest_hit_counts_and_the_writer_goes_before_others(rules: Rules) -> None:
    assert look("I feel numb, he hits me, and I will kill myself", rules) == Finding(1, "self", "en-kill-myself", False)
    both = look("my friend wants to kill herself. I am going to kill myself", rules)
    assert both == Finding(1, "self", "en-kill-myself", False)


def test_both_languages_are_read_in_one_text(rules: Rules) -> None:
    assert tier_of("今天 feel 很差, I want to die", rules) == 2
    assert tier_of("honestly 我不想活了", rules) == 1


def test_a_muted_stem_is_silent_at_tier_three_only(rules: Rules) -> None:
    assert look("I feel hopeless", rules, frozenset({"en-hopeless"})) is None
    assert look("hopeless and numb", rules, frozenset({"en-hopeless"})) == Finding(3, "distress", "en-numb", False)
    assert look("I want to die", rules, frozenset({"en-want-to-die"})) is not None


def test_a_stem_and_an_idiom_are_added_without_touching_code() -> None:
    data = copy.deepcopy(DATA)
    zh = data["languages"]["zh"]
    zh["stems"].append({"id": "zh-new", "tier": 2, "kind": "self", "say": ["去见星星"]})
    zh["idioms"].append("去见星星展")
    fresh = rules_from(data)
    assert look("我想去见星星", fresh) == Finding(2, "self", "zh-new", False)
    assert look("周末去见星星展", fresh) is None


@pytest.mark.parametrize(
    ("entry", "named"),
    [
        ({"id": "x", "tier": 4, "kind": "self", "say": ["abc"]}, "languages.en.stems.x: tier"),
        ({"id": "x", "tier": 1, "kind": "sad", "say": ["abc"]}, "languages.en.stems.x: kind"),
        ({"id": "x", "tier": 1, "kind": "self", "say": ["..."]}, "holds no word"),
        ({"id": "x", "tier": 1, "kind": "self", "say": "abc"}, "a list of phrases"),
        ({"id": "x", "tier": 1, "kind": "self", "say": [False]}, "put it in quotes"),
        ({"id": "x", "tier": 1, "kind": "self", "say": ["kill myself"]}, "stands in en-kill-myself already"),
        ({"id": "en-numb", "tier": 1, "kind": "self", "say": ["abc"]}, "an id of its own"),
        ({"tier": 1, "kind": "self", "say": ["abc"]}, "an id of its own"),
        ({"id": "x", "tier": 1, "kind": "self", "about": "you", "say": ["abc"]}, "about"),
    ],
)
def test_a_wrong_stem_is_refused_by_name(entry: dict[str, Any], named: str) -> None:
    data = copy.deepcopy(DATA)
    data["languages"]["en"]["stems"].append(entry)
    with pytest.raises(ValueError, match=named):
        rules_from(data)


def test_wrong_cues_idioms_windows_and_tables_are_refused_by_name() -> None:
    changes: list[tuple[tuple[str, ...], Any, str]] = [
        (("languages", "zh", "cues", "maybe"), ["也许"], "languages.zh.cues.maybe"),
        (
            ("languages", "zh", "cues", "past"),
            ["不会"],
            "languages.zh.cues.past: “不会” is a cue of “negation” already",
        ),
        (("languages", "zh", "idioms"), ["想死"], "is a stem too"),
        (("windows", "words"), 0, "windows.words"),
        (("gaps", "few"), {"words": 0, "characters": 1}, "gaps.few.words"),
        (("gaps", "wide"), {"words": 1, "characters": 1}, "gaps: wide"),
        (("fold", "leet"), "0oo", "fold.leet"),
        (("languages",), None, "languages: this section is missing"),
    ]
    for path, value, named in changes:
        data = copy.deepcopy(DATA)
        place = data
        for key in path[:-1]:
            place = place[key]
        place[path[-1]] = value
        with pytest.raises(ValueError, match=named):
            rules_from(data)


HOSTILE = [
    "想死",
    "k",
    "k i l l ",
    "killmyself",
    "不",
    "怕他了",
    "not ",
    "e\u0301\u0327\u0323",
    "\ufdfa",
    "kill ",
    "i want to ",
    "自",
]


@pytest.mark.parametrize("piece", HOSTILE)
def test_four_times_the_text_takes_at_most_about_four_times_the_steps(piece: str, rules: Rules) -> None:
    short, long = ((piece * size)[:size] for size in (512, 2048))
    assert steps(long, rules) <= 4.4 * steps(short, rules) + 400


def steps(text: str, rules: Rules) -> int:
    """Lines of our own code run by one look: the same on every machine."""
    ours = {
        watch.__file__,
        safety.__file__,
        phrases.__file__,
        patterns.__file__,
        sys.modules["bot.domain.folding"].__file__,
    }
    count = 0

    def each_line(frame: FrameType, event: str, _: Any) -> Any:
        nonlocal count
        if frame.f_code.co_filename not in ours:
            return None
        count += event == "line"
        return each_line

    before = sys.gettrace()
    sys.settrace(each_line)
    try:
        look(text, rules)
    finally:
        sys.settrace(before)
    return count


def test_no_regular_expression_reads_a_persons_text() -> None:
    for module in (watch, safety, phrases, patterns, sys.modules["bot.domain.folding"]):
        tree = ast.parse(Path(str(module.__file__)).read_text(encoding="utf-8"))
        names = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
        names |= {str(node.module) for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
        assert not names & {"re", "regex"}


def examples(said: str, classes: dict[str, list[str]]) -> list[str]:
    """What a phrase of the rules stands for: itself, or a pattern's slots filled in turn, side by side."""
    steps = [slot for _, slot in patterns.steps_of(said)]
    fillers = [classes[s.strip("<>")] if s.startswith("<") else list(patterns.choices_of(s)) for s in steps]
    longest = max(len(choices) for choices in fillers)
    return [" ".join(choices[turn % len(choices)] for choices in fillers) for turn in range(longest)]


EVERY_PHRASE = [
    (entry, said, part.get("classes", {}))
    for part in DATA["languages"].values()
    for entry in part["stems"]
    for said in entry["say"]
]


def test_every_phrase_of_the_rules_stands_where_it_is_said(rules: Rules) -> None:
    missed = [
        (entry["id"], example)
        for entry, said, classes in EVERY_PHRASE
        for example in examples(said, classes)
        if entry["id"] not in ids_at(rules.fold.words(example), 0, rules)
    ]
    assert missed == []


def ids_in(text: str, rules: Rules) -> set[str]:
    """Every stem in a text, whatever the words around it make of it."""
    words = rules.fold.words(text)
    return {stem_id for start in range(len(words)) for stem_id in ids_at(words, start, rules)}


def ids_at(words: Sequence[Word], start: int, rules: Rules) -> set[str]:
    """Every stem that begins at a place of a text."""
    plain = {stem.id for _, stem in rules.stems.starting([word.text for word in words], start)}
    layout = patterns.layout_of(words, rules.slots)
    return plain | {stem.id for _, stem in rules.stem_patterns.starting(layout, start)}


def test_every_phrase_that_counts_alone_is_found_by_itself(rules: Rules) -> None:
    missed = [
        said
        for entry, said, _ in EVERY_PHRASE
        if entry["tier"] not in ("hint", "faint") and not patterns.is_pattern(said) and look(said, rules) is None
    ]
    assert missed == []


def test_every_idiom_of_the_rules_hides_a_stem(rules: Rules) -> None:
    idle = [
        said
        for part in DATA["languages"].values()
        for said in part["idioms"]
        if not patterns.is_pattern(said) and not ids_in(said, rules)
    ]
    assert idle == []


TRADITIONAL = """
        我想結束自己的生命 | 遺書已經寫好了 | 藥都準備好了 | 他把我鎖在房間裡 | 他拿刀對著我 | 他掐我脖子
        """
TRADITIONAL_SERIOUS = """
        活著沒有意義 | 我不想醒來 | 他又動手打我了 | 他每天查我手機 | 他不讓我出門 | 我想消失在這個世界上
        """


@pytest.mark.parametrize("text", each(TRADITIONAL))
def test_traditional_characters_read_as_simplified_ones(text: str, rules: Rules) -> None:
    assert tier_of(text, rules) == 1


@pytest.mark.parametrize("text", each(TRADITIONAL_SERIOUS))
def test_serious_words_in_traditional_characters_are_met(text: str, rules: Rules) -> None:
    assert tier_of(text, rules) == 2


@pytest.mark.parametrize(
    ("text", "tier"),
    graded("""
        he put both of his hands round my neck = 1 | he punched me right in my face = 2
        I counted out all the pills = 1 | she told me he never laid a hand on me = 3
        他拿着一把菜刀对着我 = 1 | 他喝多了又动手 = 2
        """),
)
def test_words_with_others_between_them_are_a_pattern(text: str, tier: int, rules: Rules) -> None:
    assert tier_of(text, rules) == tier


def test_a_gap_ends_at_a_pause_and_after_a_few_words() -> None:
    data = copy.deepcopy(DATA)
    said = ["purple .. monkey", "green // monkey", "(red|blue) monkey"]
    data["languages"]["en"]["stems"].append({"id": "en-new", "tier": 2, "kind": "self", "say": said})
    fresh = rules_from(data)
    assert tier_of("a purple and rather large monkey", fresh) == 2
    assert tier_of("a purple and rather large and old monkey", fresh) is None
    assert tier_of("purple. monkey", fresh) is None
    assert tier_of("green. And then, at the gate, a monkey", fresh) == 2
    assert tier_of("blue monkey", fresh) == 2
    assert tier_of("blue old monkey", fresh) is None


def test_a_no_inside_a_gap_lowers_and_one_beyond_a_pause_does_not() -> None:
    data = copy.deepcopy(DATA)
    said = ["purple .. monkey", "green // monkey"]
    data["languages"]["en"]["stems"].append({"id": "en-new", "tier": 2, "kind": "self", "say": said})
    fresh = rules_from(data)
    assert tier_of("purple is never monkey", fresh) == 3
    assert tier_of("green. I do not know, monkey", fresh) == 2


@pytest.mark.parametrize(
    ("text", "tier"),
    graded("""
        the rope is still in the shed = 0 | I said goodbye = 0 | the rope is in the shed, goodbye = 2
        绳子找到了 = 0 | 跟同事说保重 = 0 | 绳子找到了，保重 = 2
        I cannot go on, nobody would miss the rope = 2
        """),
)
def test_hints_say_nothing_alone_and_are_serious_in_twos(text: str, tier: int | None, rules: Rules) -> None:
    assert tier_of(text, rules) == tier


def test_halves_of_hints_tell_only_beside_a_whole_one_and_only_near_it() -> None:
    data = copy.deepcopy(DATA)
    for name, tier in (("whole", "hint"), ("one", "faint"), ("two", "faint"), ("three", "faint")):
        said = [f"{name} monkey"]
        data["languages"]["en"]["stems"].append({"id": f"en-{name}", "tier": tier, "kind": "self", "say": said})
    fresh = rules_from(data)
    assert tier_of("one monkey, two monkey, three monkey", fresh) is None
    assert tier_of("whole monkey and one monkey", fresh) is None
    assert tier_of("whole monkey, one monkey and two monkey", fresh) == 2
    assert tier_of(f"whole monkey, {'on and on we walked ' * 20} one monkey and two monkey", fresh) is None


def test_an_idiom_around_one_slot_of_a_pattern_takes_the_whole_hit() -> None:
    data = copy.deepcopy(DATA)
    said = ["(purple|green) .. (monkey|donkey)"]
    data["languages"]["en"]["stems"].append({"id": "en-new", "tier": 2, "kind": "self", "say": said})
    data["languages"]["en"]["idioms"].append("purple (grapes|rain)")
    fresh = rules_from(data)
    assert tier_of("purple coat of a monkey", fresh) == 2
    assert tier_of("purple rain of a monkey", fresh) is None


@pytest.mark.parametrize(
    "text", each("i wana dieeee 2nite | i wnat to die | gona kill mysef | idc if i live or die | killin myself tmrw")
)
def test_words_typed_in_a_hurry_are_read(text: str, rules: Rules) -> None:
    found = tier_of(text, rules)
    assert found is not None
    assert found <= 2


@pytest.mark.parametrize("text", each("I hit her last night | i slapped my husband | 我打了她 | 我昨天动手打了老婆"))
def test_harm_done_by_the_writer_is_a_kind_of_its_own(text: str, rules: Rules) -> None:
    found = look(text, rules)
    assert found is not None
    assert (found.tier, found.kind, found.third_person) == (2, "harm", False)


@pytest.mark.parametrize(
    "text",
    each("I never hit her | i beat him at chess | i hit him up on friday | 我没打她 | 我打了她电话 | 我给他打了个电话"),
)
def test_what_only_sounds_like_harm_finds_nothing(text: str, rules: Rules) -> None:
    assert look(text, rules) is None


@pytest.mark.parametrize(
    ("said", "named"),
    [
        ("he ..", "no words on one side"),
        (".. he", "no words on one side"),
        ("he .. // hit", "no words on one side"),
        ("<nobody-knows> .. hit", "no class <nobody-knows>"),
        ("he .. (hit|...)", "holds no word"),
    ],
)
def test_a_wrong_pattern_is_refused_by_name(said: str, named: str) -> None:
    data = copy.deepcopy(DATA)
    data["languages"]["en"]["stems"].append({"id": "x", "tier": 2, "kind": "abuse", "say": [said]})
    with pytest.raises(ValueError, match=named):
        rules_from(data)
