import { createResource, createSignal, Match, Show, Switch } from "solid-js";
import { type Credentials, renewFirstAdmin } from "../../../data/provisioning.ts";
import { schoolStats } from "../../../data/school.ts";
import { useErrorText } from "../../../i18n/error-text.ts";
import { useText } from "../../../i18n/i18n.tsx";
import { Alert } from "../../../ui/alert.tsx";
import { Button } from "../../../ui/button.tsx";
import { MoreOfError } from "../../../ui/error-details.tsx";
import { Fact } from "./fact.tsx";

/** Who it is, for who was not shown the password; as long as nobody came in with it, there can be another. */
export function KnownAdmin(props: { id: string; isAnswerLost: boolean; onRenew: (credentials: Credentials) => void }) {
  const t = useText("opening");
  const errorText = useErrorText();
  const [isRenewing, setRenewing] = createSignal(false);
  const [error, setError] = createSignal<unknown>();
  const [stats] = createResource(
    () => props.id,
    (id) => schoolStats(id).catch(() => undefined),
  );
  const admin = () => stats.latest?.firstAdmin;
  const renew = async () => {
    setRenewing(true);
    setError(undefined);
    try {
      const credentials = await renewFirstAdmin(props.id);
      if (credentials) props.onRenew(credentials);
    } catch (cause) {
      setError(() => cause);
    } finally {
      setRenewing(false);
    }
  };
  return (
    <Fact term={t("admin")}>
      <span class="min-h-5 break-all">{admin()?.email ?? "—"}</span>
      <Switch>
        <Match when={admin()?.lastLoginAt}>
          <p class="w-full text-muted">{t("password.shown")}</p>
        </Match>
        <Match when={admin()}>
          <p class="w-full text-muted">{t(props.isAnswerLost ? "password.lost" : "password.unused")}</p>
          <Button size="sm" loading={isRenewing()} onClick={renew}>
            {t("password.renew")}
          </Button>
        </Match>
      </Switch>
      <Show when={error()}>
        {(cause) => (
          <Alert tone="danger" class="w-full">
            {errorText(cause()).message}
            <MoreOfError text={errorText(cause())} />
          </Alert>
        )}
      </Show>
    </Fact>
  );
}
