/**
 * Arrow keys among the rows of the tables within an element; down from a search field enters them, up from the first
 * row goes back to it. Enter opens a row, for it is a link.
 */
export function moveAmongRows(event: KeyboardEvent & { currentTarget: Element }): void {
  if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey || event.isComposing) return;
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const from = event.target;
  if (step === undefined || !(from instanceof Element)) return;
  const search = event.currentTarget.querySelector<HTMLElement>("input[type='search']");
  const rows = [...event.currentTarget.querySelectorAll<HTMLElement>("a[data-row]")];
  const at = from === search ? -1 : rows.indexOf(from.closest<HTMLElement>("a[data-row]") as HTMLElement);
  if (from !== search && at === -1) return;
  const next = at + step === -1 && at === 0 ? search : rows[at + step];
  if (!next) return;
  event.preventDefault();
  next.focus();
}
