"""What can happen: presses (a button is an event waiting to happen), words, things sent, and the clock's tick.

Read as `e.Chose`, wherever it is written down: each file here is one conversation's. That no two have the same name,
and that nobody reads anything else through this page, mypy sees to.
"""

from __future__ import annotations

from bot.domain.events.asking import *
from bot.domain.events.base import *
from bot.domain.events.card import *
from bot.domain.events.care import *
from bot.domain.events.crisis import *
from bot.domain.events.exercises import *
from bot.domain.events.guided import *
from bot.domain.events.hold import *
from bot.domain.events.library import *
from bot.domain.events.log import *
from bot.domain.events.path import *
from bot.domain.events.phone import *
from bot.domain.events.report import *
from bot.domain.events.sources import *
from bot.domain.events.story import *
from bot.domain.events.together import *
from bot.domain.events.together_group import *
from bot.domain.events.together_items import *
from bot.domain.events.together_question import *
from bot.domain.events.together_safe import *
from bot.domain.events.writing import *
