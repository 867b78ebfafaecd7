"""The methods of the Bot API that the stand-in speaks, a file a noun. Importing them registers them."""

import simulator.methods.answers
import simulator.methods.chats
import simulator.methods.editing
import simulator.methods.media
import simulator.methods.payments
import simulator.methods.profile
import simulator.methods.receiving
import simulator.methods.sending
from simulator.methods.registry import HANDLERS, NAMES, Request

__all__ = ["HANDLERS", "NAMES", "Request"]
