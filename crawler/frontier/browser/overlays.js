// What lies over a page: fixed elements and dialogs. Without a choice, their texts; with one, the
// chosen are taken out of the document, and the page can be scrolled again.
(chosen) => {
  const over = [];
  for (const element of document.querySelectorAll("body *")) {
    const role = element.getAttribute("role");
    const dialog = element.localName === "dialog" || role === "dialog" || role === "alertdialog";
    const fixed = ["fixed", "sticky"].includes(getComputedStyle(element).position);
    if ((dialog || fixed) && !over.some((each) => each.contains(element))) over.push(element);
    if (over.length >= 50) break;
  }
  const all = document.body ? document.body.textContent.length : 0;
  if (!chosen) {
    // What holds most of the text is the page itself, or a part of it, and no overlay.
    return over.map((each) => (each.textContent.length > all / 2 && each.querySelector("h1, main")
      ? "" : each.innerText || "").slice(0, 2000));
  }
  for (const number of chosen) over[number].remove();
  for (const element of [document.documentElement, document.body]) {
    if (!element) continue;
    const style = getComputedStyle(element);
    if (style.overflowY === "hidden") element.style.setProperty("overflow", "visible", "important");
    if (style.position === "fixed") element.style.setProperty("position", "static", "important");
  }
  return [];
}
