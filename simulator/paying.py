"""A payment in Stars from the person's side: the invoice, the checkout, the charge."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.errors import bad
from simulator.model import Bot, Chat, Happening, Json, Payment, Person
from simulator.posting import post

if TYPE_CHECKING:
    from simulator.world import World


def invoice_of(params: Json) -> Json:
    """The invoice that a request describes; raises the refusals of title, payload, currency and prices."""
    if not 1 <= len(params["title"]) <= 32:
        raise bad("INVOICE_TITLE_INVALID" if params["title"] else "title must be non-empty")
    if not 1 <= len(params["description"]) <= 255:
        raise bad("INVOICE_DESCRIPTION_INVALID" if params["description"] else "description must be non-empty")
    if not 1 <= len(params["payload"].encode()) <= 128:
        raise bad("INVOICE_PAYLOAD_INVALID")
    if params["currency"] != "XTR":
        raise bad("CURRENCY_INVALID" if params.get("provider_token") else "PAYMENT_PROVIDER_INVALID")
    if params.get("provider_token"):
        raise bad("PAYMENT_PROVIDER_INVALID")
    prices = params["prices"]
    if len(prices) != 1 or prices[0]["amount"] < 1:
        raise bad("STARS_INVOICE_INVALID")
    return {
        "title": params["title"],
        "description": params["description"],
        "payload": params["payload"],
        "start_parameter": params.get("start_parameter", ""),
        "currency": "XTR",
        "total_amount": prices[0]["amount"],
        "subscription_period": params.get("subscription_period"),
    }


def checkout(world: World, bot: Bot, person: Person, chat: Chat, invoice: Json) -> Payment:
    """The person confirms the price: the bot is asked, and has ten seconds to say yes."""
    number = str(9_000_000_000_000 + len(world.checkouts))
    payment = Payment(number, bot, person, invoice, chat, world.now())
    if person.stars < invoice["total_amount"]:
        refuse(world, payment, "not enough Stars")
        return payment
    world.checkouts[number] = payment
    bot.queue.push(
        "pre_checkout_query",
        {
            "id": number,
            "from": person.user(),
            "currency": "XTR",
            "total_amount": invoice["total_amount"],
            "invoice_payload": invoice["payload"],
        },
    )
    return payment


def charge(world: World, payment: Payment) -> None:
    """Take the Stars and tell the bot with `successful_payment`."""
    amount = payment.invoice["total_amount"]
    payment.paid = True
    payment.charge = f"stxcharge{len(world.payments) + 1:06d}"
    payment.person.stars -= amount
    payment.bot.stars += amount
    world.payments[payment.charge] = payment
    transaction(world, payment, "source")
    paid: Json = {
        "currency": "XTR",
        "total_amount": amount,
        "invoice_payload": payment.invoice["payload"],
        "telegram_payment_charge_id": payment.charge,
        "provider_payment_charge_id": f"p{payment.charge}",
    }
    if payment.invoice["subscription_period"]:
        until = int(world.now().timestamp()) + payment.invoice["subscription_period"]
        paid |= {"subscription_expiration_date": until, "is_recurring": True, "is_first_recurring": True}
    payment.chat.started = True
    message = post(world, payment.chat, {"successful_payment": paid}, payment.person, kind="service")
    payment.bot.queue.push("message", message.raw)
    world.emit(Happening("payment", payment.chat, message, payment.person, payment))


def refuse(world: World, payment: Payment, reason: str) -> None:
    """The checkout fails, and the person reads why."""
    payment.error = reason
    payment.person.seen.append(reason)
    world.emit(Happening("payment", payment.chat, None, payment.person, payment))


def transaction(world: World, payment: Payment, side: str) -> None:
    """A line of `getStarTransactions`: `side` is "source" for a charge, "receiver" for a refund."""
    partner: Json = {"type": "user", "user": payment.person.user(), "transaction_type": "invoice_payment"}
    if side == "source":
        partner["invoice_payload"] = payment.invoice["payload"]
    payment.bot.transactions.append(
        {
            "id": payment.charge,
            "amount": payment.invoice["total_amount"],
            "date": int(world.now().timestamp()),
            side: partner,
        }
    )
