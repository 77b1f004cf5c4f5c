import type { TenantView } from "@pepro/contracts";
import CircleCheck from "lucide-solid/icons/circle-check";
import { createResource, type JSX, Show } from "solid-js";
import type { FirstAdmin } from "../../../data/provisioning.ts";
import { schoolStats } from "../../../data/school.ts";
import { useText } from "../../../i18n/i18n.tsx";
import { ButtonLink } from "../../../ui/button.tsx";
import { CopyButton } from "../../../ui/copy-button.tsx";
import { Link } from "../../../ui/link.tsx";
import { hostUrl, schoolHref } from "../[id]/frame/addresses.ts";

/** Where the school answers and who may come in; the password shows this once. */
export function Opened(props: { tenant: TenantView; credentials: FirstAdmin | undefined }) {
  const t = useText("opening");
  return (
    <section aria-labelledby="opened" class="overflow-hidden rounded-lg border border-success-line bg-surface">
      <h2
        id="opened"
        class="flex items-center gap-2 border-b border-success-line bg-success-soft px-5 py-3 text-base font-semibold text-success-ink"
      >
        <CircleCheck class="size-5 shrink-0" aria-hidden="true" />
        {t("opened")}
      </h2>
      <dl class="flex flex-col divide-y divide-line px-5 text-sm">
        <Fact term={t("host")}>
          <Link href={hostUrl(props.tenant.domainUrl)} external class="break-all">
            {props.tenant.domainUrl}
          </Link>
          <CopyButton text={hostUrl(props.tenant.domainUrl)} what={t("copy.host")} />
        </Fact>
        <Show when={props.credentials} fallback={<KnownAdmin id={props.tenant.id} />}>
          {(admin) => (
            <>
              <Fact term={t("admin")}>
                <span class="break-all">{admin().email}</span>
                <CopyButton text={admin().email} what={t("copy.email")} />
              </Fact>
              <Fact term={t("password")}>
                <CopyButton
                  text={admin().password ?? ""}
                  what={t("copy.password")}
                  shown
                  class="-mx-1 h-8 rounded-md border border-line-strong bg-sunken px-2.5! [&_code]:text-sm [&_code]:text-ink"
                />
                <p class="w-full text-warning-ink">{t("password.once")}</p>
              </Fact>
            </>
          )}
        </Show>
      </dl>
      <div class="flex flex-wrap justify-end gap-2 border-t border-line bg-canvas px-5 py-3">
        <ButtonLink href="/schools/new">{t("another")}</ButtonLink>
        <ButtonLink href={schoolHref(props.tenant.id)} variant="primary">
          {t("toSchool")}
        </ButtonLink>
      </div>
    </section>
  );
}

/** After the page was loaded anew: who it is, without what was shown. */
function KnownAdmin(props: { id: string }) {
  const t = useText("opening");
  const [stats] = createResource(
    () => props.id,
    (id) => schoolStats(id).catch(() => undefined),
  );
  return (
    <Fact term={t("admin")}>
      <span class="min-h-5 break-all">{stats.latest?.firstAdmin?.email ?? "—"}</span>
      <p class="w-full text-muted">{t("password.shown")}</p>
    </Fact>
  );
}

function Fact(props: { term: string; children: JSX.Element }) {
  return (
    <div class="grid grid-cols-1 gap-x-4 gap-y-0.5 py-3 sm:grid-cols-[10rem_1fr] sm:items-baseline">
      <dt class="text-muted">{props.term}</dt>
      <dd class="flex min-w-0 flex-wrap items-center gap-x-1.5 gap-y-1.5 text-ink">{props.children}</dd>
    </div>
  );
}
