"""What somebody may type, call or forge: kept together for the walks that try all of it."""

from __future__ import annotations

SAID = (
    *("hello", "London", "上海", "7:30", "八点半", "2", "２", "②", "二", "12", "30", "99", "0", "-1", "2.", "/2", "…"),
    *("Menu", "菜单", "Yes", "Not now", "line one\nline two\n\n\nline three", "'; drop table person; --"),
    *("I felt small today and did not say it.", "今天又想逃开。", "this coffee is to die for"),
    *("I want to kill myself", "不想活了"),
    *("<b>bold</b> & <i>co", "{{ name }} {% if %}", "👩‍❤️‍👨🏽 🫶", "\u202eright to left", "a\u0301" * 40),
    *("\U0001f600" * 200, "x" * 4096, "心" * 4096, "a b " * 1024),
)

COMMANDS = (
    *("/start", "/start ref-1", "/today", "/progress", "/journal", "/settings", "/privacy", "/delete", "/help"),
    *("/log", "/menu", "/together", "/library", "/nonsense", "/today@kintsugi_bot", "/TODAY", "/", "/1", "/3"),
    "/help me die",
)

_FORGED = """
1 1| | 2|h 1|zz 1|qc|1 1|qc|1|a1|9 1|qc|999999999999|a1|3 1|sz|Mars/Olympus 1|sz|../etc/passwd 1|sc|99999 1|sh|0|0
1|sh|510|1230 1|dy|step-9 1|dy|step-1 1|dd|day-50|done 1|dd|day-99|done 1|dd|day-01|forged 1|et|0001-01-01|done
1|ef|2026-11-23|7 1|em|9999-12-31|1 1|et|tomorrow|done 1|rf|-5 1|rf|999999 1|jo|-1 1|jp|3 1|fy|-1 1|fy|3 1|tl|fr
1|tl|zh 1|tp|7 1|kc|XX 1|cn|strength|-4 1|cn|tail|2 1|cw|tail 1|cd|mud 1|rl|9|a 1|co|7 1|cs|loud 1|cx
1|ct|pink 1|cz|poster 1|cf|-1 1|cf|0
1|en|2026-11-23 1|eo|2026-11-23 1|p|secret 1|cl|front.greeting 1|dt|day-77 1|do|day-02 1|si|noon|5 1|si|morning|-7
1|sa|noon 1|km|x 1|ks|maybe 1|kp|-3 1|sm|-2 1|sm|99 1|df|day-50|undo 1|dc|day-33 1|ju|3 1|jn|3|together 1|je|5
"""

FORGED = ("", "心" * 20, "x" * 64, "1|qc|" + "9" * 50, *_FORGED.split())

# In degrees: three cities, the sea, the poles, and where the date begins.
PLACES = ((51.5, -0.1), (31.2, 121.5), (-23.5, -46.6), (0.0, 0.0), (-90.0, 0.0), (89.9, 179.9), (-13.8, -171.8))
