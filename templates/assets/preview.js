/*
 * journeyctl serve: follows the preview. Shows a new state of the site as soon as there is one, and in a banner what
 * keeps the next one back. Only `serve` adds this file to a page; a site that is built does not have it.
 * <script data-events="…" data-version="…" data-stopped="…">
 */
(function () {
  "use strict";

  var own = document.currentScript.dataset;
  var banner = null;

  function element(name, text, styles) {
    var node = document.createElement(name);
    node.textContent = text || "";
    Object.assign(node.style, styles || {});
    return node;
  }

  function problem(one) {
    var item = element("li", "", { marginTop: "8px" });
    if (one.place) item.append(element("code", one.place), document.createElement("br"));
    item.append(element("span", one.message));
    if (one.help) item.append(element("div", one.help, { color: "var(--muted)" }));
    return item;
  }

  function show(heading, problems) {
    if (banner) banner.remove();
    banner = null;
    if (!heading) return;
    banner = element("section", "", {
      position: "sticky", top: "0", zIndex: "30", maxHeight: "50vh", overflow: "auto", padding: "12px 24px 16px",
      background: "var(--paper)", color: "var(--ink)", borderBottom: "1px solid var(--rule)",
      borderTop: "4px solid var(--error)"
    });
    banner.id = "preview-banner";
    banner.setAttribute("role", "alert");
    banner.tabIndex = 0; /* a long list scrolls by keyboard */
    banner.append(element("p", heading, { fontWeight: "700", margin: "0" }));
    if (problems.length) {
      var list = element("ul", "", { margin: "0", padding: "0", listStyle: "none" });
      problems.forEach(function (one) { list.append(problem(one)); });
      banner.append(list);
    }
    document.body.prepend(banner);
  }

  var events = new EventSource(own.events);
  events.onmessage = function (message) {
    var state = JSON.parse(message.data);
    if (state.version !== own.version) location.reload();
    else show(state.heading, state.problems);
  };
  /* The browser goes on trying, and the first answer takes this away. A page that is being left says nothing. */
  var leaving = false;
  window.addEventListener("pagehide", function () { leaving = true; events.close(); });
  events.onerror = function () { if (!leaving) show(own.stopped, []); };
})();
