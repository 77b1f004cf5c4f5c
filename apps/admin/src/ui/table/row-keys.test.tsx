import { fireEvent } from "@solidjs/testing-library";
import { expect, test } from "vitest";
import { renderPage } from "../../testing/render.tsx";
import { SearchField } from "../search-field.tsx";
import { moveAmongRows } from "./row-keys.ts";
import { Table } from "./table.tsx";

const ROWS = ["Hugo", "Moulin", "Veil"].map((name) => ({ name }));

test("arrows lead from the search into the rows, among them, and back", async () => {
  const { findByText, getByRole } = renderPage(() => (
    // biome-ignore lint/a11y/noStaticElementInteractions: as the pages do
    <div onKeyDown={moveAmongRows}>
      <SearchField label="Rechercher" value="" onSearch={() => undefined} />
      <Table
        caption="Écoles"
        columns={[{ id: "name", header: "Nom", cell: (row) => row.name }]}
        rows={ROWS}
        rowKey={(row) => row.name}
        rowHref={(row) => `/schools/${row.name}`}
      />
    </div>
  ));
  await findByText("Hugo");
  const search = getByRole("searchbox");
  const press = (key: string, more = {}) => fireEvent.keyDown(document.activeElement as Element, { key, ...more });
  search.focus();
  press("ArrowDown");
  expect(document.activeElement?.textContent).toBe("Hugo");
  press("ArrowUp");
  expect(document.activeElement).toBe(search);
  for (const _ of ["", "", "", ""]) press("ArrowDown");
  expect(document.activeElement?.textContent).toBe("Veil");
  press("ArrowUp", { ctrlKey: true });
  expect(document.activeElement?.textContent).toBe("Veil");
  press("ArrowUp");
  expect(document.activeElement?.textContent).toBe("Moulin");
});
