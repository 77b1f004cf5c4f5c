import { fireEvent, within } from "@solidjs/testing-library";
import { createSignal } from "solid-js";
import { expect, test, vi } from "vitest";
import { renderPage } from "../../testing/render.tsx";
import { type Column, type Sort, Table } from "./table.tsx";

type School = { id: string; name: string; students: number };

const schools: readonly School[] = [
  { id: "1", name: "Lycée Hugo", students: 1180 },
  { id: "2", name: "Collège Moulin", students: 640 },
];

const columns: readonly Column<School>[] = [
  { id: "name", header: "School", sortBy: "school_name", cell: (school) => school.name },
  { id: "students", header: "Students", align: "end", cell: (school) => school.students },
];

const base = { caption: "Schools", columns, rowKey: (school: School) => school.id };

test("headers that sort say the order, and turn it round when pressed again", async () => {
  const onSort = vi.fn();
  const [sort, setSort] = createSignal<Sort>({ by: "school_name", direction: "ascending" });
  const { findByRole, getByRole } = renderPage(() => (
    <Table
      {...base}
      rows={schools}
      sort={sort()}
      onSort={(next) => {
        onSort(next);
        setSort(next);
      }}
    />
  ));
  const header = await findByRole("columnheader", { name: "School" });
  expect(header.getAttribute("aria-sort")).toBe("ascending");
  expect(getByRole("columnheader", { name: "Students" }).hasAttribute("aria-sort")).toBe(false);
  fireEvent.click(within(header).getByRole("button"));
  expect(onSort).toHaveBeenLastCalledWith({ by: "school_name", direction: "descending" });
  expect(header.getAttribute("aria-sort")).toBe("descending");
});

test("a row leads where its first column says", async () => {
  const { findByRole } = renderPage(() => <Table {...base} rows={schools} rowHref={({ id }) => `/schools/${id}`} />);
  expect((await findByRole("link", { name: "Lycée Hugo" })).getAttribute("href")).toBe("/schools/1");
});

test("rows that are awaited keep their places, then give way", async () => {
  const [rows, setRows] = createSignal<readonly School[]>();
  const { findByRole, getAllByRole } = renderPage(() => <Table {...base} rows={rows()} skeletonRows={3} />);
  const table = await findByRole("table", { name: "Schools" });
  expect(table.getAttribute("aria-busy")).toBe("true");
  expect(getAllByRole("row")).toHaveLength(1 + 3);
  setRows(schools);
  expect(getAllByRole("row")).toHaveLength(1 + 2);
  expect(table.hasAttribute("aria-busy")).toBe(false);
});

test("no rows show what takes their place", async () => {
  const { findByText } = renderPage(() => <Table {...base} rows={[]} empty={<p>No school matches</p>} />);
  await findByText("No school matches");
});
