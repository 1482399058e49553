/*
 * journeyctl: what scripts add to a page that already reads without them.
 * Each feature is one function that looks for its markup and leaves when there is none.
 * Words come from data attributes of the page, so that this file knows no language.
 */
(function () {
  "use strict";

  var all = function (selector, within) { return Array.prototype.slice.call((within || document).querySelectorAll(selector)); };
  var make = function (name, properties, children) {
    var node = Object.assign(document.createElement(name), properties || {});
    (children || []).forEach(function (child) { node.append(child); });
    return node;
  };
  var icon = function (name) {
    var space = "http://www.w3.org/2000/svg";
    var svg = document.createElementNS(space, "svg");
    var use = document.createElementNS(space, "use");
    svg.setAttribute("class", "icon");
    svg.setAttribute("aria-hidden", "true");
    use.setAttribute("href", "#i-" + name);
    svg.append(use);
    return svg;
  };

  /* ---- tables that CSS lays out as something else: some browsers then forget what they are, so say it again.
     (Written in the HTML these roles would be redundant, and the Nu checker refuses them.) */

  var ROLES = { TABLE: "table", THEAD: "rowgroup", TBODY: "rowgroup", TR: "row", TD: "cell" };
  var HEADS = { col: "columnheader", colgroup: "columnheader", row: "rowheader", rowgroup: "rowheader" };

  function tableRoles(table) {
    [table].concat(all("thead, tbody, tr, td, th", table)).forEach(function (node) {
      node.setAttribute("role", ROLES[node.tagName] || HEADS[node.getAttribute("scope")] || "cell");
    });
  }

  /* ---- theme: auto, light, dark. <button data-theme-switch data-auto="…" data-light="…" data-dark="…"> */

  var THEMES = ["auto", "light", "dark"];
  var THEME_ICONS = { auto: "sun-moon", light: "sun", dark: "moon" };

  function remember(theme) {
    try {
      if (theme === "auto") localStorage.removeItem("journeyctl-theme");
      else localStorage.setItem("journeyctl-theme", theme);
    } catch (error) { /* no storage: the choice holds for this page */ }
  }

  function themeSwitch(button) {
    var root = document.documentElement;
    var show = function (theme) {
      if (theme === "auto") delete root.dataset.theme; else root.dataset.theme = theme;
      button.replaceChildren(icon(THEME_ICONS[theme]), make("span", { className: "sr", textContent: button.dataset[theme] }));
      button.title = button.dataset[theme];
    };
    button.addEventListener("click", function () {
      var next = THEMES[(THEMES.indexOf(root.dataset.theme || "auto") + 1) % THEMES.length];
      show(next);
      remember(next);
    });
    show(root.dataset.theme || "auto");
  }

  /* ---- menu on a phone. <button data-menu aria-controls="…"> */

  function menu(button) {
    var target = document.getElementById(button.getAttribute("aria-controls"));
    if (!target) return;
    var set = function (open) {
      button.setAttribute("aria-expanded", String(open));
      target.classList.toggle("is-open", open);
    };
    button.addEventListener("click", function () { set(button.getAttribute("aria-expanded") !== "true"); });
    document.addEventListener("keydown", function (event) {
      if (event.key === "Escape" && button.getAttribute("aria-expanded") === "true") { set(false); button.focus(); }
    });
    set(false);
  }

  /* ---- filter of a table. <table data-filter="label" data-shown="{n} of {all}"> */

  function tableFilter(table) {
    var rows = all("tbody tr", table);
    if (rows.length < 12) return;
    var input = make("input", { type: "search", autocomplete: "off" });
    var count = make("output");
    var plain = function (text) { return text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase(); };
    var texts = rows.map(function (row) { return plain(row.textContent); });
    var apply = function () {
      var words = plain(input.value).split(/\s+/).filter(Boolean);
      var shown = 0;
      rows.forEach(function (row, index) {
        row.hidden = !words.every(function (word) { return texts[index].includes(word); });
        if (!row.hidden) shown += 1;
      });
      count.textContent = words.length ? table.dataset.shown.replace("{n}", shown).replace("{all}", rows.length) : "";
    };
    input.addEventListener("input", apply);
    var label = make("label", { className: "chip" }, [make("span", { textContent: table.dataset.filter }), input]);
    var place = table.closest(".scroll") || table;
    place.before(make("div", { className: "filter" }, [label, count]));
  }

  /* ---- fold lanes of the map: each lane's name gets a button beside it */

  function foldLanes(map, index) {
    all("thead [data-fold]", map).forEach(function (head) {
      var name = head.querySelector("span");
      var button = make("button", { type: "button", className: "fold" }, [icon("chevron-down")]);
      name.id = name.id || "lane-" + index + "-" + head.dataset.fold;
      button.setAttribute("aria-labelledby", name.id);
      button.setAttribute("aria-expanded", "true");
      button.addEventListener("click", function () {
        button.setAttribute("aria-expanded", String(!map.classList.toggle("fold-" + head.dataset.fold)));
      });
      head.append(button);
    });
  }

  /* ---- the whole map in sight. <button data-fit-map aria-pressed="false" aria-controls="id of the frame"> */

  function fitMap(button) {
    var frame = document.getElementById(button.getAttribute("aria-controls"));
    button.addEventListener("click", function () {
      button.setAttribute("aria-pressed", String(frame.classList.toggle("is-fit")));
    });
  }

  /* ---- a picture in full screen. <figure class="picture" data-viewer> with <button data-open>
     The picture itself moves into the dialog and back, so ids and links stay unique. Panning is plain scrolling
     (arrow keys, wheel, touch) or dragging; zooming is by buttons and by + − 0. The wheel is never taken. */

  var STEPS = [0.25, 0.33, 0.5, 0.67, 0.8, 1, 1.25, 1.5, 2, 3, 4];

  function viewer(figure) {
    var open = figure.querySelector("[data-open]");
    var home = figure.querySelector(".picture-canvas");
    var svg = home && home.querySelector("svg");
    if (!open || !svg) return;
    var words = figure.dataset;
    var size = { width: svg.viewBox.baseVal.width, height: svg.viewBox.baseVal.height };
    var before = { width: svg.getAttribute("width"), height: svg.getAttribute("height") };
    var scale = 1;
    var status = make("output", { className: "num small" });
    var canvas = make("div", { className: "viewer-canvas", tabIndex: 0 });
    var title = make("h2", { textContent: words.title, id: figure.id + "-viewer" });

    var zoom = function (next) {
      var middle = { x: (canvas.scrollLeft + canvas.clientWidth / 2) / scale, y: (canvas.scrollTop + canvas.clientHeight / 2) / scale };
      scale = next;
      svg.setAttribute("width", Math.round(size.width * scale));
      svg.setAttribute("height", Math.round(size.height * scale));
      canvas.scrollLeft = middle.x * scale - canvas.clientWidth / 2;
      canvas.scrollTop = middle.y * scale - canvas.clientHeight / 2;
      status.textContent = Math.round(scale * 100) + " %";
    };
    var fit = function () { zoom(Math.min(2, (canvas.clientWidth - 48) / size.width, (canvas.clientHeight - 48) / size.height)); };
    var larger = function () { zoom(STEPS.find(function (step) { return step > scale + 0.01; }) || scale); };
    var smaller = function () { zoom(STEPS.slice().reverse().find(function (step) { return step < scale - 0.01; }) || scale); };
    var button = function (name, label, action) {
      var made = make("button", { type: "button", title: label }, [icon(name), make("span", { className: "sr", textContent: label })]);
      made.addEventListener("click", action);
      return made;
    };

    var dialog = make("dialog", { className: "viewer" });
    dialog.setAttribute("aria-labelledby", title.id);
    canvas.setAttribute("role", "region");
    canvas.setAttribute("aria-label", words.title);
    dialog.append(
      make("div", { className: "viewer-bar" }, [
        title, status, button("zoom-out", words.smaller, smaller), button("zoom-in", words.larger, larger),
        button("scan", words.fit, fit), button("x", words.close, function () { dialog.close(); })
      ]),
      canvas
    );
    dialog.addEventListener("keydown", function (event) {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      var action = { "+": larger, "=": larger, "-": smaller, "0": fit }[event.key];
      if (action) { event.preventDefault(); action(); }
    });
    dialog.addEventListener("close", function () {
      Object.keys(before).forEach(function (name) { svg.setAttribute(name, before[name]); });
      home.append(svg);
      dialog.remove();
      open.focus();
    });
    drag(canvas);
    open.addEventListener("click", function () {
      document.body.append(dialog);
      canvas.append(svg);
      dialog.showModal();
      fit();
      canvas.focus();
    });
  }

  function drag(canvas) {
    var from = null;
    var moved = false;
    canvas.addEventListener("pointerdown", function (event) {
      if (event.pointerType !== "mouse" || event.button !== 0) return;
      from = { x: event.clientX + canvas.scrollLeft, y: event.clientY + canvas.scrollTop };
      moved = false;
    });
    canvas.addEventListener("pointermove", function (event) {
      if (!from) return;
      canvas.scrollLeft = from.x - event.clientX;
      canvas.scrollTop = from.y - event.clientY;
      moved = true;
      canvas.classList.add("is-dragging");
    });
    var stop = function () { from = null; canvas.classList.remove("is-dragging"); };
    canvas.addEventListener("dragstart", function (event) { event.preventDefault(); });
    ["pointerup", "pointerleave", "pointercancel"].forEach(function (name) { canvas.addEventListener(name, stop); });
    canvas.addEventListener("click", function (event) { if (moved) event.preventDefault();
      moved = false; }, true);
  }

  /* ---- search. <div class="site-search" data-search="…/assets/" data-home data-language data-none data-found>
     MiniSearch and the index are scripts, fetched when somebody first goes to the box, so it works from a file too.
     Query and index are cut, folded and stemmed in the same way; see journeyctl/site/search.py. */

  var SHOWN = 12;
  /* where nothing is found, a third of a word's letters may be wrong: a stem has no ending that makes it long */
  var LENIENT = { fuzzy: function (term) { return term.length > 3 ? 0.34 : false; } };

  function script(source) {
    return new Promise(function (resolve, reject) {
      document.head.append(make("script", { src: source, onload: resolve, onerror: reject, async: false }));
    });
  }

  function loadSearch(box) {
    var assets = box.dataset.search;
    return Promise.all(["vendor/minisearch.js", "vendor/snowball/base.js", "search/" + box.dataset.language + ".js"].map(function (path) {
      return script(assets + path);
    })).then(function () {
      var stemmer = window.journeyctlSearch.stemmer;
      return stemmer ? script(assets + "vendor/snowball/" + stemmer + ".js") : null;
    }).then(function () { return searchIndex(window.journeyctlSearch); });
  }

  function searchIndex(shipped) {
    var made = shipped.stemmer ? new window[shipped.stemmer[0].toUpperCase() + shipped.stemmer.slice(1) + "Stemmer"]() : null;
    return window.MiniSearch.loadJS(shipped.index, {
      fields: Object.keys(shipped.index.fieldIds),
      tokenize: function (text) { return text.match(/[\p{L}\p{N}]+/gu) || []; },
      processTerm: function (term) {
        var folded = term.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "");
        return made ? made.stemWord(folded) : folded;
      },
      searchOptions: {
        boost: { title: 4, also: 2 }, combineWith: "AND",
        prefix: function (term) { return term.length > 1; },
        fuzzy: function (term) { return term.length > 4 ? 0.2 : false; }
      }
    });
  }

  function search(box) {
    var input = box.querySelector("input");
    var hits = make("ul", { className: "hits", hidden: true });
    var status = make("p", { className: "sr" });
    var loading = null;
    status.setAttribute("role", "status");
    box.append(hits, status);

    var close = function () { hits.hidden = true; };
    var hit = function (found) {
      var link = make("a", { href: box.dataset.home + found[0] }, [make("b", { textContent: found[1] }), make("span", { textContent: found[2] })]);
      link.addEventListener("click", close);
      return make("li", {}, [link]);
    };
    var show = function (index) {
      var query = input.value.trim();
      var found = query ? index.search(query) : [];
      if (query && !found.length) found = index.search(query, LENIENT);
      var none = make("li", { className: "none", textContent: box.dataset.none });
      hits.replaceChildren.apply(hits, found.length ? found.slice(0, SHOWN).map(hit) : [none]);
      hits.hidden = !query;
      status.textContent = !query ? "" : found.length ? box.dataset.found.replace("{n}", found.length) : box.dataset.none;
    };
    var move = function (by) {
      var stops = [input].concat(all("a", hits));
      var next = stops[stops.indexOf(document.activeElement) + by];
      if (next) next.focus();
    };
    var ask = function () {
      loading = loading || loadSearch(box);
      return loading.then(show, function () { status.textContent = box.dataset.none; });
    };
    var goToFirst = function () {
      var first = hits.querySelector("a");
      if (first) first.click();
    };
    input.addEventListener("focus", function () { loading = loading || loadSearch(box); });
    input.addEventListener("input", ask);
    box.addEventListener("keydown", function (event) {
      if (hits.hidden && event.key === "Enter" && input.value.trim()) ask().then(goToFirst);
      if (hits.hidden) return;
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        move(event.key === "ArrowDown" ? 1 : -1);
      } else if (event.key === "Enter" && document.activeElement === input) {
        goToFirst();
      } else if (event.key === "Escape") {
        close();
        input.focus();
      }
    });
    document.addEventListener("focusin", function (event) { if (!box.contains(event.target)) close(); });
    document.addEventListener("pointerdown", function (event) { if (!box.contains(event.target)) close(); });
    searchKey(input);
  }

  /* "/" goes to the search box */
  function searchKey(input) {
    document.addEventListener("keydown", function (event) {
      var typing = /^(input|textarea|select)$/i.test(document.activeElement.tagName);
      if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !document.querySelector("dialog[open]")) {
        event.preventDefault();
        input.focus();
      }
    });
  }

  function start() {
    all(".map-table, table.stack").forEach(tableRoles);
    all("[data-theme-switch]").forEach(themeSwitch);
    all("[data-menu]").forEach(menu);
    all("table[data-filter]").forEach(tableFilter);
    all(".map").forEach(foldLanes);
    all("[data-fit-map]").forEach(fitMap);
    all("[data-viewer]").forEach(viewer);
    all("[data-search]").forEach(search);
  }

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start); else start();
})();
