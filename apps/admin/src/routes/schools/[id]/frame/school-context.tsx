import type { TenantView } from "@pepro/contracts";
import { type Accessor, createContext, type JSX, useContext } from "solid-js";

const Context = createContext<Accessor<TenantView>>();

/** Gives the school to the tabs below, as it is now: after a change they see what the server has. */
export function SchoolProvider(props: { school: TenantView; children: JSX.Element }) {
  return <Context.Provider value={() => props.school}>{props.children}</Context.Provider>;
}

export function useSchool(): Accessor<TenantView> {
  const school = useContext(Context);
  if (!school) throw new Error("a school is only known below its own layout");
  return school;
}
