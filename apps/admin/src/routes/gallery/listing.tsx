import { createSignal } from "solid-js";
import { Button } from "../../ui/button.tsx";
import { CopyButton } from "../../ui/copy-button.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { Meter } from "../../ui/meter.tsx";
import { Pagination } from "../../ui/pagination.tsx";
import { type SchoolState, StateBadge } from "../../ui/state-badge.tsx";
import { type Column, type Sort, Table } from "../../ui/table/table.tsx";
import { Time } from "../../ui/time.tsx";

type Line = { id: string; name: string; city: string; state: SchoolState; students: number; seen: number };

const LINES: readonly Line[] = [
  ["Collège Jean Moulin", "Lyon", "ready", 640],
  ["Lycée Victor Hugo", "Paris", "ready", 1_180],
  ["Lycée professionnel Gustave Eiffel", "Cachan", "provisioning", 0],
  ["Collège Simone Veil", "Marseille", "inactive", 512],
  ["Lycée Marie Curie", "Strasbourg", "failed", 0],
].map(([name, city, state, students], index) => ({
  id: `0190f3c1-${index}`,
  name: name as string,
  city: city as string,
  state: state as SchoolState,
  students: students as number,
  seen: Date.now() - (index + 1) ** 3 * 1_800_000,
}));

const COLUMNS: readonly Column<Line>[] = [
  { id: "name", header: "School", sortBy: "name", cell: (line) => line.name },
  { id: "city", header: "City", sortBy: "city", cell: (line) => line.city, from: "md", width: "14%" },
  { id: "state", header: "State", cell: (line) => <StateBadge state={line.state} />, width: "8.5rem" },
  {
    id: "students",
    header: "Students",
    sortBy: "students",
    align: "end",
    width: "6.5rem",
    from: "md",
    cell: (line) => line.students.toLocaleString("fr-FR"),
  },
  {
    id: "storage",
    header: "Storage",
    width: "7rem",
    from: "lg",
    cell: (line) => <Meter compact label="Storage" used={line.students} limit={1_200} text={`${line.students}`} />,
  },
  { id: "seen", header: "Last seen", width: "9rem", from: "lg", cell: (line) => <Time at={line.seen} /> },
  { id: "id", header: "Identifier", width: "5.5rem", from: "sm", cell: (line) => <CopyButton text={line.id} /> },
];

export function Listing() {
  const [sort, setSort] = createSignal<Sort>({ by: "name", direction: "ascending" });
  const [mode, setMode] = createSignal<"rows" | "loading" | "stale" | "empty">("rows");
  const rows = () => {
    if (mode() === "loading") return undefined;
    const { by, direction } = sort();
    const sorted = LINES.toSorted((a, b) => String(a[by as "name"]).localeCompare(String(b[by as "name"])));
    return mode() === "empty" ? [] : direction === "ascending" ? sorted : sorted.toReversed();
  };
  return (
    <div class="flex flex-col gap-4">
      <div class="flex gap-2">
        <Button size="sm" onClick={() => setMode("rows")}>
          Rows
        </Button>
        <Button size="sm" onClick={() => setMode("loading")}>
          Loading
        </Button>
        <Button size="sm" onClick={() => setMode("stale")}>
          Stale
        </Button>
        <Button size="sm" onClick={() => setMode("empty")}>
          Empty
        </Button>
      </div>
      <Table
        caption="Schools"
        columns={COLUMNS}
        rows={rows()}
        rowKey={(line) => line.id}
        rowHref={(line) => `/gallery?line=${line.id}`}
        sort={sort()}
        onSort={setSort}
        stale={mode() === "stale"}
        skeletonRows={5}
        empty={<EmptyState title="No school matches">Try another word, or clear the filters.</EmptyState>}
      />
      <Pagination page={3} pageSize={20} total={3_214} hrefFor={(page) => `/gallery?page=${page}`} />
    </div>
  );
}
