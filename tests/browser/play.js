// Comes so far on a phone by the page's own requests: says words, and presses a button of the newest message by a tag of
// its data, or by one of several, as soon as the button that was pressed before is gone.
async ([key, steps, patience]) => {
  const phone = document.getElementById(`phone-${key}`);
  let pressed = "";

  const act = (asked) =>
    fetch("/act", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ phone: key, ...asked }),
    });

  const find = (tags) => {
    const newest = [...phone.querySelectorAll(".msg")].at(-1);
    const buttons = [...(newest?.querySelectorAll(".row button[data-data]") ?? [])];
    if (buttons.some((one) => one.dataset.data === pressed)) return undefined;
    return buttons.find((one) => tags.some((tag) => one.dataset.data.includes(tag)));
  };

  for (const step of steps) {
    if (!step.startsWith("|")) {
      await act({ do: "say", text: step });
      continue;
    }
    const ends = performance.now() + patience;
    let button;
    while (!(button = find(step.split(" ")))) {
      if (performance.now() > ends) throw new Error(`${key} finds no button ${step}`);
      await new Promise((done) => setTimeout(done, 5));
    }
    pressed = button.dataset.data;
    await act({ do: "press", id: Number(button.closest(".msg").dataset.id), data: pressed });
  }
}
