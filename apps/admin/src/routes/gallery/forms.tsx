import { PeproClientError } from "@pepro/client";
import { schoolFields } from "@pepro/contracts";
import * as z from "zod";
import { createForm, Form, FormError, SubmitButton } from "../../ui/form/index.ts";
import { UnsavedChanges } from "../../ui/form/unsaved-changes.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { toast } from "../../ui/toast.tsx";

const { schoolName, postalCode, city, email } = schoolFields;
const schema = z.object({ schoolName, postalCode, city, email });

export function Forms() {
  const form = createForm({
    schema,
    initial: { schoolName: "Lycée Victor Hugo", postalCode: "75005", city: "Paris", email: "contact@lycee-hugo.fr" },
    submit: async (values) => {
      await new Promise((resolve) => setTimeout(resolve, 700));
      if (values.city === "Lyon")
        throw new PeproClientError("domain_taken", { domain: "lyon" }, "Ce domaine est déjà utilisé");
      toast.success("The school's address is saved");
    },
  });
  return (
    <Form form={form} class="max-w-xl" label="A school's address">
      <UnsavedChanges form={form} />
      <TextField {...form.field("schoolName")} label="School name" />
      <div class="grid gap-5 sm:grid-cols-[8rem_1fr]">
        <TextField {...form.field("postalCode")} label="Postal code" inputmode="numeric" maxLength={5} />
        <TextField {...form.field("city")} label="City" hint="Lyon is refused by the server." />
      </div>
      <TextField {...form.field("email")} label="E-mail" type="email" />
      <FormError form={form} />
      <div class="flex justify-end">
        <SubmitButton form={form} whenChanged>
          Save the address
        </SubmitButton>
      </div>
    </Form>
  );
}
