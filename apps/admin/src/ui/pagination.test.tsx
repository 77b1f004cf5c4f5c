import { useSearchParams } from "@solidjs/router";
import { fireEvent, screen, waitFor } from "@solidjs/testing-library";
import { expect, test } from "vitest";
import { renderPage } from "../testing/render.tsx";
import { Pagination } from "./pagination.tsx";

function Pages() {
  const [search] = useSearchParams<{ page: string }>();
  return <Pagination page={Number(search.page)} pageSize={20} total={3_000} hrefFor={(page) => `/?page=${page}`} />;
}

async function open(page: number) {
  const { history } = renderPage(Pages, { path: `/?page=${page}` });
  await screen.findByRole("navigation", { name: "Pages" });
  const step = (name: string) => screen.getByRole("link", { name });
  return { history, step };
}

test("the first and the last of many pages are one press away", async () => {
  const { history, step } = await open(75);
  fireEvent.click(step("Dernière page"));
  await waitFor(() => expect(history.get()).toBe("/?page=150"));
  await screen.findByText(/^2.981–3.000 sur 3.000$/);
  fireEvent.click(step("Première page"));
  await waitFor(() => expect(history.get()).toBe("/?page=1"));
});

test("at an end the way on is off, leads nowhere, and keeps the focus of whoever came by it", async () => {
  const { history, step } = await open(149);
  const last = step("Dernière page");
  last.focus();
  fireEvent.click(last);
  await waitFor(() => expect(last.getAttribute("aria-disabled")).toBe("true"));
  expect(document.activeElement).toBe(last);
  await waitFor(() => expect(history.get()).toBe("/?page=150"));
  fireEvent.click(last);
  fireEvent.click(step("Page suivante"));
  expect(history.get()).toBe("/?page=150");
  expect(step("Première page").getAttribute("aria-disabled")).toBe("false");
});
