import { issueText } from "@pepro/contracts";
import CircleCheck from "lucide-solid/icons/circle-check";
import { Match, Show, Switch } from "solid-js";
import { useI18n, useText } from "../../../i18n/i18n.tsx";
import { Button } from "../../../ui/button.tsx";
import type { FieldBinding } from "../../../ui/form/index.ts";
import { Spinner } from "../../../ui/spinner.tsx";
import { TextField } from "../../../ui/text-field.tsx";
import type { SubdomainVerdict } from "./subdomain-check.ts";

export type SubdomainFieldProps = {
  binding: FieldBinding<string>;
  verdict: SubdomainVerdict;
  /** Where the school will answer. */
  host: string;
  /** What every school's host ends with; empty while nobody has said it. */
  domain: string;
  onType: (subdomain: string) => void;
};

/** Where the school will answer: whether the name is free, and another one where it is not. */
export function SubdomainField(props: SubdomainFieldProps) {
  const t = useText("new-school");
  const { language } = useI18n();
  let input!: HTMLInputElement;
  const error = () => {
    const { verdict } = props;
    if (props.binding.error !== undefined || verdict.is !== "refused") return props.binding.error;
    return issueText({ path: [], rule: verdict.rule, params: { subdomain: props.binding.value } }, language());
  };
  const suggestion = () => (props.verdict.is === "refused" ? props.verdict.suggestion : undefined);
  return (
    <div class="flex flex-col gap-2">
      <TextField
        ref={(element) => {
          input = element;
        }}
        label={t("subdomain")}
        name={props.binding.name}
        value={props.binding.value}
        error={error()}
        hint={<Hint verdict={props.verdict} host={props.host} />}
        suffix={<span class="font-mono text-sm">{props.domain && `.${props.domain}`}</span>}
        inputmode="url"
        mono
        onChange={(typed) => props.onType(typed.toLowerCase().replace(/\s+/g, "-"))}
        onBlur={() => props.binding.onBlur()}
      />
      <span class="sr-only" role="status">
        {props.verdict.is === "free" ? t("subdomain.free") : (error() ?? "")}
      </span>
      <Show when={suggestion()}>
        {(free) => (
          <p class="flex flex-wrap items-center gap-2 text-sm text-muted">
            {t("subdomain.suggestion")}
            <Button
              size="sm"
              onClick={() => {
                props.onType(free());
                input.focus();
              }}
            >
              <span class="font-mono">{free()}</span>
            </Button>
          </p>
        )}
      </Show>
    </div>
  );
}

function Hint(props: { verdict: SubdomainVerdict; host: string }) {
  const t = useText("new-school");
  return (
    <Switch fallback={t("subdomain.hint")}>
      <Match when={props.verdict.is === "checking"}>
        <span class="flex items-center gap-1">
          <Spinner class="size-3" />
          {t("subdomain.checking")}
        </span>
      </Match>
      <Match when={props.verdict.is === "free"}>
        <span class="flex items-center gap-1 text-success-ink">
          <CircleCheck class="size-3.5 shrink-0" aria-hidden="true" />
          {t("subdomain.freeHost", { host: props.host })}
        </span>
      </Match>
      <Match when={props.verdict.is === "unknown"}>{t("subdomain.unknown")}</Match>
    </Switch>
  );
}
