"""The methods of the Bot API that the stand-in speaks, a file a noun. Importing a file registers its methods."""

from importlib import import_module

from simulator.methods.registry import HANDLERS, NAMES, Request

for noun in ("answers", "chats", "editing", "media", "payments", "profile", "receiving", "sending"):
    import_module(f"simulator.methods.{noun}")

__all__ = ["HANDLERS", "NAMES", "Request"]
