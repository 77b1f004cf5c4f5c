import { query, useLocation } from "@solidjs/router";
import { fireEvent, waitFor } from "@solidjs/testing-library";
import { afterEach, expect, test } from "vitest";
import { renderPage } from "../../testing/render.tsx";
import { SCHOOL_ID, schoolView } from "../../testing/schools.ts";
import { fakeServer, refusal } from "../../testing/server.ts";
import NewSchool from "./new.tsx";

window.matchMedia ??= () => ({ matches: true }) as MediaQueryList;

const server = fakeServer();
afterEach(() => query.clear());

const FREE = { available: true, rule: null, baseDomain: "ecoles.example" };
const TAKEN = { available: false, rule: "subdomain_taken", baseDomain: "ecoles.example" };

async function open() {
  let arrived: { state: unknown } | undefined;
  const Arrived = () => {
    arrived = useLocation();
    return <h1>Arrivé</h1>;
  };
  const page = renderPage(NewSchool, { path: "/schools/new", routes: { "/schools/:id/opening": Arrived } });
  await page.findByRole("heading", { name: "Ouvrir un établissement" });
  const input = (name: string) => document.querySelector<HTMLInputElement>(`input[name="${name}"]`) as HTMLInputElement;
  const type = (values: Record<string, string>) => {
    for (const [name, value] of Object.entries(values)) {
      input(name).focus();
      fireEvent.input(input(name), { target: { value } });
    }
  };
  const submit = () => fireEvent.submit(document.querySelector("form") as HTMLFormElement);
  const created = () => server.calls.filter(({ path }) => path === "tenants.create").map((call) => call.input);
  return { ...page, input, type, submit, created, arrived: () => arrived?.state };
}

const SCHOOL = {
  schoolName: "Lycée professionnel Zola",
  address: "1 rue Haute",
  postalCode: "69003",
  city: "Lyon",
  email: "contact@zola.fr",
  phone: "04 78 12 34 56",
};

test("the subdomain follows the name until it is edited, and again once it is emptied", async () => {
  server.answer({ "tenants.checkSubdomain": () => FREE });
  const { input, type, findAllByText } = await open();
  type({ schoolName: "Lycée professionnel Zola" });
  expect(input("subdomain").value).toBe("lycee-pro-zola");
  expect(document.querySelector<HTMLInputElement>("input[type=radio][value=lycee_pro]")?.checked).toBe(true);
  await findAllByText("lycee-pro-zola.ecoles.example est libre");
  type({ subdomain: "Zola Lyon", schoolName: "Collège Zola" });
  expect(input("subdomain").value).toBe("zola-lyon");
  type({ subdomain: "", schoolName: "Collège Émile Zola" });
  expect(input("subdomain").value).toBe("college-emile-zola");
});

test("a taken subdomain says so while it is typed, with one that is free", async () => {
  server.answer({
    "tenants.checkSubdomain": ({ subdomain }: { subdomain: string }) => (/-lyon$|-2$/.test(subdomain) ? FREE : TAKEN),
  });
  const { input, type, findByRole, findAllByText } = await open();
  type({ city: "Lyon", subdomain: "lycee-zola" });
  await findAllByText("Le sous-domaine lycee-zola est déjà utilisé");
  expect(input("subdomain").getAttribute("aria-invalid")).toBe("true");
  fireEvent.click(await findByRole("button", { name: "lycee-zola-lyon" }));
  expect(input("subdomain").value).toBe("lycee-zola-lyon");
  await waitFor(() => expect(input("subdomain").getAttribute("aria-invalid")).toBeNull());
  type({ subdomain: "3colleges" });
  await findAllByText("Le sous-domaine doit commencer par une lettre");
});

test("a check that cannot be made holds nothing up", async () => {
  server.answer({
    "tenants.checkSubdomain": () => refusal("unavailable", { retryAfterSeconds: 5 }, "indisponible"),
    "tenants.create": () => ({ tenant: schoolView("Lycée Zola"), admin: null }),
  });
  const { type, submit, findByText } = await open();
  type(SCHOOL);
  await findByText(/La vérification n'a pas abouti/);
  // Nor does a domain that nobody has told.
  await findByText("lycee-pro-zola", { selector: "dd" });
  submit();
  await findByText("Arrivé");
});

test("a name that was taken meanwhile comes back to its field with the focus, and nothing typed is lost", async () => {
  server.answer({
    "tenants.checkSubdomain": () => FREE,
    "tenants.create": () => refusal("subdomain_taken", { subdomain: "lycee-pro-zola" }, "pris"),
  });
  const { input, type, submit, findAllByText, queryByText } = await open();
  type(SCHOOL);
  submit();
  await findAllByText("Le sous-domaine lycee-pro-zola est déjà utilisé");
  await waitFor(() => expect(document.activeElement).toBe(input("subdomain")));
  expect(input("city").value).toBe("Lyon");
  expect(queryByText("Arrivé")).toBeNull();
});

test("faults are shown on their fields, and nothing is sent", async () => {
  server.answer({ "tenants.checkSubdomain": () => FREE });
  const { input, type, submit, created } = await open();
  type({ ...SCHOOL, postalCode: "6900", email: "contact" });
  submit();
  await waitFor(() => expect(document.activeElement).toBe(input("postalCode")));
  expect(input("email").getAttribute("aria-invalid")).toBe("true");
  expect(created()).toEqual([]);
});

test("pressed twice it is sent once, without opening it, and its opening is handed the person and no secret", async () => {
  server.answer({
    "tenants.checkSubdomain": () => FREE,
    "tenants.create": () => ({ tenant: schoolView("Lycée Zola"), admin: null }),
  });
  const { input, type, submit, created, findByText, findByLabelText, history, arrived } = await open();
  type(SCHOOL);
  fireEvent.blur(input("phone"));
  fireEvent.click(await findByLabelText("Une personne"));
  type({ "admin.firstName": "Émile", "admin.lastName": "Zola", "admin.email": "zola@zola.fr" });
  submit();
  submit();
  await findByText("Arrivé");
  expect(created()).toHaveLength(1);
  expect(created()[0]).toMatchObject({ subdomain: "lycee-pro-zola", phone: "0478123456", provisionNow: false });
  expect(created()[0]).not.toHaveProperty("admin");
  await waitFor(() => expect(history.get()).toBe(`/schools/${SCHOOL_ID}/opening`));
  expect(arrived()).toEqual({
    begins: true,
    admin: { email: "zola@zola.fr", firstName: "Émile", lastName: "Zola" },
  });
});
