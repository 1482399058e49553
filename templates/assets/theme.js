/* Runs before the first paint: says that scripts work and applies the theme that the reader chose here earlier. */
(function () {
  "use strict";
  var root = document.documentElement;
  root.classList.add("js");
  try {
    var chosen = localStorage.getItem("journeyctl-theme");
    if (chosen === "light" || chosen === "dark") root.dataset.theme = chosen;
  } catch (error) {
    /* file:// or a strict browser: no memory between pages, everything else works */
  }
})();
