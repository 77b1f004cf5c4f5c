import { useText } from "../../i18n/i18n.tsx";

/** The words for what an entry is about. Kinds grow with the server: what has none of ours is shown by its own name. */
export function useTargetKind(): (kind: string) => string {
  const t = useText("audit");
  return (kind) => t(`kind.${kind}` as "kind.tenant") || kind;
}
