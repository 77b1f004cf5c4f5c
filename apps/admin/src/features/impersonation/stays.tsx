import { createAsync, revalidate, useAction } from "@solidjs/router";
import UserCheck from "lucide-solid/icons/user-check";
import { createSignal, ErrorBoundary, For, onCleanup, onMount, Show, Suspense } from "solid-js";
import { endImpersonation, type ImpersonationEntry, listImpersonations } from "../../data/impersonation.ts";
import { useFormat, useText } from "../../i18n/i18n.tsx";
import { Badge } from "../../ui/badge.tsx";
import { Button } from "../../ui/button.tsx";
import { Section } from "../../ui/card.tsx";
import { ConfirmDialog } from "../../ui/confirm-dialog.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { ErrorState } from "../../ui/error-state.tsx";
import { Link } from "../../ui/link.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { toast } from "../../ui/toast.tsx";

const SHOWN = 100;
const PAST = 20;

const LOOKS = {
  waiting: "neutral",
  active: "warning",
  over: "neutral",
  unused: "neutral",
} as const;

/** Who is in a school in somebody's place, with the way to end it, and below who was. Without `school`, in all of them. */
export function Stays(props: { school: string | undefined }) {
  const t = useText("impersonation");
  const end = useAction(endImpersonation);
  const [ending, setEnding] = createSignal<ImpersonationEntry>();
  const [isAsking, setAsking] = createSignal(false);
  const question = (isOpen: boolean) => ({
    isOpen,
    pageSize: isOpen ? SHOWN : PAST,
    ...(props.school !== undefined && { tenantId: props.school }),
  });
  // A link is used in another tab: whoever comes back sees what became of it.
  onMount(() => {
    const onReturn = () => {
      if (document.visibilityState === "visible") void revalidate(listImpersonations.key);
    };
    document.addEventListener("visibilitychange", onReturn);
    onCleanup(() => document.removeEventListener("visibilitychange", onReturn));
  });
  return (
    <div class="flex flex-col gap-5">
      <Section title={t("stays.running")} description={t("stays.runningAbout")} flush>
        <List
          question={question(true)}
          none={t("stays.runningNone")}
          withSchool={props.school === undefined}
          onEnd={(stay) => {
            setEnding(stay);
            setAsking(true);
          }}
        />
      </Section>
      <Section title={t("stays.past")} flush>
        <List question={question(false)} none={t("stays.pastNone")} withSchool={props.school === undefined} />
      </Section>
      <ConfirmDialog
        open={isAsking()}
        title={t("end.title")}
        description={t("end.about", { by: ending()?.superAdminEmail ?? "", school: ending()?.schoolName ?? "" })}
        action={t("end.confirm")}
        onCancel={() => setAsking(false)}
        onConfirm={async () => {
          await end(ending()?.id ?? "");
          setAsking(false);
          toast.success(t("end.done"));
        }}
      />
    </div>
  );
}

type ListProps = {
  question: Parameters<typeof listImpersonations>[0];
  none: string;
  withSchool: boolean;
  onEnd?: (stay: ImpersonationEntry) => void;
};

function List(props: ListProps) {
  const t = useText("impersonation");
  const found = createAsync(() => listImpersonations(props.question));
  return (
    <ErrorBoundary
      fallback={(error, reset) => (
        <ErrorState
          title={t("stays.failed")}
          error={error}
          onRetry={() => revalidate(listImpersonations.keyFor(props.question)).then(reset)}
        />
      )}
    >
      <Suspense fallback={<Skeleton class="m-5 h-10" />}>
        <Show
          when={(found.latest?.items.length ?? found()?.items.length ?? 0) > 0}
          fallback={<EmptyState icon={UserCheck} title={props.none} />}
        >
          <ul class="divide-y divide-line">
            <For each={found.latest?.items}>
              {(stay) => (
                <Stay stay={stay} withSchool={props.withSchool} {...(props.onEnd && { onEnd: props.onEnd })} />
              )}
            </For>
          </ul>
        </Show>
      </Suspense>
    </ErrorBoundary>
  );
}

function Stay(props: { stay: ImpersonationEntry; withSchool: boolean; onEnd?: (stay: ImpersonationEntry) => void }) {
  const t = useText("impersonation");
  const format = useFormat();
  const who = () => ({ by: props.stay.superAdminEmail, user: props.stay.userEmail });
  const when = () => {
    const { openedAt, createdAt, minutes, endsAt, endedBy, state } = props.stay;
    const parts = [
      openedAt
        ? t("stay.since", { when: format.dateTime(openedAt), minutes })
        : t("stay.asked", { when: format.dateTime(createdAt) }),
      state === "active" && endsAt && t("stay.until", { time: format.dateTime(endsAt) }),
      endedBy && t("stay.endedBy", { by: endedBy }),
    ];
    return parts.filter(Boolean).join(" · ");
  };
  return (
    <li class="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 px-5 py-3 text-sm">
      <div class="flex min-w-0 flex-1 basis-64 flex-col gap-0.5">
        <span class="flex flex-wrap items-center gap-x-2 gap-y-1 font-medium break-words text-ink">
          {t("stay.as", who())}
          <Badge tone={LOOKS[props.stay.state]}>{t(`state.${props.stay.state}`)}</Badge>
        </span>
        <Show when={props.withSchool}>
          <Link href={`/schools/${props.stay.tenantId}`} quiet class="self-start">
            {props.stay.schoolName}
          </Link>
        </Show>
        <span class="break-words text-muted">{props.stay.reason}</span>
        <span class="text-xs text-subtle">{when()}</span>
      </div>
      <Show when={props.onEnd}>
        {(onEnd) => (
          <Button variant="danger-quiet" aria-label={t("end.of", who())} onClick={() => onEnd()(props.stay)}>
            {t("end.action")}
          </Button>
        )}
      </Show>
    </li>
  );
}
