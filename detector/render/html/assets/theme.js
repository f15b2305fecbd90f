// Runs before the first paint, so that the page never flashes in the other theme.
(() => {
  const system = matchMedia("(prefers-color-scheme: dark)");
  let chosen = null;
  try {
    chosen = localStorage.getItem("detector-theme");
  } catch {
    // A file may have no storage: the system setting applies.
  }
  const apply = () => {
    document.documentElement.dataset.theme = chosen || (system.matches ? "dark" : "light");
  };
  system.addEventListener("change", apply);
  apply();
})();
