// What the reader points at: tooltip and outline on all drawings at once, and the unit that is chosen in the end.
(function (tc) {
  "use strict";

  tc.Pointing = class {
    // parts: the drawings; at: area → point of the screen; onChoose: what a choice leads to
    constructor(parts, at, onChoose) {
      this.parts = parts;
      this.at = at;
      this.onChoose = onChoose;
      this.tooltip = new tc.Tooltip();
    }

    handlers() {
      return {
        enter: (area, event) => this.point(area, event.clientX, event.clientY),
        leave: () => this.rest(),
        focus: (area) => this.point(area, ...this.at(area)),
        click: (area, event) => this.click(area, event),
        choose: (area) => this.onChoose(area),
      };
    }

    point(area, x, y) {
      if (!this.areas || !this.areas[area]) return;
      if (this.pointed !== area) this.parts().forEach((sheet) => sheet.outline("hover", area));
      this.pointed = area;
      this.tooltip.show(this.areas[area], x, y);
    }

    rest() {
      if (this.pointed) this.parts().forEach((sheet) => sheet.outline("hover", ""));
      this.pointed = null;
      this.tooltip.hide();
    }

    // A finger cannot hover: its first tap shows the tooltip, the second on the same unit chooses it.
    click(area, event) {
      if (event.pointerType !== "touch" || this.tapped === area) {
        this.onChoose(area);
        return;
      }
      this.tapped = area;
      this.point(area, event.clientX, event.clientY);
    }

    repaint(areas) {
      this.areas = areas;
      this.tapped = null;
      this.rest();
    }

    // Pointing at a class of the legend lets all other units stand back.
    showClass(fill) {
      const keeps = fill && ((area) => this.areas[area] && this.areas[area].fill === fill);
      this.parts().forEach((sheet) => sheet.dimAllBut(keeps));
    }
  };
})((window.toancanh = window.toancanh || {}));
