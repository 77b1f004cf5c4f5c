import { PeproClientError } from "@pepro/client";
import { schoolFields, subdomain } from "@pepro/contracts";
import { fireEvent, screen, waitFor } from "@solidjs/testing-library";
import { expect, test, vi } from "vitest";
import * as z from "zod";
import { useI18n } from "../../i18n/i18n.tsx";
import { renderPage } from "../../testing/render.tsx";
import { TextField } from "../text-field.tsx";
import { createForm, Form, FormError, SubmitButton } from "./index.ts";

const { schoolName, postalCode } = schoolFields;
const schema = z.object({ subdomain, school: z.object({ schoolName, postalCode }) });
const initial = { subdomain: "hugo", school: { schoolName: "Lycée Hugo", postalCode: "75005" } };

async function open(submit: (values: z.output<typeof schema>) => Promise<unknown> = async () => undefined) {
  const page = renderPage(() => {
    const { setLanguage } = useI18n();
    const form = createForm({ schema, initial, submit, fieldOf: { subdomain_taken: "subdomain" } });
    return (
      <Form form={form}>
        <TextField label="Subdomain" {...form.field("subdomain")} />
        <TextField label="Name" {...form.field("school.schoolName")} />
        <TextField label="Postal code" {...form.field("school.postalCode")} />
        <FormError form={form} />
        <SubmitButton form={form} whenChanged>
          Save
        </SubmitButton>
        <button type="button" onClick={() => form.reset()}>
          Reset
        </button>
        <button type="button" onClick={() => setLanguage("en")}>
          English
        </button>
      </Form>
    );
  });
  await page.findByLabelText("Name");
  const field = (label: string) => screen.getByLabelText(label) as HTMLInputElement;
  return {
    field,
    fill: (label: string, value: string) => fireEvent.input(field(label), { target: { value } }),
    leave: (label: string) => fireEvent.blur(field(label)),
    save: () => screen.getByRole("button", { name: "Save" }) as HTMLButtonElement,
    /** What is said under a field to those who cannot see it. */
    error: (label: string) => {
      const id = field(label).getAttribute("aria-describedby");
      return id ? (document.getElementById(id)?.textContent ?? null) : null;
    },
  };
}

test("a field is checked when it is left, and from then on as it is typed", async () => {
  const { fill, leave, error } = await open();
  fill("Postal code", "75");
  expect(error("Postal code")).toBeNull();
  leave("Postal code");
  expect(error("Postal code")).toBe("Code postal invalide");
  fill("Postal code", "75006");
  expect(error("Postal code")).toBeNull();
  fill("Postal code", "7500");
  expect(error("Postal code")).toBe("Code postal invalide");
});

test("a field that was only passed through is not wrong yet", async () => {
  const { leave, error } = await open();
  leave("Subdomain");
  expect(error("Subdomain")).toBeNull();
});

test("sending shows every fault and brings the focus to the first", async () => {
  const submit = vi.fn();
  const { fill, save, error, field } = await open(submit);
  fill("Name", "");
  fill("Postal code", "x");
  fireEvent.click(save());
  expect([error("Name"), error("Postal code")]).toEqual(["Ce champ ne peut être vide.", "Code postal invalide"]);
  await waitFor(() => expect(document.activeElement).toBe(field("Name")));
  expect(submit).not.toHaveBeenCalled();
});

test("the values arrive parsed, and what was sent is the new start", async () => {
  const submit = vi.fn().mockResolvedValue(undefined);
  const { fill, save } = await open(submit);
  expect(save().disabled).toBe(true);
  fill("Name", "  Lycée Curie ");
  expect(save().disabled).toBe(false);
  fireEvent.click(save());
  await waitFor(() => expect(save().disabled).toBe(true));
  expect(submit).toHaveBeenCalledWith({ ...initial, school: { ...initial.school, schoolName: "Lycée Curie" } });
});

test("what the server refuses lands on its field until the field changes", async () => {
  const issue = {
    path: ["school", "schoolName"],
    rule: "too_big",
    params: { origin: "string", maximum: 200 },
    message: "",
  };
  const refusal = new PeproClientError("validation_failed", { issues: [issue] }, "");
  const { fill, save, error } = await open(() => Promise.reject(refusal));
  fill("Name", "x");
  fireEvent.click(save());
  await waitFor(() => expect(error("Name")).toBe("200 caractères au plus."));
  fill("Name", "y");
  expect(error("Name")).toBeNull();
});

test("a code that belongs to a field is said there", async () => {
  const refusal = new PeproClientError("subdomain_taken", { subdomain: "curie" }, "");
  const { fill, save, error } = await open(() => Promise.reject(refusal));
  fill("Subdomain", "curie");
  fireEvent.click(save());
  await waitFor(() => expect(error("Subdomain")).toBe("Le sous-domaine curie est déjà utilisé"));
});

test("a refusal that names no field is said above the button", async () => {
  const refusal = new PeproClientError("unavailable", { retryAfterSeconds: 2 }, "Réessayez dans 2 secondes.");
  const { fill, save } = await open(() => Promise.reject(refusal));
  fill("Subdomain", "curie");
  fireEvent.click(save());
  expect((await screen.findByRole("alert")).textContent).toMatch(/^Le service est momentanément indisponible/);
  expect(save().hasAttribute("aria-busy")).toBe(false);
});

test("faults are said in the language that is chosen meanwhile", async () => {
  const { fill, leave, error } = await open();
  fill("Postal code", "75");
  leave("Postal code");
  fireEvent.click(screen.getByRole("button", { name: "English" }));
  await waitFor(() => expect(error("Postal code")).toBe("Invalid postal code"));
});

test("a reset brings back what was there, without faults", async () => {
  const { fill, leave, error, field, save } = await open();
  fill("Postal code", "75");
  leave("Postal code");
  fireEvent.click(screen.getByRole("button", { name: "Reset" }));
  expect([field("Postal code").value, error("Postal code"), save().disabled]).toEqual(["75005", null, true]);
});
