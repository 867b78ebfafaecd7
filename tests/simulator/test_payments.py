"""Stars, from the invoice to the refund."""

from __future__ import annotations

import pytest
from telegram import Bot, LabeledPrice
from telegram.error import BadRequest

from simulator.phone import Phone
from simulator.world import World
from tests.simulator.conftest import Clock

PRICE = [LabeledPrice("A cup of tea", 50)]


async def invoice(bot: Bot, phone: Phone) -> None:
    await bot.send_invoice(phone.id, "Tea", "For the kettle", "tea:1", "XTR", PRICE, provider_token="")


async def test_a_payment_goes_from_the_button_to_the_refund(bot: Bot, world: World, mei: Phone) -> None:
    await invoice(bot, mei)
    mei.tap("Pay")
    (update,) = await bot.get_updates(timeout=0)
    assert update.pre_checkout_query is not None
    assert update.pre_checkout_query.invoice_payload == "tea:1"
    await update.pre_checkout_query.answer(ok=True)
    update = (await bot.get_updates(offset=update.update_id + 1, timeout=0))[0]
    assert update.message is not None
    paid = update.message.successful_payment
    assert paid is not None
    assert (paid.total_amount, mei.person.stars, world.bot().stars) == (50, 950, 50)
    await bot.refund_star_payment(mei.id, paid.telegram_payment_charge_id)
    update = (await bot.get_updates(offset=update.update_id + 1, timeout=0))[0]
    assert update.message is not None
    assert update.message.refunded_payment is not None
    assert (mei.person.stars, (await bot.get_my_star_balance()).amount) == (1000, 0)
    assert len((await bot.get_star_transactions()).transactions) == 2
    with pytest.raises(BadRequest, match="Charge_already_refunded"):
        await bot.refund_star_payment(mei.id, paid.telegram_payment_charge_id)


async def test_a_checkout_waits_ten_seconds(near: Bot, mei: Phone, clock: Clock) -> None:
    await invoice(near, mei)
    payment = mei.pay()
    clock.forward(seconds=11)
    with pytest.raises(BadRequest, match="Query is too old"):
        await near.answer_pre_checkout_query(payment.id, ok=True)
    assert not payment.paid


async def test_a_refused_checkout_tells_the_person_why(near: Bot, mei: Phone) -> None:
    await invoice(near, mei)
    payment = mei.pay()
    await near.answer_pre_checkout_query(payment.id, ok=False, error_message="Sold out")
    assert (payment.error, payment.paid, mei.person.stars) == ("Sold out", False, 1000)
    assert "Sold out" in mei.seen


async def test_a_link_is_paid_by_whoever_opens_it(near: Bot, sol: Phone) -> None:
    link = await near.create_invoice_link("Tea", "For the kettle", "tea:2", "XTR", PRICE)
    sol.open_link(link)
    await near.answer_pre_checkout_query(sol.payments[0].id, ok=True)
    assert sol.payments[0].paid


async def test_an_empty_purse_pays_nothing(near: Bot, mei: Phone) -> None:
    await invoice(near, mei)
    mei.person.stars = 10
    assert mei.pay().error == "not enough Stars"


async def test_an_unknown_charge_is_not_refunded(near: Bot, mei: Phone) -> None:
    with pytest.raises(BadRequest, match="Charge_not_found"):
        await near.refund_star_payment(mei.id, "nothing")


async def test_stars_take_exactly_one_price_and_no_provider(near: Bot, mei: Phone) -> None:
    with pytest.raises(BadRequest, match="Stars_invoice_invalid"):
        await near.send_invoice(mei.id, "Tea", "x", "y", "XTR", [*PRICE, *PRICE])
    with pytest.raises(BadRequest, match="Payment_provider_invalid"):
        await near.send_invoice(mei.id, "Tea", "x", "y", "XTR", PRICE, provider_token="bank")
