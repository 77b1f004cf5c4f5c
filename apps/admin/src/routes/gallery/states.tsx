import { PeproClientError } from "@pepro/client";
import SchoolIcon from "lucide-solid/icons/school";
import { For } from "solid-js";
import { Alert } from "../../ui/alert.tsx";
import { Badge } from "../../ui/badge.tsx";
import { Button } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import { DefinitionList } from "../../ui/definition-list.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { ErrorState } from "../../ui/error-state.tsx";
import { Meter } from "../../ui/meter.tsx";
import { ProgressBar } from "../../ui/progress-bar.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { StateBadge } from "../../ui/state-badge.tsx";
import { Steps } from "../../ui/steps.tsx";
import { Time } from "../../ui/time.tsx";
import { Row } from "./row.tsx";

const STATES = ["created", "provisioning", "ready", "failed", "inactive"] as const;
const TONES = ["neutral", "accent", "success", "warning", "danger"] as const;

const refused = new PeproClientError(
  "unavailable",
  { retryAfterSeconds: 5 },
  "Le service est momentanément indisponible.",
  {
    requestId: "4f0c2a4e-6b1d-4d53",
  },
);

export function States() {
  return (
    <>
      <Row name="School states">
        <For each={STATES}>{(state) => <StateBadge state={state} />}</For>
      </Row>
      <Row name="Badges">
        <For each={TONES}>{(tone) => <Badge tone={tone}>{tone}</Badge>}</For>
      </Row>
      <Row name="Alerts">
        <div class="flex w-full flex-col gap-2">
          <For each={TONES}>{(tone) => <Alert tone={tone}>A sentence in the page, in the tone “{tone}”.</Alert>}</For>
          <Alert tone="warning" title="Two schools are behind" action={<Button size="sm">Show them</Button>}>
            Their schema is one version older than this release.
          </Alert>
        </div>
      </Row>
      <div class="grid grid-cols-1 gap-6 py-4 md:grid-cols-2">
        <div class="flex flex-col gap-5">
          <Meter label="Storage" used={12.4} limit={50} text="12.4 GB of 50 GB" />
          <Meter label="Students" used={1010} limit={1200} text="1,010 of 1,200" />
          <Meter label="Storage" used={49.2} limit={50} text="49.2 GB of 50 GB" />
          <ProgressBar label="Migrating" value={0.4} />
          <ProgressBar label="Waiting" />
          <Skeleton class="h-8" />
        </div>
        <Steps
          label="Opening Lycée Victor Hugo"
          steps={[
            { id: "1", label: "Reserve the name", state: "done", duration: 12 },
            { id: "2", label: "Create the schema and its role", state: "done", duration: 84 },
            { id: "3", label: "Create 42 tables", state: "running" },
            {
              id: "4",
              label: "Create the first administrator",
              state: "failed",
              detail: <Alert tone="danger">The role exists already. Nothing is half done; run it again.</Alert>,
            },
            { id: "5", label: "Open the doors", state: "pending" },
          ]}
        />
        <DefinitionList
          items={[
            { term: "Schema", value: <code>lycee_hugo</code> },
            { term: "Type", value: "Lycée" },
            { term: "Opened", value: <Time at={Date.now() - 86_400_000 * 3} /> },
            { term: "Last seen", value: <Time at={null} /> },
          ]}
        />
      </div>
      <div class="grid grid-cols-1 gap-6 md:grid-cols-2">
        <Card>
          <EmptyState icon={SchoolIcon} title="No school yet" action={<Button variant="primary">Open a school</Button>}>
            The first one takes a minute: a name, an address, two colours.
          </EmptyState>
        </Card>
        <Card>
          <ErrorState title="The schools could not be loaded" error={refused} onRetry={() => undefined} />
        </Card>
      </div>
    </>
  );
}
