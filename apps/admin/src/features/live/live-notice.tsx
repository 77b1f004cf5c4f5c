import { Show } from "solid-js";
import { useErrorText } from "../../i18n/error-text.ts";
import { useText } from "../../i18n/i18n.tsx";
import { Alert } from "../../ui/alert.tsx";
import { Button } from "../../ui/button.tsx";
import type { Live } from "./create-live.ts";

/** That what is shown may be late, and why. */
export function LiveNotice(props: {
  live: Pick<Live<unknown>, "isCut" | "error" | "follow">;
  cut: string;
  failed: string;
}) {
  const t = useText("common");
  const errorText = useErrorText();
  return (
    <>
      <Show when={props.live.isCut()}>
        <Alert tone="warning">{props.cut}</Alert>
      </Show>
      <Show when={props.live.error()}>
        {(error) => (
          <Alert
            tone="danger"
            title={props.failed}
            action={<Button onClick={() => props.live.follow()}>{t("error.retry")}</Button>}
          >
            {errorText(error()).message}
          </Alert>
        )}
      </Show>
    </>
  );
}
