// Goes to the end of the page, and of the tallest part of it that scrolls by itself;
// says how many addresses the page links to, and how long it is.
(go) => {
  const page = document.scrollingElement || document.documentElement;
  let part = page;
  for (const element of document.querySelectorAll("main, section, div, ul, ol")) {
    if (element.scrollHeight > element.clientHeight + 200 && element.clientHeight > 200
        && element.scrollHeight > (part === page ? 0 : part.scrollHeight)
        && ["auto", "scroll"].includes(getComputedStyle(element).overflowY)) part = element;
  }
  if (go) {
    window.scrollTo(0, page.scrollHeight);
    if (part !== page) part.scrollTo(0, part.scrollHeight);
  }
  const links = new Set(Array.from(document.links, (link) => link.href));
  return [links.size, Math.max(page.scrollHeight, part.scrollHeight)];
}
