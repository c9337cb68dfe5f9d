// Takes out of a page, as soon as they are in it, the rules by which a browser fetches pages ahead
// of need: nothing that can look at requests sees those.
new MutationObserver((records) => {
  for (const record of records) {
    for (const node of record.addedNodes) {
      if (node.localName === "script" && node.type === "speculationrules") node.remove();
    }
  }
}).observe(document, { childList: true, subtree: true });
