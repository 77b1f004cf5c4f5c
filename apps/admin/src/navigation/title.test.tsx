import { A } from "@solidjs/router";
import { fireEvent, waitFor } from "@solidjs/testing-library";
import { expect, test } from "vitest";
import { renderPage } from "../testing/render.tsx";
import { useTitle } from "./title.tsx";

function Modules() {
  useTitle(() => "Modules");
  return <A href="/other">Leave</A>;
}

function School() {
  useTitle(() => "Lycée Hugo");
  return <Modules />;
}

function Other() {
  useTitle(() => "Établissements");
  return <p>Other</p>;
}

test("the title goes from the most specific to the product, and forgets the page that was left", async () => {
  const { findByText } = renderPage(School, { routes: { "/other": Other } });
  const link = await findByText("Leave");
  expect(document.title).toBe("Modules · Lycée Hugo · PeproScolaire");
  fireEvent.click(link);
  await findByText("Other");
  await waitFor(() => expect(document.title).toBe("Établissements · PeproScolaire"));
});
