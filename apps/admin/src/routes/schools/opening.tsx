import { createAsync, useParams } from "@solidjs/router";
import { ErrorBoundary, Show, Suspense, untrack } from "solid-js";
import { provisioningState } from "../../data/provisioning.ts";
import { school } from "../../data/school.ts";
import { useText } from "../../i18n/i18n.tsx";
import { useTitle } from "../../navigation/title.tsx";
import { PageError } from "../../ui/page-error.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { OpeningPage } from "./opening/opening-page.tsx";

/** A school's opening as it happens. May be loaded anew at any moment. */
export default function Opening() {
  const t = useText("opening");
  const params = useParams<{ id: string }>();
  return (
    <Show when={params.id} keyed>
      {(id) => (
        <ErrorBoundary
          fallback={(error, reset) => {
            useTitle(() => t("title"));
            return <PageError heading title={t("notFound")} error={error} onRetry={reset} />;
          }}
        >
          <Suspense fallback={<Waiting />}>
            <Found id={id} />
          </Suspense>
        </ErrorBoundary>
      )}
    </Show>
  );
}

function Found(props: { id: string }) {
  // Once: from then on the page follows by itself, and a failure to read anew must not take away what it shows.
  const tenant = createAsync(() => untrack(() => school(props.id)));
  const standing = createAsync(() => untrack(() => provisioningState(props.id)));
  return (
    <Show when={tenant()}>
      {(tenant) => <Show when={standing()}>{(standing) => <OpeningPage tenant={tenant()} found={standing()} />}</Show>}
    </Show>
  );
}

/** Without a heading: the page's own takes the focus once it is there. */
function Waiting() {
  const t = useText("opening");
  useTitle(() => t("title"));
  return (
    <div class="max-w-2xl">
      <Skeleton class="mb-2 h-5 w-32" />
      <Skeleton class="mb-2 h-7 w-72" />
      <Skeleton class="mb-6 h-5" />
      <Skeleton class="h-80" />
    </div>
  );
}
