import type { TenantView } from "@pepro/contracts";
import CircleCheck from "lucide-solid/icons/circle-check";
import { createSignal, Match, Switch } from "solid-js";
import type { Credentials } from "../../../data/provisioning.ts";
import { useText } from "../../../i18n/i18n.tsx";
import { ButtonLink } from "../../../ui/button.tsx";
import { CopyButton } from "../../../ui/copy-button.tsx";
import { Link } from "../../../ui/link.tsx";
import { Spinner } from "../../../ui/spinner.tsx";
import { hostUrl, schoolHref } from "../[id]/frame/addresses.ts";
import { Fact } from "./fact.tsx";
import { KnownAdmin } from "./known-admin.tsx";

export type OpenedProps = {
  tenant: TenantView;
  /** Known to whoever opened the school, and to nobody who comes to the page later. */
  credentials: Credentials | undefined;
  /** Whether they may still come. */
  isAwaited: boolean;
  /** Whether they came no further than the way. */
  isAnswerLost: boolean;
  headingRef: (heading: HTMLHeadingElement) => void;
};

/** Where the school answers and who may come in; the password shows this once. */
export function Opened(props: OpenedProps) {
  const t = useText("opening");
  const [renewed, setRenewed] = createSignal<Credentials>();
  const credentials = () => renewed() ?? props.credentials;
  let heading!: HTMLHeadingElement;
  const onRenew = (made: Credentials) => {
    setRenewed(made);
    // The button that was pressed is gone.
    heading.focus();
  };
  return (
    <section aria-labelledby="opened" class="overflow-hidden rounded-lg border border-success-line bg-surface">
      <h2
        ref={(element) => {
          heading = element;
          props.headingRef(element);
        }}
        id="opened"
        tabindex="-1"
        class="flex items-center gap-2 border-b border-success-line bg-success-soft px-5 py-3 text-base font-semibold text-success-ink"
      >
        <CircleCheck class="size-5 shrink-0" aria-hidden="true" />
        {t("opened")}
      </h2>
      <dl class="flex flex-col divide-y divide-line px-5 text-sm" aria-live="polite">
        <Fact term={t("host")}>
          <Link href={hostUrl(props.tenant.domainUrl)} external class="break-all">
            {props.tenant.domainUrl}
          </Link>
          <CopyButton text={hostUrl(props.tenant.domainUrl)} what={t("copy.host")} />
        </Fact>
        <Switch fallback={<KnownAdmin id={props.tenant.id} isAnswerLost={props.isAnswerLost} onRenew={onRenew} />}>
          <Match when={credentials()}>{(known) => <Handover {...known()} />}</Match>
          <Match when={props.isAwaited}>
            <Fact term={t("admin")}>
              <Spinner class="size-3.5" />
              <span class="text-muted">{t("password.coming")}</span>
            </Fact>
          </Match>
        </Switch>
      </dl>
      <div class="flex flex-wrap justify-end gap-2 max-sm:flex-col-reverse border-t border-line bg-canvas px-5 py-3">
        <ButtonLink href="/schools/new">{t("another")}</ButtonLink>
        <ButtonLink href={schoolHref(props.tenant.id)} variant="primary">
          {t("toSchool")}
        </ButtonLink>
      </div>
    </section>
  );
}

function Handover(props: Credentials) {
  const t = useText("opening");
  return (
    <>
      <Fact term={t("admin")}>
        <span class="break-all">{props.email}</span>
        <CopyButton text={props.email} what={t("copy.email")} />
      </Fact>
      <Fact term={t("password")}>
        <CopyButton
          text={props.password}
          what={t("copy.password")}
          shown
          class="h-8 rounded-md border border-line-strong bg-sunken px-2.5! pointer-coarse:m-0 pointer-coarse:h-control-md [&_code]:text-sm [&_code]:text-ink"
        />
        <p class="w-full text-warning-ink">{t("password.once")}</p>
      </Fact>
    </>
  );
}
