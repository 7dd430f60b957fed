type Page = Pick<Document, 'visibilityState' | 'addEventListener' | 'removeEventListener'>;

/**
 * Does something as long as a page is seen: `begin` is called at once and whenever the page is shown again, what it returned when the page is hidden.
 * A browser has six connections to a server for all its tabs. Returns what ends it.
 */
export function whileVisible(page: Page, begin: () => () => void): () => void {
  let end: (() => void) | undefined;
  const leave = () => {
    end?.();
    end = undefined;
  };
  const look = () => {
    if (page.visibilityState === 'hidden') leave();
    else end ??= begin();
  };
  look();
  page.addEventListener('visibilitychange', look);
  return () => {
    page.removeEventListener('visibilitychange', look);
    leave();
  };
}
