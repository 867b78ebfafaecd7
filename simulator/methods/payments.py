"""Stars: invoices, the question before the checkout, charges, refunds, the bot's balance."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from simulator.errors import TOO_OLD, bad
from simulator.methods.registry import Request, method
from simulator.methods.sending import send
from simulator.model import Json
from simulator.paying import charge, invoice_of, refuse, transaction
from simulator.posting import post
from simulator.targets import destination

if TYPE_CHECKING:
    from simulator.world import World


@method("sendInvoice")
def send_invoice(world: World, request: Request) -> Json:
    chat = destination(world, request)
    invoice = invoice_of(request.params)
    rows = (request.get("reply_markup") or {}).get("inline_keyboard")
    if rows and not rows[0][0].get("pay"):
        raise bad("BUTTON_POS_INVALID")
    if not rows:
        amount = invoice["total_amount"]
        request.params["reply_markup"] = {"inline_keyboard": [[{"text": f"Pay ⭐️{amount}", "pay": True}]]}
    shown = {name: invoice[name] for name in ("title", "description", "start_parameter", "currency", "total_amount")}
    message = send(world, request, chat, {"invoice": shown}, "invoice")
    world.invoice_links[f"message:{chat.id}:{message.id}"] = (request.bot, invoice)
    return message.raw


@method("createInvoiceLink")
def create_invoice_link(world: World, request: Request) -> str:
    link = f"https://t.me/$inv{len(world.invoice_links) + 1:05d}"
    world.invoice_links[link] = (request.bot, invoice_of(request.params))
    return link


@method("answerPreCheckoutQuery")
def answer_pre_checkout_query(world: World, request: Request) -> bool:
    payment = world.checkouts.get(request.params["pre_checkout_query_id"])
    late = payment is None or world.now() - payment.at > timedelta(seconds=world.checkout_seconds)
    if payment is None or late or payment.answered or payment.bot is not request.bot:
        raise bad(TOO_OLD)
    payment.answered = True
    if request.params["ok"]:
        charge(world, payment)
        return True
    message = request.get("error_message")
    if not message:
        raise bad("error_message is empty")
    refuse(world, payment, message)
    return True


@method("refundStarPayment")
def refund_star_payment(world: World, request: Request) -> bool:
    payment = world.payments.get(request.params["telegram_payment_charge_id"])
    if payment is None or payment.person.id != request.params["user_id"] or payment.bot is not request.bot:
        raise bad("CHARGE_NOT_FOUND")
    if payment.refunded:
        raise bad("CHARGE_ALREADY_REFUNDED")
    payment.refunded = True
    amount = payment.invoice["total_amount"]
    payment.person.stars += amount
    request.bot.stars -= amount
    transaction(world, payment, "receiver")
    refunded = {
        "currency": "XTR",
        "total_amount": amount,
        "invoice_payload": payment.invoice["payload"],
        "telegram_payment_charge_id": payment.charge,
    }
    message = post(world, payment.chat, {"refunded_payment": refunded}, payment.person, kind="service")
    request.bot.queue.push("message", message.raw)
    return True


@method("getMyStarBalance")
def get_my_star_balance(world: World, request: Request) -> Json:
    return {"amount": request.bot.stars}


@method("getStarTransactions")
def get_star_transactions(world: World, request: Request) -> Json:
    offset, limit = request.get("offset", 0), min(max(request.get("limit", 100), 1), 100)
    return {"transactions": request.bot.transactions[offset : offset + limit]}
