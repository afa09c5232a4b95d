// The app's typeface inside the frame: the font faces the surrounding page has loaded, and a wait for our own styles.
(function (tc) {
  "use strict";

  const WANTED = '"Source Sans"';

  function facesOf(sheet) {
    try {
      return [...sheet.cssRules].filter((rule) => rule.cssText.startsWith("@font-face"));
    } catch (error) {
      if (error instanceof DOMException) return []; // a sheet of another origin keeps its rules to itself
      throw error;
    }
  }

  const absolute = (text, base) =>
    text.replace(/url\(["']?([^"')]+)["']?\)/g, (_, address) => `url("${new URL(address, base).href}")`);

  // Outside Streamlit there is no surrounding page: the system's typeface stands in.
  tc.adoptTypeface = async function () {
    const page = window.parent === window ? null : window.parent.document;
    if (page) {
      const style = document.createElement("style");
      [...page.styleSheets].forEach((sheet) => {
        const wanted = (rule) => rule.style.getPropertyValue("font-family").includes("Source Sans");
        const faces = facesOf(sheet).filter(wanted);
        style.append(...faces.map((rule) => `${absolute(rule.cssText, sheet.href || page.baseURI)}\n`));
      });
      document.body.append(style);
    }
    await Promise.all([400, 600].map((weight) => document.fonts.load(`${weight} 12px ${WANTED}`, "Đắk")));
  };

  // The component adds our style sheet and goes on at once; measuring has to wait until it counts.
  tc.whenStyled = (element) =>
    new Promise((resolve) => {
      const look = () => (getComputedStyle(element).getPropertyValue("--tc-styled") ? resolve() : setTimeout(look, 15));
      look();
    });
})((window.toancanh = window.toancanh || {}));
