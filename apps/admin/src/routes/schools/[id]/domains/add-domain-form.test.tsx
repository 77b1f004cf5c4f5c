import { PeproClientError } from "@pepro/client";
import { fireEvent, screen, waitFor } from "@solidjs/testing-library";
import { expect, test, vi } from "vitest";
import { renderPage } from "../../../../testing/render.tsx";
import { AddDomainForm } from "./add-domain-form.tsx";

type Add = (input: { domain: string; isPrimary: boolean }) => Promise<unknown>;

async function open(onAdd: Add = async () => undefined) {
  const added = vi.fn(onAdd);
  renderPage(() => <AddDomainForm hosts={["lycee-hugo.localhost"]} onAdd={added} />);
  const field = (await screen.findByLabelText("Domaine")) as HTMLInputElement;
  return {
    added,
    field,
    type: (value: string) => fireEvent.input(field, { target: { value } }),
    send: () => fireEvent.click(screen.getByRole("button", { name: "Ajouter le domaine" })),
    error: () => document.getElementById(`${field.id}-error`)?.textContent,
  };
}

test("an address that was pasted whole becomes its host, and the field is empty again", async () => {
  const { added, field, type, send } = await open();
  type("https://WWW.Lycee-Hugo.fr/accueil");
  send();
  await waitFor(() => expect(added).toHaveBeenCalledWith({ domain: "www.lycee-hugo.fr", isPrimary: false }));
  await waitFor(() => expect(field.value).toBe(""));
});

test.each(["localhost", "192.168.0.1", "lycee hugo.fr", "-hugo.fr"])(
  "%s is refused before it is sent",
  async (typed) => {
    const { added, type, send, error } = await open();
    type(typed);
    send();
    await waitFor(() => expect(error()).toBe("Domaine invalide"));
    expect(added).not.toHaveBeenCalled();
  },
);

test("a domain the school has already is said as it is typed, and not sent", async () => {
  const { added, type, send, error } = await open();
  type("Lycee-Hugo.localhost");
  await waitFor(() => expect(error()).toBe("lycee-hugo.localhost est déjà un domaine de cet établissement."));
  send();
  expect(added).not.toHaveBeenCalled();
});

test.each([
  [new PeproClientError("domain_taken", { domain: "www.curie.fr" }, ""), "est déjà pris"],
  [new PeproClientError("domain_invalid", { domain: "www.curie.fr" }, ""), "est réservé"],
])("what the server refuses is explained until something else is typed", async (refusal, words) => {
  const { type, send, error } = await open(() => Promise.reject(refusal));
  type("www.curie.fr");
  send();
  await waitFor(() => expect(error()).toContain(`www.curie.fr ${words}`));
  type("www.marie-curie.fr");
  await waitFor(() => expect(error()).toBeUndefined());
});

test("a domain that was typed is not lost by leaving the page unasked, one that was added may be", async () => {
  const { added, field, type, send } = await open();
  const isHeld = () => !window.dispatchEvent(new Event("beforeunload", { cancelable: true }));
  type("www.lycee-hugo.fr");
  expect(isHeld()).toBe(true);
  send();
  await waitFor(() => expect(added).toHaveBeenCalled());
  await waitFor(() => expect(field.value).toBe(""));
  expect(isHeld()).toBe(false);
});
