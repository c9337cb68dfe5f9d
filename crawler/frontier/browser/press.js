// Buttons that a reader could press, outside forms. Without a choice, their texts; with one, that
// button is pressed. A path (XPath) takes the place of looking for buttons.
([path, chosen]) => {
  let found = [];
  if (path) {
    const nodes = document.evaluate(path, document, null, XPathResult.ORDERED_NODE_SNAPSHOT_TYPE);
    for (let number = 0; number < Math.min(nodes.snapshotLength, 50); number += 1) {
      const node = nodes.snapshotItem(number);
      found.push(node instanceof Element ? node : node.ownerElement || node.parentElement);
    }
  } else {
    const kinds = "button, a, [role=button], input[type=button]";
    found = Array.from(document.querySelectorAll(kinds)).filter((each) => {
      const text = each.innerText || each.value || "";
      return text.length > 1 && text.length <= 60 && !each.closest("form, nav, header, footer");
    });
  }
  found = found.filter((each) => each && each.getClientRects().length && !each.disabled
    && each.getAttribute("aria-disabled") !== "true");
  if (chosen === null) return found.map((each) => each.innerText || each.value || "");
  if (found[chosen]) found[chosen].click();
  return [];
}
