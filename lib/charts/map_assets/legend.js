// Legend, tooltip and buttons beside the map. Every word comes from the paint and is set as text, never as HTML.
(function (tc) {
  "use strict";

  function make(tag, className, text) {
    const made = document.createElement(tag);
    if (className) made.className = className;
    if (text !== undefined) made.textContent = text;
    return made;
  }

  function swatch(fill) {
    const made = make("i", fill ? "tc-swatch" : "tc-swatch tc-hatched");
    if (fill) made.style.background = fill;
    return made;
  }

  function mark(entry) {
    const made = make("li");
    made.append(make("i", `tc-swatch tc-${entry.sign}`), make("span", "tc-text", entry.text));
    if (entry.count !== null) made.append(make("span", "tc-count", String(entry.count)));
    return made;
  }

  function row(fill, text, count, most) {
    const made = make("li");
    const bar = make("span", "tc-bar");
    bar.style.setProperty("--share", most ? count / most : 0);
    made.append(swatch(fill), make("span", "tc-text", text), bar, make("span", "tc-count", String(count)));
    return made;
  }

  tc.Legend = class {
    constructor(onToggle, onClass, onLook) {
      this.root = make("details", "tc-legend");
      this.root.open = true;
      this.root.addEventListener("toggle", onToggle);
      this.onClass = onClass;
      this.onLook = onLook;
      document.body.append(this.root);
    }

    // otherLook: the words of the way to the other look of the map, empty where there is none
    fill(legend, credit, otherLook) {
      const most = Math.max(1, ...legend.classes.map((entry) => entry.count));
      const head = make("summary");
      head.append(make("span", "tc-title", legend.title), make("span", "tc-measure", legend.measure));
      if (legend.basis) head.append(make("span", "tc-basis", legend.basis));
      const list = make("ul", "tc-classes");
      legend.classes.forEach((entry) => {
        const line = row(entry.fill, entry.text, entry.count, most);
        line.addEventListener("pointerenter", () => this.onClass(entry.fill));
        line.addEventListener("pointerleave", () => this.onClass(null));
        list.append(line);
      });
      const reasons = make("ul", "tc-reasons");
      reasons.append(...legend.marks.map(mark));
      legend.no_values.forEach((entry) => reasons.append(row(null, entry.reason, entry.count, 0)));
      const foot = make("div", "tc-foot");
      foot.append(...legend.footers.map((text) => make("p", "", text)), make("p", "tc-credit", credit));
      this.root.replaceChildren(head, list, reasons, ...(otherLook ? [this.wayTo(otherLook)] : []), foot);
    }

    wayTo(otherLook) {
      const button = make("button", "tc-look", otherLook);
      button.type = "button";
      button.addEventListener("click", this.onLook);
      return button;
    }

    measure(width) {
      this.root.style.width = `${width}px`;
      return this.root.offsetHeight;
    }

    stand(place) {
      const { style } = this.root;
      ["right", "top", "bottom"].forEach((side) => {
        style[side] = place[side] === undefined ? "auto" : `${place[side]}px`;
      });
    }
  };

  tc.Tooltip = class {
    constructor() {
      this.root = make("div", "tc-tip");
      this.root.setAttribute("role", "status");
      this.root.hidden = true;
      document.body.append(this.root);
    }

    show(area, x, y) {
      if (this.area !== area) {
        const head = make("div", "tc-tip-head");
        head.append(swatch(area.fill), make("b", "", area.label));
        const why = area.fill ? [] : [make("p", "tc-tip-why", area.value)]; // a reason is a sentence: on its own line
        if (area.fill) head.append(make("span", "tc-tip-value", area.value));
        this.root.replaceChildren(head, ...why, ...area.lines.map((line) => make("p", "", line)));
        this.area = area;
      }
      this.root.hidden = false;
      const { offsetWidth: width, offsetHeight: height } = this.root;
      const left = x + 16 + width > innerWidth ? x - 16 - width : x + 16;
      const top = y + 16 + height > innerHeight ? y - 16 - height : y + 16;
      this.root.style.left = `${Math.max(4, Math.min(innerWidth - width - 4, left))}px`;
      this.root.style.top = `${Math.max(4, Math.min(innerHeight - height - 4, top))}px`;
    }

    hide() {
      this.root.hidden = true;
    }
  };

  tc.Buttons = class {
    constructor(actions) {
      this.root = make("div", "tc-buttons");
      this.buttons = Object.entries(actions).map(([name, act]) => {
        const button = make("button", `tc-${name}`);
        button.type = "button";
        button.addEventListener("click", act);
        this.root.append(button);
        return [name, button];
      });
      document.body.append(this.root);
    }

    name(words) {
      this.buttons.forEach(([name, button]) => {
        button.title = words[name];
        button.setAttribute("aria-label", words[name]);
      });
    }

    // Where no column stands left of the country, the corner without land is the lower one.
    stand(frame, low) {
      this.root.style.top = low ? `${frame.height - this.root.offsetHeight - 8}px` : "12px";
    }

    atHome(home) {
      this.buttons.forEach(([name, button]) => (button.disabled = home && name !== "zoom_in"));
    }
  };

  tc.make = make;
})((window.toancanh = window.toancanh || {}));
