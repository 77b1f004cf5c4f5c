import type { OnceDialogProps } from "../../../features/shown-once/index.ts";
import { useText } from "../../../i18n/i18n.tsx";

/** What is said around recovery codes, wherever they are shown. */
export function useCodesOnce(): () => OnceDialogProps["once"] {
  const t = useText("account");
  return () => ({
    title: t("codes.title"),
    warning: t("codes.warning"),
    kept: t("codes.kept"),
    keepFirst: t("once.keepFirst"),
    done: t("once.done"),
  });
}
