// A classic script that runs before the first paint, so that neither theme nor language changes under the reader's eyes.
// It also says so when the application itself cannot be fetched.
{
  addEventListener(
    "error",
    ({ target }) => {
      if (target instanceof HTMLScriptElement) document.getElementById("boot-failed")?.removeAttribute("hidden");
    },
    true,
  );
  const root = document.documentElement;
  try {
    const theme = localStorage.getItem("pepro.theme");
    if (theme === "light" || theme === "dark") root.dataset.theme = theme;
    const language = localStorage.getItem("pepro.language");
    root.lang = language === "fr" || language === "en" ? language : /^fr/i.test(navigator.language) ? "fr" : "en";
  } catch {
    // Storage may be refused: the system's theme and the page's own language stay.
  }
}
