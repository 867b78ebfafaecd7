// Before anything is drawn: the theme that was chosen, or else the machine's own.
(() => {
  let kept = null;
  try { kept = localStorage.getItem("kintsugi-theme"); } catch { /* a browser without a memory */ }
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const wear = (theme) => { document.documentElement.dataset.theme = theme; };
  wear(kept || (dark.matches ? "dark" : "light"));
  dark.addEventListener("change", () => { if (!kept) wear(dark.matches ? "dark" : "light"); });
  window.switchTheme = () => {
    kept = document.documentElement.dataset.theme === "dark" ? "light" : "dark";
    wear(kept);
    try { localStorage.setItem("kintsugi-theme", kept); } catch { /* as above */ }
  };
})();
