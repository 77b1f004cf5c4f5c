import type { FleetOverview } from "@pepro/contracts";
import { query } from "@solidjs/router";
import { fireEvent, waitFor } from "@solidjs/testing-library";
import { afterEach, beforeEach, expect, test } from "vitest";
import { renderPage } from "../testing/render.tsx";
import { fakeServer, gatewayDown } from "../testing/server.ts";
import Home from "./home.tsx";

const server = fakeServer();
beforeEach(() => server.answer({ "monitoring.fleet": () => ({ sampledAt: null }) }));
afterEach(() => query.clear());

const EMPTY: FleetOverview = {
  total: 0,
  byState: { active: 0, inactive: 0, notProvisioned: 0, provisioning: 0, failed: 0, pendingDeletion: 0 },
  byType: { college: 0, lycee: 0, lycee_pro: 0 },
  migrations: { latest: 10, behind: 0, versions: [] },
  latestOpenings: [],
  unhealthy: [],
  unhealthyCount: 0,
  lastActivity: null,
};
const at = "2026-01-05T08:00:00.000Z";
const brief = (name: string) => ({ id: `id-${name}`, name, host: `${name}.localhost` });
const FLEET: FleetOverview = {
  ...EMPTY,
  total: 12,
  byState: { ...EMPTY.byState, active: 11, failed: 1 },
  migrations: {
    latest: 10,
    behind: 2,
    versions: [
      { version: 10, schools: 9 },
      { version: 9, schools: 2 },
    ],
  },
  latestOpenings: [{ ...brief("hugo"), at }],
};
const unhealthy = (name: string, reason: FleetOverview["unhealthy"][number]["reason"]) => ({
  ...brief(name),
  reason,
  version: reason.startsWith("migrations") ? 9 : null,
  since: at,
});
const linkTo = (href: string) => document.querySelector(`a[href="${href}"]`)?.textContent;

test("each number leads to its schools, each fault to where it is mended", async () => {
  server.answer({
    "tenants.overview": () => ({
      ...FLEET,
      unhealthy: [
        unhealthy("zola", "provisioning_failed"),
        unhealthy("veil", "migrations_behind"),
        unhealthy("ferry", "domain_unverified"),
      ],
      unhealthyCount: 3,
    }),
  });
  const { findByText, getByText } = renderPage(Home);
  await findByText("À surveiller");
  expect(linkTo("/schools?state=ready")).toBe("Actifs11");
  expect(linkTo("/schools?state=failed")).toBe("En échec1");
  expect(linkTo("/migrations")).toBe("2 établissements en retard");
  expect(linkTo("/schools/id-zola/opening")).toContain("Reprendre l'ouverture");
  expect(linkTo("/schools/id-ferry/domains")).toContain("Voir les domaines");
  getByText(/Tables en version 9, en retard sur la version 10/);
});

test("a long list of faults shows its beginning first", async () => {
  const all = Array.from({ length: 50 }, (_, index) => unhealthy(`école${index}`, "migrations_behind"));
  server.answer({ "tenants.overview": () => ({ ...FLEET, unhealthy: all, unhealthyCount: 64 }) });
  const { findByText, findByRole, queryByText } = renderPage(Home);
  const more = await findByText("Afficher les 42 autres");
  expect(queryByText("école8")).toBeNull();
  fireEvent.click(more);
  await findByRole("link", { name: "école49" });
  await findByText("et 14 autres");
});

test("without a school it says how to begin; without a fault, that all is well", async () => {
  server.answer({ "tenants.overview": () => EMPTY });
  const first = renderPage(Home);
  await first.findByText("Aucun établissement pour le moment");
  first.unmount();
  query.clear();
  server.answer({ "tenants.overview": () => FLEET });
  await renderPage(Home).findByText("Tout va bien");
});

test("coming back to the tab brings what is now; when that fails, what was stays and says so", async () => {
  server.answer({ "tenants.overview": () => FLEET });
  const { findByText, queryByText } = renderPage(Home);
  await findByText("12 établissements");
  server.answer({ "tenants.overview": () => ({ ...FLEET, total: 13 }) });
  fireEvent(document, new Event("visibilitychange"));
  await findByText("13 établissements");
  server.answer({ "tenants.overview": gatewayDown });
  fireEvent(document, new Event("visibilitychange"));
  await findByText("Ces chiffres ne sont plus à jour");
  await findByText("13 établissements");
  server.answer({ "tenants.overview": () => FLEET });
  fireEvent.click(await findByText("Actualiser"));
  await waitFor(() => expect(queryByText("Ces chiffres ne sont plus à jour")).toBeNull());
});

test("when nothing could be read it says so, and trying again reads it", async () => {
  server.answer({ "tenants.overview": gatewayDown });
  const { findByText } = renderPage(Home);
  await findByText("L'état des établissements n'a pas pu être chargé");
  server.answer({ "tenants.overview": () => FLEET });
  fireEvent.click(await findByText("Réessayer"));
  await findByText("Tout va bien");
});
