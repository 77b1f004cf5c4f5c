import { isPeproError, messageOf } from "@pepro/client";
import { useI18n } from "./i18n.tsx";

export type ErrorText = {
  /** What failed and what to do, as the server or the client words it. A bug's own words are never shown. */
  message: string;
  /** By which the server's log finds the request. */
  reference: string | undefined;
};

export function useErrorText(): (error: unknown) => ErrorText {
  const { language } = useI18n();
  return (error) => ({
    message: messageOf(error, language()),
    reference: isPeproError(error) ? error.requestId : undefined,
  });
}
