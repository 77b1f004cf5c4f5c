import { type Accessor, createContext, createEffect, createSignal, type JSX, onCleanup, useContext } from "solid-js";

type Part = Accessor<string | undefined>;

const PRODUCT = "PeproScolaire";

const Context = createContext<(part: Part) => void>(() => undefined);

/** Keeps the document's title, most specific part first: «Modules · Lycée Hugo · PeproScolaire». */
export function TitleProvider(props: { children: JSX.Element }) {
  // Not a signal's value: the page that comes adds to it within a transition, the one that goes takes from it after, and
  // a transition keeps only one of the two.
  const parts = new Set<Part>();
  const [changed, change] = createSignal(undefined, { equals: false });
  const add = (part: Part) => {
    parts.add(part);
    change();
    onCleanup(() => {
      parts.delete(part);
      change();
    });
  };
  createEffect(() => {
    changed();
    const known = [...parts].map((part) => part()?.trim()).filter(Boolean);
    document.title = [...known.reverse(), PRODUCT].join(" · ");
  });
  return <Context.Provider value={add}>{props.children}</Context.Provider>;
}

/** Adds a part to the title for as long as the page that calls it is shown. A page within another comes before it. */
export function useTitle(part: Part): void {
  useContext(Context)(part);
}
