import ShieldCheck from "lucide-solid/icons/shield-check";
import { createEffect, For, Match, on, Show, Switch } from "solid-js";
import type { AuditChainState } from "../../data/audit.ts";
import { useErrorText } from "../../i18n/error-text.ts";
import { useText } from "../../i18n/i18n.tsx";
import { Alert } from "../../ui/alert.tsx";
import { Button } from "../../ui/button.tsx";
import { Section } from "../../ui/card.tsx";
import { CopyButton } from "../../ui/copy-button.tsx";
import { MoreOfError } from "../../ui/error-details.tsx";
import { ProgressBar } from "../../ui/progress-bar.tsx";
import { createChainCheck } from "./check-chains.ts";
import { SchoolName } from "./school-name.tsx";

const NO_SCHOOL = "00000000-0000-0000-0000-000000000000";

/** Chains few enough to show the head of each. */
const FEW = 3;

/** Whether the chains hold, of one school or all of them: walked when asked for, telling how far it has come. */
export function ChainPanel(props: { school: string | undefined }) {
  const t = useText("audit");
  const errorText = useErrorText();
  const { check, start, stop } = createChainCheck();
  createEffect(on(() => props.school, stop, { defer: true }));
  const chains = () => check().chains;
  const broken = () => chains().filter(({ state }) => state === "broken");
  const sum = (of: (chain: AuditChainState) => number) => chains().reduce((all, chain) => all + of(chain), 0);
  const total = () => check().total;
  const isRunning = () => check().state === "running";
  const progress = () => {
    const count = total();
    return count === undefined ? t("chain.listing") : t("chain.progress", { done: chains().length, count });
  };
  return (
    <Section
      title={t("chain.title")}
      description={t("chain.about")}
      actions={
        <Show
          when={isRunning()}
          fallback={
            <Button icon={ShieldCheck} onClick={() => void start(props.school)}>
              {t(check().state === "idle" ? "chain.verify" : "chain.again")}
            </Button>
          }
        >
          <Button onClick={stop}>{t("chain.stop")}</Button>
        </Show>
      }
    >
      <Show when={check().state !== "idle"}>
        <div class="flex flex-col gap-3">
          <Show when={isRunning()}>
            <p class="text-sm text-muted tabular-nums">{progress()}</p>
            <ProgressBar label={progress()} {...(total() ? { value: chains().length / (total() ?? 1) } : {})} />
          </Show>
          <Show when={broken().length > 0}>
            <Alert tone="danger" title={t("chain.broken", { count: broken().length })}>
              <ul class="my-1 flex list-disc flex-col gap-1 pl-4">
                <For each={broken()}>
                  {(chain) => (
                    <li>
                      <span class="block font-medium">
                        <ChainName chain={chain} />
                      </span>
                      <BreakText chain={chain} />
                    </li>
                  )}
                </For>
              </ul>
              <p>{t("chain.brokenAbout")}</p>
            </Alert>
          </Show>
          <Switch>
            <Match when={check().state === "failed"}>
              <Alert tone="danger" title={t("chain.failed")}>
                {errorText(check().error).message}
                <MoreOfError text={errorText(check().error)} />
              </Alert>
            </Match>
            <Match when={check().state === "done" && chains().length === 0}>
              <Alert>{t("chain.none")}</Alert>
            </Match>
            <Match when={check().state === "done" && broken().length === 0}>
              <Alert tone="success" title={t("chain.ok", { count: chains().length })}>
                <p>{t("chain.okAbout", { count: sum(({ entries }) => entries) })}</p>
                <Show when={sum(({ unchained }) => unchained)}>
                  {(count) => <p>{t("chain.unchained", { count: count() })}</p>}
                </Show>
              </Alert>
            </Match>
          </Switch>
          <Show when={check().state === "done" && chains().length <= FEW}>
            <Heads chains={chains()} />
          </Show>
        </div>
      </Show>
    </Section>
  );
}

function Heads(props: { chains: readonly AuditChainState[] }) {
  const t = useText("audit");
  const headed = () => props.chains.filter(({ head }) => head !== null);
  return (
    <Show when={headed().length > 0}>
      <p class="text-xs text-subtle">{t("chain.headAbout")}</p>
      <ul class="flex flex-col gap-1 text-sm">
        <For each={headed()}>
          {({ head, ...chain }) => (
            <li class="flex flex-wrap items-center gap-x-3 text-muted">
              <ChainName chain={chain} />
              <CopyButton shown text={`${head?.seq}:${head?.hash}`} what={t("copy.head")} class="min-w-0" />
            </li>
          )}
        </For>
      </ul>
    </Show>
  );
}

function ChainName(props: { chain: Pick<AuditChainState, "trail" | "chain"> }) {
  const t = useText("audit");
  const around = () => t(props.chain.trail === "school" ? "chain.of.school" : "chain.of.about", { school: "\u0000" });
  return (
    <Show when={props.chain.chain !== NO_SCHOOL} fallback={<span>{t("chain.of.platform")}</span>}>
      <span>
        {around().split("\u0000")[0]}
        <SchoolName id={props.chain.chain} />
        {around().split("\u0000")[1]}
      </span>
    </Show>
  );
}

function BreakText(props: { chain: AuditChainState }) {
  const t = useText("audit");
  const told = () => {
    const { kind = "edited", seq = null, id = null } = props.chain.broken ?? {};
    const params = { seq: String(seq ?? "?"), id: String(id ?? "?") };
    return t(`break.${kind}`, params);
  };
  return <>{told()}</>;
}
