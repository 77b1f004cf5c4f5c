import { isPeproError } from "@pepro/client";
import { isUnloaded } from "../navigation/outdated.ts";
import { type Speech, technicalDetail, wordsFor } from "./error-words.ts";
import { useFormat, useLateText, useText } from "./i18n.tsx";

export type ErrorText = {
  /** What failed and what to do, in the dashboard's own words. A bug's own words are never shown. */
  message: string;
  /** What the server or the database says of it, where that tells more; for a disclosure, in whichever language. */
  detail: string | undefined;
  /** By which the server's log finds the request. */
  reference: string | undefined;
};

/** What a fault is, wherever it was told: thrown by a call, or kept by the server. */
export type Fault = { code: string; fields: object; message?: string; requestId?: string | undefined };

/** The one place where errors get their words: see error-words.ts. */
export function useErrorText(): (error: unknown) => ErrorText {
  const t = useText("errors");
  const faultText = useFaultText();
  return (error) => {
    if (isPeproError(error)) return faultText(error);
    return { message: t(isUnloaded(error) ? "unloaded" : "unexpected"), detail: undefined, reference: undefined };
  };
}

/** The same for a fault that was not thrown here. */
export function useFaultText(): (fault: Fault) => ErrorText {
  const early = useText("errors");
  const format = useFormat();
  const { text: t, isComing } = useLateText("refusals");
  const terms = useLateText("terms");
  const moduleName = (module: string) => (terms.text as (key: string) => string)(`module.${module}`) || module;
  const speech: Speech = { early, t, format, moduleName };
  return ({ code, fields, message, requestId }) => {
    const words = wordsFor(code, fields, speech);
    if (words === "" && isComing()) return { message: "", detail: undefined, reference: requestId };
    return {
      message: words || early("unexpected"),
      detail: words ? technicalDetail(code, fields, message) : message,
      reference: requestId,
    };
  };
}
