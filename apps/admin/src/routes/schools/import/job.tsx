import { createAsync, useParams } from "@solidjs/router";
import { ErrorBoundary, Show, Suspense, untrack } from "solid-js";
import { schoolImport } from "../../../data/imports.ts";
import { useText } from "../../../i18n/i18n.tsx";
import { useTitle } from "../../../navigation/title.tsx";
import { PageError } from "../../../ui/page-error.tsx";
import { Skeleton } from "../../../ui/skeleton.tsx";
import { JobPage } from "./job-page.tsx";

/** One file's schools as they are opened. May be loaded anew at any moment. */
export default function ImportJob() {
  const t = useText("imports");
  const params = useParams<{ id: string }>();
  return (
    <Show when={params.id} keyed>
      {(id) => (
        <ErrorBoundary
          fallback={(error, reset) => {
            useTitle(() => t("job.titleBare"));
            return <PageError heading title={t("job.failed")} error={error} onRetry={reset} />;
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
  const found = createAsync(() => untrack(() => schoolImport({ id: props.id, pageSize: 1 })));
  return <Show when={found()}>{(detail) => <JobPage found={detail().job} />}</Show>;
}

/** Without a heading: the page's own takes the focus once it is there. */
function Waiting() {
  const t = useText("imports");
  useTitle(() => t("job.titleBare"));
  return (
    <div>
      <Skeleton class="mb-2 h-5 w-40" />
      <Skeleton class="mb-6 h-7 w-72" />
      <Skeleton class="mb-6 h-24" />
      <Skeleton class="h-80" />
    </div>
  );
}
