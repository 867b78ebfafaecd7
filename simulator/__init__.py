"""A stand-in for Telegram on loopback: the wire of the dialogue tests and the engine of the two-phone simulator.

`simulator.world.World` is the state of "Telegram" in one process, without a socket; `simulator.wire.WorldRequest`
lets a python-telegram-bot `Bot` call it directly; `simulator.server` speaks it over HTTP on 127.0.0.1;
`simulator.phone.Phone` is the person's side. Nothing but tests imports this package.
"""
