import { isPeproError } from "@pepro/client";
import SearchX from "lucide-solid/icons/search-x";
import { Show } from "solid-js";
import { useText } from "../../../../i18n/i18n.tsx";
import { useTitle } from "../../../../navigation/title.tsx";
import { ButtonLink } from "../../../../ui/button.tsx";
import { EmptyState } from "../../../../ui/empty-state.tsx";
import { PageError } from "../../../../ui/page-error.tsx";
import { PageHeader } from "../../../../ui/page-header.tsx";

/** In place of a school that is not there, or could not be asked for. */
export function SchoolError(props: { error: unknown; onRetry: () => void }) {
  const t = useText("school");
  // An address whose id is none names no school either.
  const isMissing = () => isPeproError(props.error, "not_found") || isPeproError(props.error, "validation_failed");
  useTitle(() => t(isMissing() ? "missing.title" : "failed.title"));
  return (
    <>
      <PageHeader
        title={t(isMissing() ? "missing.title" : "failed.title")}
        crumbs={[{ href: "/schools", label: t("crumb") }]}
      />
      <div class="rounded-lg border border-line bg-surface">
        <Show
          when={isMissing()}
          fallback={<PageError title={t("failed.what")} error={props.error} onRetry={props.onRetry} />}
        >
          <EmptyState
            icon={SearchX}
            title={t("missing.what")}
            action={<ButtonLink href="/schools">{t("missing.action")}</ButtonLink>}
          >
            {t("missing.about")}
          </EmptyState>
        </Show>
      </div>
    </>
  );
}
