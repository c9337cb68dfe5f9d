// Resolves when the document has not changed for so many milliseconds, or time is up;
// says whether it rests, and how many characters a reader sees.
([quiet, most]) => new Promise((resolve) => {
  const began = performance.now();
  let changed = began;
  const watch = new MutationObserver(() => { changed = performance.now(); });
  watch.observe(document, { childList: true, subtree: true, characterData: true });
  const look = () => {
    const now = performance.now();
    if (now - changed < quiet && now - began < most) {
      setTimeout(look, 50);
      return;
    }
    watch.disconnect();
    resolve([now - changed >= quiet, document.body ? document.body.innerText.length : 0]);
  };
  look();
})
